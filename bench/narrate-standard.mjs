// Speaks the words of the standard storyboard with the embedded voice.
import {narrate} from '../dist/index.js';
import {order, report} from './order.mjs';

const {lines} = await narrate(order.script);
await report({engine: `${lines.length} lines`});

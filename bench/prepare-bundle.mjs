// Bundles an entry into the cache, as the first render would. Tells where the site lies.
import {prepareBundle} from '../dist/render/bundle/bundle.js';
import {describeTemplates} from '../dist/render/bundle/describe-templates.js';
import {order, report} from './order.mjs';

const {cacheDir, browserExecutable, entry, ours} = order;
// A site of ours describes its templates in the browser once, when it is new; a plain Remotion site has none.
if (ours) await describeTemplates({cacheDir, browserExecutable, entry});
const {folder} = await prepareBundle({cacheDir, entry, describe: async () => []});
await report({folder});

// Renders the standard storyboard to the file given as argument.
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {render} from '../dist/index.js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const storyboard = JSON.parse(await readFile(here('standard.storyboard.json'), 'utf8'));
const files = Object.fromEntries(Object.keys(storyboard.assets).map((id) => [id, here(`assets/${id}.jpg`)]));
await render(storyboard, {files, outputFile: process.argv[2]});

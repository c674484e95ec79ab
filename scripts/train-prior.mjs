// Trains the shipped prior from randomised headline tests and writes src/analysis/headline-prior.ts.
// Usage, after `npm run build`: node scripts/train-prior.mjs FILE.jsonl[.gz]
import {readFileSync, writeFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {packPrior, readArms, trainRanker} from '../dist/analysis/index.js';

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Name the training data: node scripts/train-prior.mjs FILE.jsonl[.gz]\n');
  process.exit(2);
}
const bytes = readFileSync(file);
const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
const {arms} = readArms(text, file);
// What fewer than four stories have is left out: it weighs little, and no headline can be put together again.
const prior = packPrior(await trainRanker(arms, {keepFrom: 4}));
const quote = (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
const {named, sparse, ...rest} = prior;
const lines = [
  "import type {PriorFile} from './prior-file.ts';",
  '',
  '// Written by scripts/train-prior.mjs; not edited by hand. Data card: docs/prediction.md.',
  '// Derived from the Upworthy Research Archive (Matias, Munger, Le Quere, Ebersole 2021), CC BY 4.0.',
  'export const headlinePriorFile: PriorFile = {',
  `  version: ${rest.version},`,
  `  trainedOn: {arms: ${rest.trainedOn.arms}, comparisons: ${rest.trainedOn.comparisons}, stories: ${rest.trainedOn.stories}},`,
  `  slope: ${rest.slope},`,
  `  median: ${rest.median},`,
  '  named: {',
  ...Object.entries(named).map(
    ([id, values]) => `    ${/^[a-z]+$/.test(id) ? id : `'${id}'`}: [${values.join(', ')}],`,
  ),
  '  },',
  '  sparse: {',
  `    keys: ${quote(sparse.keys)},`,
  `    largest: ${sparse.largest},`,
  `    coefficients: ${quote(sparse.coefficients)},`,
  `    variances: ${quote(sparse.variances)},`,
  '  },',
  '};',
  '',
];
const target = new URL('../src/analysis/headline-prior.ts', import.meta.url);
writeFileSync(target, lines.join('\n'));
process.stdout.write(`${sparse.keys.split('\n').length} features, ${lines.join('\n').length} bytes\n`);

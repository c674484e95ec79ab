// Measures the work that rendering takes: CPU seconds of whole process trees, side by side in one run, and their
// ratios. Absolute times say more about the machine than about the code; quote the ratios.
//   node bench/run.mjs [--only standard,edit,variants,background,narration,soundtrack,batch] [--runs 3] [--write] [--json FILE]
//                      [--engine web] [--cores 2] [--frames N] [--batch 100]
import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {availableParallelism, cpus, loadavg} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs, promisify} from 'node:util';
import {cases, judge, runOnce, stepsOf} from './bars.mjs';
import {coresToKeepTo} from './measure.mjs';
import {barsTable, fillPage, page} from './tables.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function usage(message) {
  console.error(message);
  process.exit(2);
}

function options() {
  let values;
  try {
    ({values} = parseArgs({
      options: {
        only: {type: 'string'},
        runs: {type: 'string', default: '3'},
        frames: {type: 'string'},
        batch: {type: 'string', default: '100'},
        cores: {type: 'string', default: '2'},
        engine: {type: 'string', default: 'web'},
        json: {type: 'string', default: join(root, 'out', 'bench', 'result.json')},
        write: {type: 'boolean', default: false},
      },
    }));
  } catch (error) {
    return usage(error.message);
  }
  const count = (name, least) => {
    if (values[name] === undefined) return undefined;
    const value = Number(values[name]);
    return Number.isInteger(value) && value >= least
      ? value
      : usage(`--${name} must be a whole number from ${least}, not ${values[name]}`);
  };
  const only = values.only?.split(',') ?? Object.keys(cases);
  const unknown = only.filter((name) => !(name in cases));
  if (unknown.length > 0) {
    usage(`There is no case ${unknown.join(', ')}. There are: ${Object.keys(cases).join(', ')}.`);
  }
  const frames = count('frames', 16);
  if (frames !== undefined && values.write) usage('--write publishes full lengths only; leave out --frames');
  if (values.only !== undefined && values.write) usage('--write publishes one whole run; leave out --only');
  return {
    only,
    frames,
    runs: count('runs', 1),
    batch: count('batch', 11),
    cores: count('cores', 1),
    engine: values.engine,
    json: resolve(values.json),
    write: values.write,
  };
}

const chosen = options();
if (!existsSync(join(root, 'dist', 'index.js'))) usage('Nothing is built yet; run "npm run build" first.');
const {createSteps} = await import('./steps.mjs');
const {likeness: compare} = await import('./likeness.mjs');
const {findBrowser} = await import('../dist/render/browser/browser.js');

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => stop.abort(new Error(`ended by ${name}`)));

const packageOf = async (name) => JSON.parse(await readFile(join(root, name, 'package.json'), 'utf8'));
const work = join(root, 'out', 'bench');
const [cacheDir, folder] = [join(work, 'cache'), join(work, 'videos')];
// Bundling starts cold, so that it can be told apart.
for (const old of [join(cacheDir, 'bundles'), folder]) await rm(old, {recursive: true, force: true});
await mkdir(folder, {recursive: true});
await mkdir(dirname(chosen.json), {recursive: true});

const browserVersion = async (path) => {
  const {stdout} = await promisify(execFile)(path, ['--version']).catch(() => ({stdout: ''}));
  return stdout.trim() || path;
};
const browser = await findBrowser({cacheDir, browserExecutable: process.env.VIRAL_BROWSER || undefined});
const keptTo = await coresToKeepTo(chosen.cores);
const cores = keptTo === null ? availableParallelism() : chosen.cores;
const {steps, bundling, output, standard, clipFrames} = await createSteps({
  browser,
  cacheDir,
  folder,
  engine: chosen.engine,
  frames: chosen.frames,
  batch: chosen.batch,
  cores: keptTo,
  signal: stop.signal,
  log: (text) => console.log(`  (${text})`),
});

const result = {
  version: 2,
  date: new Date().toISOString(),
  command: process.argv.slice(2).join(' '),
  runs: chosen.runs,
  trial: chosen.frames !== undefined,
  machine: {
    version: (await packageOf('.')).version,
    remotion: (await packageOf('node_modules/@remotion/renderer')).version,
    browser: await browserVersion(browser.path),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores,
    coresOfMachine: availableParallelism(),
    loadBefore: loadavg()[0],
    how: null,
  },
  standardFrames: standard.durationInFrames,
  measurements: {},
  apart: {},
  likeness: {},
  rows: [],
};

const seconds = (value) => (value === null ? '   not known' : `${value.toFixed(1).padStart(7)} CPU-s`);
const line = (name, {cpuSeconds, wallSeconds, peakRssBytes, engine}) =>
  `  ${name.padEnd(34)} ${seconds(cpuSeconds)} ${wallSeconds.toFixed(1).padStart(7)} s ` +
  `${((peakRssBytes ?? 0) / 2 ** 20).toFixed(0).padStart(6)} MB  ${engine ?? ''}`;

async function save() {
  result.rows = judge({
    ...result,
    standard,
    engine: chosen.engine,
    cores,
  });
  await writeFile(chosen.json, `${JSON.stringify(result, null, 1)}\n`);
}

const pairs = [
  {pair: 'standard', a: 'remotion-default', b: 'cold', frames: standard.durationInFrames},
  {pair: 'background', a: 'offthread-default', b: 'background', frames: clipFrames},
];

console.log(
  `standard storyboard: ${standard.durationInFrames} frames at ${standard.fps} fps; ${cores} of ` +
    `${availableParallelism()} cores; ${browser.path}` +
    (result.trial ? '\na trial with shortened videos: no figure here may be quoted' : ''),
);
await save();
try {
  const wanted = stepsOf(chosen.only);
  for (let round = 1; round <= chosen.runs; round++) {
    console.log(`round ${round} of ${chosen.runs}`);
    for (const name of wanted) {
      if (round > 1 && runOnce.has(name)) continue;
      const {result: told, how, ...figures} = await steps[name]();
      const {type: _, ...rest} = told ?? {};
      const measured = {...figures, ...rest};
      (result.measurements[name] ??= []).push(measured);
      result.machine.how = how;
      for (const [what, making] of bundling) {
        if (result.apart[what] !== undefined) continue;
        const {cpuSeconds, wallSeconds, peakRssBytes} = await making;
        result.apart[what] = {cpuSeconds, wallSeconds};
        console.log(line(what, {cpuSeconds, wallSeconds, peakRssBytes, engine: '(apart)'}));
      }
      console.log(line(name, measured));
      for (const orphan of measured.orphans) console.log(`    outlived it and was ended: ${orphan}`);
      for (const {pair, a, b, frames} of pairs) {
        const done = [a, b].every((step) => (result.measurements[step] ?? []).length > 0);
        if (result.likeness[pair] === undefined && done) {
          result.likeness[pair] = await compare(output(a), output(b), {frames, fps: standard.fps});
          console.log(`    ${a} and ${b} look alike: SSIM ${result.likeness[pair].toFixed(3)} at the least`);
        }
      }
      await save();
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`Ended early; what was measured until then: ${chosen.json}`);
  process.exitCode = stop.signal.aborted ? 130 : 1;
} finally {
  await rm(folder, {recursive: true, force: true});
}

if (process.exitCode === undefined) {
  console.log(`\n${barsTable(result.rows)}\n\nCPU by ${result.machine.how}`);
  console.log(`All figures: ${chosen.json}`);
  await writeFile(chosen.json.replace(/(\.json)?$/, '.md'), `${page(result)}\n`);
  if (chosen.write) {
    const file = join(root, 'docs', 'benchmarks.md');
    await fillPage(file, page(result));
    console.log(`Written into ${file}`);
  }
}

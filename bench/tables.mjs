// The figures as Markdown.
import {readFile, writeFile} from 'node:fs/promises';
import {medianOf} from './bars.mjs';

const number = (value, digits) => (value === null || value === undefined ? '–' : value.toFixed(digits));

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const verdict = ({met, why}) =>
  met === null ? `not judged${why ? `: ${why}` : ''}` : met ? 'met' : '**not met**';

export function barsTable(rows) {
  return table(
    ['what', 'bar', 'measured', ''],
    rows.map((row) => [row.what, row.bar, row.measured, verdict(row)]),
  );
}

const names = {
  'remotion-default': '`renderMedia`, defaults',
  'remotion-2': '`renderMedia`, concurrency 2',
  floor: 'encode-only floor',
  cold: 'ours, cold',
  edited: 'ours, one scene of eight edited',
  variants: 'ours, ten hook variants',
  'offthread-default': 'clip: `renderMedia` with `<OffthreadVideo>`, defaults',
  'offthread-2': 'clip: `renderMedia` with `<OffthreadVideo>`, concurrency 2',
  background: 'clip: ours, cold',
  batch: 'ours, short videos in one process',
  narration: 'narration of the standard storyboard (apart)',
  soundtrack: 'soundtrack from nothing (process start apart)',
  'soundtrack-edited': 'soundtrack, words of one scene changed (process start apart)',
  soundtracks: '100 soundtracks in one process (process start apart)',
};

/** Medians of every step: they depend on the machine, their ratios much less. */
export function stepsTable(measurements) {
  const rows = Object.entries(measurements).map(([step, runs]) => {
    const cpus = runs.map(({cpuSeconds}) => cpuSeconds).filter((value) => value !== null);
    const spread = cpus.length < 2 ? '' : `${Math.min(...cpus).toFixed(1)}–${Math.max(...cpus).toFixed(1)}`;
    const retried = runs.reduce((sum, {failedBefore = 0}) => sum + failedBefore, 0);
    return [
      (names[step] ?? step) + (retried === 0 ? '' : ` (${retried} failed runs repeated)`),
      String(runs.length),
      number(medianOf(measurements, step, 'cpuSeconds'), 1),
      spread,
      number(medianOf(measurements, step, 'wallSeconds'), 1),
      number((medianOf(measurements, step, 'peakRssBytes') ?? 0) / 2 ** 20, 0),
    ];
  });
  return table(['run', 'times', 'CPU-s', 'from–to', 'wall s', 'memory, MB'], rows);
}

/** Everything that goes between the marks of the page. */
export function page(result) {
  const {machine, rows, measurements, likeness} = result;
  const alike = Object.entries(likeness).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return [
    `Measured ${result.date.slice(0, 10)} with version ${machine.version}, Remotion ${machine.remotion}, ${machine.browser}, ` +
      `Node ${machine.node}, on ${machine.cores} cores (${machine.cpu}); medians of ${result.runs}, CPU by ${machine.how}.`,
    barsTable(rows),
    'What the ratios are made of. These depend on the machine:',
    stepsTable(measurements),
    ...(alike.length === 0
      ? []
      : [`Lowest similarity (SSIM) of five frames of each pair that is compared: ${alike.join(', ')}.`]),
  ].join('\n\n');
}

const [start, end] = ['<!-- figures -->', '<!-- /figures -->'];

/** Puts the figures between the marks of a page. */
export async function fillPage(file, text) {
  const before = await readFile(file, 'utf8');
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${file} has no place for the figures: ${start} … ${end}`);
  await writeFile(file, `${before.slice(0, from + start.length)}\n${text}\n${before.slice(to)}`);
}

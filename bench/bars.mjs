// The figures to reach, and what the measurements say of them.

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Which steps a case needs, in an order in which each pair alternates. */
export const cases = {
  standard: ['remotion-default', 'cold', 'remotion-2', 'floor'],
  edit: ['cold', 'edited'],
  variants: ['cold', 'variants'],
  background: ['offthread-default', 'background', 'offthread-2'],
  narration: ['narration'],
  soundtrack: ['soundtrack', 'soundtrack-edited', 'soundtracks'],
  batch: ['batch'],
};

/** Looked at hundred times in itself, so it is run once. */
export const runOnce = new Set(['batch', 'soundtracks']);

const stepOrder = [
  'remotion-default',
  'cold',
  'edited',
  'remotion-2',
  'floor',
  'variants',
  'offthread-default',
  'background',
  'offthread-2',
  'narration',
  'soundtrack',
  'soundtrack-edited',
  'soundtracks',
  'batch',
];

/** The steps of some cases, each once. */
export function stepsOf(names) {
  const wanted = new Set(names.flatMap((name) => cases[name]));
  return stepOrder.filter((name) => wanted.has(name));
}

/** Median of a figure of a step; null when it was not measured. */
export function medianOf(measurements, step, figure) {
  const values = (measurements[step] ?? []).map((each) => each[figure]);
  return values.length === 0 || values.some((value) => value === null) ? null : median(values);
}

const lower = (...values) => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
};
const ratio = (a, b) => (a === null || b === null ? null : a / b);

/**
 * What a long run of short videos says of memory and files. The first ten warm everything up.
 * @param watched the tree as it was seen after each render and at the end
 */
export function steadiness({watched, orphans}) {
  const renders = watched.filter(({type}) => type === 'rendered');
  const started = watched.find(({type}) => type === 'started');
  const closed = watched.find(({type}) => type === 'closed');
  const [first, later] = [renders.slice(0, 10), renders.slice(10)];
  if (later.length === 0) return null;
  const most = (list, figure) => Math.max(...list.map((each) => each[figure]));
  const mean = (list, figure) => list.reduce((sum, each) => sum + each[figure], 0) / list.length;
  const tenth = Math.max(1, Math.min(10, Math.floor(later.length / 2)));
  const peakGrowth = most(later, 'peakBytes') / most(first, 'peakBytes') - 1;
  const drift = mean(later.slice(-tenth), 'bytes') / mean(later.slice(0, tenth), 'bytes') - 1;
  const peakDrift = mean(later.slice(-tenth), 'peakBytes') / mean(later.slice(0, tenth), 'peakBytes') - 1;
  return {
    renders: renders.length,
    /** The highest peak after the tenth render against the highest of the first ten. */
    peakGrowth,
    /** What the last renders leave in memory against those right after the tenth. */
    drift,
    /** The peaks of the last renders against those right after the tenth. */
    peakDrift,
    openFilesGrowth: most(later.slice(-tenth), 'openFiles') - most(later.slice(0, tenth), 'openFiles'),
    processes: [most(later.slice(0, tenth), 'processes'), most(later.slice(-tenth), 'processes')],
    ownFilesLeft: closed && started ? closed.ownOpenFiles - started.ownOpenFiles : null,
    processesLeft: closed && started ? closed.processes - started.processes : null,
    orphans,
  };
}

/**
 * The table: what was measured against each bar. `met` is null where the bar could not be judged.
 * @param facts `measurements` by step, `standard` the storyboard, `engine` that was asked for, `trial` whether lengths
 * were cut, `cores` the work could use, `likeness` of pictures by case
 */
export function judge({measurements, standard, engine, trial, cores, likeness}) {
  const cpu = (step) => medianOf(measurements, step, 'cpuSeconds');
  const wall = (step) => medianOf(measurements, step, 'wallSeconds');
  const baselineCpu = lower(cpu('remotion-default'), cpu('remotion-2'));
  const baselineWall = lower(wall('remotion-default'), wall('remotion-2'));
  const offthreadCpu = lower(cpu('offthread-default'), cpu('offthread-2'));
  const seconds = standard.durationInFrames / standard.fps;

  /** Why a figure says nothing about its bar, or null. */
  const doubt = (steps, pictures) => {
    if (trial) return 'a trial with shortened videos';
    const others = steps.flatMap((step) => (measurements[step] ?? []).map((each) => each.engine));
    const other = others.find((drawnBy) => drawnBy !== engine);
    if (engine !== 'auto' && other !== undefined) return `drawn by ${other}, not ${engine}`;
    if (pictures !== undefined && pictures < 0.97) return `the pictures differ (SSIM ${pictures.toFixed(3)})`;
    return null;
  };
  const rows = [];
  const add = (what, bar, value, holds, text, steps, pictures) => {
    if (value === null) return;
    const why = doubt(steps, pictures);
    rows.push({what, bar, value, measured: text(value), met: why === null ? holds(value) : null, why});
  };
  const times = (value) => `${value.toFixed(2)} times`;
  const cheaper = (value) => `${value.toFixed(2)} times cheaper`;

  const cold = cpu('cold');
  if (measurements.floor || measurements['remotion-2']) {
    add(
      'standard storyboard, cold, CPU-s a frame',
      '≤ 0.060',
      ratio(cold, standard.durationInFrames),
      (value) => value <= 0.06,
      (value) => value.toFixed(4),
      ['cold'],
    );
    add(
      'the same against `renderMedia`, CPU',
      '≥ 3.5 times cheaper',
      ratio(baselineCpu, cold),
      (value) => value >= 3.5,
      cheaper,
      ['cold'],
      likeness.standard,
    );
    add(
      'the same against `renderMedia`, wall time',
      '≥ 3 times shorter',
      ratio(baselineWall, wall('cold')),
      (value) => value >= 3,
      (value) => `${value.toFixed(2)} times shorter`,
      ['cold'],
      likeness.standard,
    );
    add(
      'the same against the encode-only floor, CPU',
      '≤ 2.0 times',
      ratio(cold, cpu('floor')),
      (value) => value <= 2,
      times,
      ['cold'],
    );
    add(
      `wall time on ${cores} cores against the video's own length`,
      '≤ 1 (on two cores)',
      ratio(wall('cold'), seconds),
      (value) => (cores === 2 ? value <= 1 : null),
      times,
      ['cold'],
    );
  }
  add(
    'full-bleed video background against `renderMedia` with `<OffthreadVideo>`, CPU',
    '≥ 3.5 times cheaper',
    ratio(offthreadCpu, cpu('background')),
    (value) => value >= 3.5,
    cheaper,
    ['background'],
    likeness.background,
  );
  add(
    'one scene of eight edited, share of the cold CPU',
    '≤ 0.25',
    ratio(cpu('edited'), cold),
    (value) => value <= 0.25,
    (value) => value.toFixed(3),
    ['cold', 'edited'],
  );
  add(
    'ten hook variants, hook lengths ± 20 %, against one video, CPU',
    '≤ 2.3 times',
    ratio(cpu('variants'), cold),
    (value) => value <= 2.3,
    times,
    ['cold', 'variants'],
  );
  // Of these, nothing is drawn: the engine does not matter, and their CPU leaves the start of the process out.
  const sound = (what, bar, step, limit) => {
    const value = cpu(step);
    if (value === null) return;
    rows.push({what, bar, value, measured: `${value.toFixed(2)} CPU-s`, met: value <= limit, why: null});
  };
  sound('soundtrack of 30 s from nothing: speech, music, effects, mix, AAC', '≤ 4 CPU-s', 'soundtrack', 4);
  sound('the same when the words of one scene changed', '≤ 1 CPU-s', 'soundtrack-edited', 1);
  const growth = (measurements.soundtracks ?? []).map(({memoryGrowth}) => memoryGrowth).find(Number.isFinite);
  if (growth !== undefined) {
    rows.push({
      what: '100 soundtracks in one process: memory of the last ten against that of the second ten',
      bar: '± 10 %',
      value: growth,
      measured: `${growth >= 0 ? '+' : ''}${(growth * 100).toFixed(1)} %`,
      met: growth <= 0.1,
      why: null,
    });
  }
  const steady = (measurements.batch ?? []).map(steadiness).find((each) => each !== null);
  if (steady) {
    const percent = (share) => `${share >= 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;
    rows.push({
      what: `${steady.renders} renders of 3 s in one process: memory of the tree after the tenth`,
      bar: '± 10 %',
      value: steady.peakGrowth,
      measured:
        `highest peak ${percent(steady.peakGrowth)} over the first ten; from the 11th to the last renders ` +
        `peaks ${percent(steady.peakDrift)}, at rest ${percent(steady.drift)}`,
      met: doubt(['batch'])
        ? null
        : steady.peakGrowth <= 0.1 && Math.abs(steady.peakDrift) <= 0.1 && Math.abs(steady.drift) <= 0.1,
      why: doubt(['batch']),
    });
    const {openFilesGrowth, ownFilesLeft, processesLeft, processes, orphans} = steady;
    rows.push({
      what: 'the same: open files and processes',
      bar: 'none left',
      value: orphans.length,
      measured:
        `${orphans.length} orphans; after closing ${ownFilesLeft} files and ${processesLeft} processes more than before; ` +
        `open files of the tree ${openFilesGrowth >= 0 ? '+' : ''}${openFilesGrowth} and processes ` +
        `${processes[0]} → ${processes[1]} between the 11th and the last renders`,
      met: doubt(['batch'])
        ? null
        : orphans.length === 0 && ownFilesLeft <= 0 && processesLeft <= 0 && openFilesGrowth <= 10,
      why: doubt(['batch']),
    });
  }
  return rows;
}

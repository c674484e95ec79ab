import {existsSync, statSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, extname, join, relative, resolve} from 'node:path';
import {analyzeVideos, createPatternDatabase, performanceOf, type VideoToAnalyze} from '../analysis/index.ts';
import {type Cue, decodeCueFile, parseCues, unrolled} from '../captions/index.ts';
import {embeddedStore} from '../embedded.ts';
import {InvalidInputError, ViralError} from '../errors.ts';
import {fetchGuarded} from '../fetching.ts';
import {type Analysis, type TrendingVideo, trendingVideoSchema} from '../schema/index.ts';
import {collectTrends} from '../scrapers/collect.ts';
import {trendsFile} from '../scrapers/file.ts';
import {documentCache} from '../store/cache.ts';
import {exitCodes} from './exit.ts';

/** The options of `viral analyze`, as typed. */
export interface AnalyzeFlags {
  readonly data?: string;
  readonly learn?: boolean;
  readonly own?: boolean;
  readonly store?: string;
  readonly limit?: string;
  readonly json?: boolean;
}

interface Named extends VideoToAnalyze {
  readonly name: string;
}

const dataEndings = new Set(['.json', '.jsonl', '.ndjson', '.csv', '.tsv']);
const captionEndings = ['.srt', '.vtt', '.ass'];
const largestDownload = 200_000_000;

async function captionsOf(file: string): Promise<readonly Cue[]> {
  const stem = file.slice(0, -extname(file).length);
  const places = captionEndings.flatMap((ending) => [stem + ending, join(file, '..', `captions${ending}`)]);
  const found = places.find((place) => existsSync(place));
  if (found === undefined) return [];
  return unrolled(parseCues(decodeCueFile(await readFile(found))).cues);
}

/** Platforms' addresses by what is in the data: their pages hold no video that may be fetched. */
function matching(address: string, videos: readonly TrendingVideo[]): TrendingVideo | undefined {
  const plain = (text: string) => text.replace(/^https?:\/\/(?:www\.|m\.)?/, '').replace(/[?#].*$/, '');
  return videos.find(({url, videoId}) => plain(url) === plain(address) || address.includes(videoId));
}

async function inputsOf(
  given: string,
  data: readonly TrendingVideo[],
  folder: string,
  limit: number,
  signal: AbortSignal,
): Promise<{inputs: readonly Named[]; rejected: readonly {place: string; why: string}[]}> {
  if (/^https?:\/\//i.test(given)) {
    const known = matching(given, data);
    if (known) return {inputs: [{name: given, place: given, video: known}], rejected: []};
    if (/(?:youtube\.com|youtu\.be|tiktok\.com|instagram\.com)\//i.test(given)) {
      throw new InvalidInputError(given, [
        {
          path: '',
          message:
            'is a page of a platform, which gives its videos to nobody without a key; save the video, or give its data with --data FILE.jsonl (title, url, published_at, view_count, like_count, …)',
        },
      ]);
    }
    const {bytes, contentType} = await fetchGuarded(given, {
      signal,
      accept: ['video/*', 'application/octet-stream'],
      maxBytes: largestDownload,
      timeoutInMs: 300_000,
    });
    if (!/^(?:video\/|application\/octet-stream)/.test(contentType)) {
      throw new ViralError(
        'no-content',
        `${given} is ${contentType}, no video. Give the address of a video file.`,
      );
    }
    const file = join(folder, basename(new URL(given).pathname) || 'video.mp4');
    await writeFile(file, bytes);
    return {inputs: [{name: given, place: given, file}], rejected: []};
  }
  const path = resolve(given);
  const stats = statSync(path, {throwIfNoEntry: false});
  if (!stats) throw new ViralError('file-not-found', `${given} cannot be read. Check the name.`);
  if (stats.isDirectory()) {
    const file = join(path, 'video.mp4');
    if (!existsSync(file)) {
      throw new ViralError('file-not-found', `${given} is a folder without video.mp4; name a video file.`);
    }
    return {inputs: [{name: given, place: given, file, transcript: await captionsOf(file)}], rejected: []};
  }
  if (dataEndings.has(extname(path).toLowerCase())) {
    const {videos, rejected} = await collectTrends(trendsFile({path}), {limit, signal});
    return {
      inputs: videos.map((video) => ({name: video.title, place: `${given}: ${video.videoId}`, video})),
      rejected: rejected.map(({place, reasons}) => ({
        place: `${given}, ${place}`,
        why: reasons
          .map(({path: field, message}) => (field === '' ? message : `${field}: ${message}`))
          .join('; '),
      })),
    };
  }
  const name = relative(process.cwd(), path);
  return {
    inputs: [
      {
        name: name.startsWith('..') ? path : name,
        place: given,
        file: path,
        transcript: await captionsOf(path),
      },
    ],
    rejected: [],
  };
}

const percent = (value: number, digits = 0) => `${(100 * value).toFixed(digits)} %`;
const signed = (value: number) => `${value >= 0 ? '+' : '−'}${percent(Math.abs(value))}`;
const row = (name: string, value: string) => `  ${name.padEnd(11)} ${value}`;
const bar = (share: number) => '█'.repeat(Math.round(10 * share)).padEnd(10, '░');

/** The video as a line of time: a mark at each cut. */
function timeline({pacing: {cuts}, video: {durationInSeconds}}: Analysis): string {
  if (cuts === null || durationInSeconds === null) return '';
  const cells = Array.from({length: 40}, () => '─');
  for (const {atSeconds} of cuts) cells[Math.min(39, Math.floor((40 * atSeconds) / durationInSeconds))] = '┃';
  return cells.join('');
}

/** What a creator understands in ten seconds. */
function textOf(name: string, analysis: Analysis): string {
  const {hooks, structure, pacing, sound, rates, callsToAction, themes, sections, missing, video} = analysis;
  const lines = [name.length > 90 ? `${name.slice(0, 89)}…` : name];
  if (hooks.length > 0) {
    lines.push(
      row(
        'hook',
        hooks
          .slice(0, 3)
          .map(({type, text}) => `${type} (“${text.slice(0, 50)}”)`)
          .join(', '),
      ),
    );
  }
  if (structure) lines.push(row('structure', `${structure.type} (${structure.evidence.slice(0, 60)})`));
  if (themes.length > 0)
    lines.push(
      row(
        'about',
        themes
          .slice(0, 6)
          .map(({theme}) => theme)
          .join(', '),
      ),
    );
  const feelings = sections.flatMap(({name: part, sentiment, emotion}) =>
    sentiment === null
      ? []
      : [
          `${part} ${sentiment > 0.05 ? 'positive' : sentiment < -0.05 ? 'negative' : 'neutral'}${emotion === null ? '' : `, ${emotion}`}`,
        ],
  );
  if (feelings.length > 0) lines.push(row('feeling', feelings.join(' · ')));
  const pace = [
    pacing.wordsPerSecond === null ? null : `${pacing.wordsPerSecond.toFixed(1)} words a second`,
    pacing.cuts === null ? null : `${pacing.cuts.length} cuts (${pacing.cutsPerMinute!.toFixed(0)} a minute)`,
    pacing.firstPayoffAt === null ? null : `first payoff at ${pacing.firstPayoffAt.toFixed(1)} s`,
  ].filter((part) => part !== null);
  if (pace.length > 0) lines.push(row('pace', pace.join(', ')));
  if (pacing.cuts !== null && video.durationInSeconds !== null) {
    lines.push(row('', `${timeline(analysis)} ${video.durationInSeconds.toFixed(0)} s`));
  }
  if (sound) {
    const loud = sound.integratedLufs === null ? 'silent' : `${sound.integratedLufs.toFixed(1)} LUFS`;
    lines.push(
      row('sound', `speech ${percent(sound.speechShare)}, music ${percent(sound.musicShare)}, ${loud}`),
    );
  }
  if (analysis.onScreenTextShare !== null) {
    lines.push(row('writing', `on screen ${percent(analysis.onScreenTextShare)} of the time`));
  }
  lines.push(
    row(
      'asks',
      callsToAction.length === 0
        ? 'for nothing'
        : callsToAction.map(({kind, text}) => `${kind} (“${text.slice(0, 40)}”)`).join(', '),
    ),
  );
  for (const {metric, rate, low, high, lift, percentile, reason} of rates) {
    const against =
      lift === null || percentile === null
        ? reason
        : `${bar(percentile)} ${signed(lift)} against the account, above ${percent(percentile)} of its videos`;
    lines.push(row(metric, `${percent(rate, 2)} [${percent(low, 2)}, ${percent(high, 2)}]  ${against}`));
  }
  const byReason = new Map<string, string[]>();
  for (const {what, why} of missing) byReason.set(why, [...(byReason.get(why) ?? []), what]);
  for (const [why, whats] of byReason) lines.push(row('not told', `${whats.join(', ')}: ${why}`));
  return `${lines.join('\n')}\n`;
}

function limitOf(text: string | undefined): number {
  const limit = text === undefined ? 100_000 : Number(text);
  if (Number.isInteger(limit) && limit >= 1) return limit;
  throw new InvalidInputError('--limit', [{path: '', message: `'${text}' is not a whole number from 1`}]);
}

/** `viral analyze`: how videos open, are built, sound and look, and how they did. */
export async function analyze(
  given: readonly string[],
  flags: AnalyzeFlags,
  signal: AbortSignal,
): Promise<number> {
  if (given.length === 0) {
    throw new InvalidInputError('the call', [
      {
        path: '',
        message:
          'needs a video file, the address of one, a folder of a finished video, or a list of videos (.jsonl, .json, .csv)',
      },
    ]);
  }
  const limit = limitOf(flags.limit);
  const data =
    flags.data === undefined
      ? []
      : (await collectTrends(trendsFile({path: resolve(flags.data)}), {limit, signal})).videos;
  const folder = await mkdtemp(join(tmpdir(), 'viral-analyze-'));
  const store = await embeddedStore(flags.store === undefined ? {} : {path: flags.store});
  try {
    const gathered: Named[] = [];
    const setAside: {place: string; why: string}[] = [];
    for (const one of given) {
      const {inputs, rejected} = await inputsOf(one, data, folder, limit, signal);
      gathered.push(...inputs);
      setAside.push(...rejected);
    }
    if (gathered.length === 0 && setAside.length === 0) {
      throw new InvalidInputError(given.join(', '), [{path: '', message: 'holds no videos'}]);
    }
    const analyses: Analysis[] = [];
    const performances: unknown[] = [];
    let nobodys = 0;
    for await (const outcome of analyzeVideos(gathered, {
      history: data,
      cache: documentCache({documents: store, collection: 'analyses'}),
      signal,
    })) {
      const input = gathered[outcome.index]!;
      if (outcome.status === 'failed') {
        setAside.push({place: outcome.place ?? input.name, why: outcome.error.message});
        continue;
      }
      analyses.push(outcome.analysis);
      const video = trendingVideoSchema.safeParse(input.video);
      if (flags.learn === true && video.success) {
        const performance = performanceOf(video.data, outcome.analysis, {own: flags.own === true});
        if (performance) performances.push(performance);
        else nobodys += 1;
      }
      if (flags.json !== true) process.stdout.write(`${textOf(input.name, outcome.analysis)}\n`);
    }
    const learned =
      flags.learn === true
        ? await createPatternDatabase({store}).updatePatterns(performances, {signal})
        : null;
    if (flags.json === true) process.stdout.write(`${JSON.stringify({analyses, setAside, learned})}\n`);
    else {
      for (const {place, why} of setAside.slice(0, 20)) process.stderr.write(`set aside: ${place}: ${why}\n`);
      if (setAside.length > 20) process.stderr.write(`… and ${setAside.length - 20} more\n`);
      if (learned) {
        const {added, replaced, unchanged, older} = learned;
        for (const {videoId, reason} of learned.setAside.slice(0, 20)) {
          process.stderr.write(`not counted: ${videoId ?? 'a video'} ${reason}\n`);
        }
        if (nobodys > 0) {
          process.stderr.write(
            `not counted: ${nobodys === 1 ? 'a video' : `${nobodys} videos`} of nobody known: there is nothing to hold ${nobodys === 1 ? 'it' : 'them'} against\n`,
          );
        }
        process.stdout.write(
          `Learned from ${added} new and ${replaced} renewed videos; ${unchanged + older} known, ${learned.setAside.length + nobodys} not counted. See viral patterns.\n`,
        );
      }
    }
    return analyses.length === 0 && setAside.length > 0 ? exitCodes.usage : exitCodes.done;
  } finally {
    await store.doClose?.();
    await rm(folder, {recursive: true, force: true});
  }
}

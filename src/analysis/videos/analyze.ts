import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {basename, resolve} from 'node:path';
import type {Cue} from '../../captions/index.ts';
import {InvalidInputError, parseInput, ViralError} from '../../errors.ts';
import type {Budget} from '../../generating.ts';
import type {Cache, LanguageModel} from '../../ports/index.ts';
import {runAll} from '../../run-all.ts';
import {type Analysis, analysisSchema, type TrendingVideo, trendingVideoSchema} from '../../schema/index.ts';
import {embeddedAnalysis} from './embedded-analysis.ts';
import {openSentiment} from './feelings.ts';
import {modelAnalysis} from './model-analysis.ts';
import {spokenText} from './read-words.ts';
import {rateJudge} from './rates.ts';
import type {Watched} from './watched.ts';

/** What is known of a video: at least one of its data and its file. */
export interface VideoToAnalyze {
  readonly video?: unknown;
  /** Path of the video. */
  readonly file?: string;
  /** What is said in it, as captions. */
  readonly transcript?: readonly Cue[];
  /** Where it came from, for messages: `line 7`. */
  readonly place?: string;
}

export interface AnalyzeOptions {
  /** Other videos, for what accounts usually get. In a batch its own videos are taken too. */
  readonly history?: readonly TrendingVideo[];
  /** Keeps analyses for 24 hours, so that a batch that stopped goes on where it was. */
  readonly cache?: Cache;
  /** Looks and listens too. Without one, everything that can be computed is. */
  readonly model?: LanguageModel;
  readonly budget?: Budget;
  /** Files that are decoded at once. Default 1. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** One of a batch: done, or set aside with the reason. */
export type AnalysisOutcome =
  | {
      readonly status: 'analyzed';
      readonly index: number;
      readonly analysis: Analysis;
      readonly cached: boolean;
    }
  | {
      readonly status: 'failed';
      readonly index: number;
      readonly place: string | null;
      readonly error: ViralError;
    };

const ttlInSeconds = 24 * 3600;
/** Grows whenever the same input gives another analysis. */
const version = 1;

async function hashOfFile(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file, {signal}) as AsyncIterable<Uint8Array>)
      hash.update(chunk);
  } catch (cause) {
    signal.throwIfAborted();
    throw new ViralError('file-not-found', `${file} cannot be read. Check the path.`, {cause});
  }
  return hash.digest('hex');
}

const keyOf = (facts: unknown) =>
  createHash('sha256')
    .update(JSON.stringify([version, facts]))
    .digest('hex');

/** A cache may lose anything at any time, and a broken one stops nothing. */
async function taken(cache: Cache | undefined, key: string): Promise<unknown> {
  try {
    return await cache?.doGet(key);
  } catch {
    return undefined;
  }
}
async function kept(cache: Cache | undefined, key: string, value: unknown): Promise<void> {
  try {
    await cache?.doSet(key, value, {ttlInSeconds});
  } catch {
    // What could not be kept is computed again.
  }
}

type Judge = ReturnType<typeof rateJudge>;

async function analyzeOne(
  {video: given, file, transcript = []}: VideoToAnalyze,
  judge: Judge,
  {cache, model, budget}: AnalyzeOptions,
  signal: AbortSignal,
): Promise<{analysis: Analysis; cached: boolean}> {
  signal.throwIfAborted();
  const video = given === undefined ? null : parseInput(trendingVideoSchema, given, 'the video');
  if (video === null && file === undefined) {
    throw new InvalidInputError('the video', [{path: '', message: 'has neither data nor a file'}]);
  }
  const path = file === undefined ? null : resolve(file);
  const fileHash = path === null ? null : await hashOfFile(path, signal);
  // Rates depend on other videos: they are judged anew each time, and cheap.
  const rates =
    video === null
      ? {rates: [], missing: [{what: 'rates', why: 'no counters are known of a file'}]}
      : judge(video);
  const key = `analysis-${keyOf([video, fileHash, transcript, model?.name ?? null])}`;
  const known = analysisSchema.safeParse(await taken(cache, key));
  if (known.success) {
    const others = known.data.missing.filter(({what}) => !/\brates?$/.test(what));
    return {
      analysis: {...known.data, rates: [...rates.rates], missing: [...others, ...rates.missing]},
      cached: true,
    };
  }
  let watched: Watched | null = null;
  if (path !== null) {
    const {watchedSchema, watchFile} = await import('./watched.ts');
    const watchedKey = `watched-${version}-${fileHash!}`;
    const before = watchedSchema.nullable().safeParse(await taken(cache, watchedKey));
    watched = before.success && before.data !== null ? before.data : await watchFile(path, signal);
    if (watched === null && video === null) {
      throw new ViralError('no-content', `${path} holds no moving pictures; name a video.`);
    }
    await kept(cache, watchedKey, watched);
  }
  let analysis = embeddedAnalysis({
    video,
    name: path === null ? '' : basename(path),
    cues: transcript,
    watched,
    sentiment: await openSentiment(),
    rates: {rates: [...rates.rates], missing: [...rates.missing]},
  });
  let degraded = false;
  if (model) {
    try {
      analysis = await modelAnalysis(analysis, {
        model,
        file: path,
        transcript: spokenText(transcript).text,
        signal,
        budget,
      });
    } catch (error) {
      signal.throwIfAborted();
      if (!ViralError.isInstance(error) || error.code === 'budget-exceeded') throw error;
      degraded = true;
      analysis = {
        ...analysis,
        missing: [...analysis.missing, {what: 'what a model sees', why: error.message.slice(0, 500)}],
      };
    }
  }
  const checked = parseInput(analysisSchema, analysis, 'the analysis');
  // What a model failed at is tried again the next time.
  if (!degraded) await kept(cache, key, checked);
  return {analysis: checked, cached: false};
}

/**
 * Analyses one video.
 * @throws InvalidInputError, ViralError `file-not-found`, `ffmpeg-failed`, `no-content`
 */
export async function analyzeVideo(input: VideoToAnalyze, options: AnalyzeOptions = {}): Promise<Analysis> {
  const {signal = new AbortController().signal, history = []} = options;
  const {analysis} = await analyzeOne(input, rateJudge(history), options, signal);
  return analysis;
}

/**
 * Analyses many videos; outcomes come as they are done. A bad one is set aside with its reason and touches no other.
 * With a cache, a batch that was stopped goes on where it was.
 * @throws the signal's reason
 */
export async function* analyzeVideos(
  inputs: readonly VideoToAnalyze[],
  options: AnalyzeOptions = {},
): AsyncGenerator<AnalysisOutcome, void, undefined> {
  const {signal = new AbortController().signal, history = [], concurrency = 1} = options;
  const own = inputs.flatMap(({video}) => {
    const parsed = trendingVideoSchema.safeParse(video);
    return parsed.success ? [parsed.data] : [];
  });
  const judge = rateJudge([...history, ...own]);
  yield* runAll(inputs, concurrency, async (input, index): Promise<AnalysisOutcome> => {
    try {
      return {status: 'analyzed', index, ...(await analyzeOne(input, judge, options, signal))};
    } catch (error) {
      signal.throwIfAborted();
      return {
        status: 'failed',
        index,
        place: input.place ?? null,
        error: ViralError.isInstance(error)
          ? error
          : new ViralError('internal', `could not be analysed: ${String(error)}`, {cause: error}),
      };
    }
  });
}

import {adaptScript, type AdaptOptions} from './adapt.ts';
import {openedWith, otherOpenings} from './openings.ts';
import {optimizeScript, type OptimizedScript, type OptimizeOptions} from './optimize.ts';
import {styleSheetSchema} from './style/style-sheet.ts';
import {addedUsage} from './usage.ts';
import {type IncorporateNewsOptions, type NewsFinder, weaveNews} from './weave-news.ts';
import {withPattern} from './with-pattern.ts';
import {type WriterOptions, writeScript} from './writing.ts';
import {InvalidInputError, parseInput} from '../errors.ts';
import {type Platform, platformSchema} from '../platforms/index.ts';
import type {LinePrediction, OnProgress} from '../ports/index.ts';
import {type BriefInput, briefSchema, type Script, type ScriptInput, scriptSchema} from '../schema/index.ts';

export interface DirectorOptions extends WriterOptions {
  /** Finds news for `incorporateNews`, as in `createNewsAggregator({sources})`. */
  readonly news?: NewsFinder | undefined;
}

/** Scripts in the order in which their first lines are expected to do, and what that rests on. */
export interface RankedScript {
  readonly script: Script;
  readonly prediction: LinePrediction;
}

export interface WriteOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

export interface VariantOptions extends WriteOptions {
  /** Scripts at most, the first included; 3 when left out. Fewer where the material offers fewer first lines. */
  readonly count?: number;
}

/** Decides what a video says. Without a model it writes with the embedded writer. */
export interface Director {
  /**
   * Writes a script from a brief: a hook, the points that matter, a call to action, each with its trace into the
   * sources. With a model, every line is checked against the cards it cites, mended once and otherwise left out; where
   * the model fails the embedded writer stands in and `writer.degraded` says why. Where the sources hold less than the
   * length asked for, the script is shorter and says so (`writer.fit`); nothing is padded.
   * @throws InvalidInputError with the path of each bad field of the brief
   * @throws ViralError `no-content` where there is nothing to say, `language-unsupported` where it is not English and
   *   there is no model; the model's error where nothing can stand in; the signal's reason
   */
  writeScript(brief: BriefInput, options?: WriteOptions): Promise<Script>;
  /**
   * One body with several first lines, for tests against each other; each script names its `variant`.
   * @param subject a brief, or a script that is written already
   * @throws as `writeScript`
   */
  writeVariants(subject: BriefInput | ScriptInput, options?: VariantOptions): Promise<readonly Script[]>;
  /**
   * Adapts a script to a platform: length, pace, first line, last line, title, words under the post, tags, disclosure.
   * With the sources it is written anew; without them lines are left out and nothing is added. A brief is written for
   * that platform.
   * @throws InvalidInputError; ViralError as `writeScript`
   */
  adaptToPlatform(
    subject: ScriptInput | BriefInput,
    platform: Platform,
    options?: AdaptOptions,
  ): Promise<Script>;
  /**
   * Weaves reports into a script: each line names who reported it and when, and says what the report says. A report
   * without a date, too old, or already told is left out, and a finding says so.
   * @throws InvalidInputError where there are neither `items` nor `news`; ViralError `news-failed`; the signal's reason
   */
  incorporateNews(script: ScriptInput, options?: IncorporateNewsOptions): Promise<Script>;
  /**
   * Improves a script as far as the predictor and the checks can tell, step by step, and shows each step with its gain.
   * Facts stay. Without a predictor the kind of the first line is all that is known of it.
   * @throws InvalidInputError; the signal's reason
   */
  optimizeForVirality(script: ScriptInput, options?: OptimizeOptions): Promise<OptimizedScript>;
  /**
   * Ranks variants of a script by their first lines, best first. Where the predictor does not know, the order given
   * stands, and each says so (`prediction.evidence`).
   * @throws InvalidInputError where the director has no predictor, there is no script, or one is not valid
   */
  rankVariants(variants: readonly Script[]): readonly RankedScript[];
}

const isScript = (subject: BriefInput | ScriptInput): subject is ScriptInput => 'scenes' in subject;

/** Names variants in the order of the alphabet. */
const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Builds a director.
 * @throws InvalidInputError for a style or a rule that is none
 */
export function createDirector(options: DirectorOptions = {}): Director {
  parseInput(styleSheetSchema.array().max(50), options.styles ?? [], 'the styles of the director');
  (options.rules ?? []).forEach((rule, index) => {
    if (rule.trim() === '' || rule.length > 500)
      throw new InvalidInputError('the rules of the director', [
        {path: `[${index}]`, message: 'must be a sentence of 1 to 500 characters'},
      ]);
  });
  const write = async (brief: BriefInput, {signal, onProgress}: WriteOptions): Promise<Script> => {
    const parsed = parseInput(briefSchema, brief, 'the brief');
    return withPattern(
      parseInput(scriptSchema, await writeScript(parsed, options, signal, onProgress), 'the written script'),
      options.predictor,
    );
  };
  return {
    writeScript: async (brief, writeOptions = {}) => write(brief, writeOptions),

    async writeVariants(subject, {count = 3, ...writeOptions} = {}) {
      if (!Number.isInteger(count) || count < 1 || count > letters.length)
        throw new InvalidInputError('the options of writeVariants', [
          {path: 'count', message: `must be a whole number from 1 to ${letters.length}`},
        ]);
      const script = isScript(subject)
        ? parseInput(scriptSchema, subject, 'the script')
        : await write(subject, writeOptions);
      const sources = isScript(subject) ? undefined : parseInput(briefSchema, subject, 'the brief').sources;
      const {hooks, usage} =
        count === 1
          ? {hooks: [], usage: undefined}
          : await otherOpenings(script, sources, options, writeOptions.signal);
      const all = [script];
      for (const hook of hooks.slice(0, count - 1)) all.push(await openedWith(script, hook));
      return all.map((one, index) => {
        const each = withPattern(one, options.predictor);
        const letter = letters.charAt(index);
        const spent = index === 0 && usage !== undefined;
        return parseInput(
          scriptSchema,
          {
            ...each,
            id: `${each.id.slice(0, 62)}-${letter}`,
            variant: letter,
            // The calls for all first lines are told once.
            ...(spent ? {writer: {...each.writer, usage: addedUsage(each.writer.usage, usage)}} : {}),
          },
          'the variant',
        );
      });
    },

    async adaptToPlatform(subject, platform, adaptOptions = {}) {
      const target = parseInput(platformSchema, platform, 'the platform');
      if (!isScript(subject)) {
        const brief = parseInput(briefSchema, subject, 'the brief');
        const {signal, onProgress, durationInSeconds = brief.durationInSeconds} = adaptOptions;
        const script = await write(
          {...brief, platform: target, ...(durationInSeconds === undefined ? {} : {durationInSeconds})},
          {...(signal ? {signal} : {}), ...(onProgress ? {onProgress} : {})},
        );
        const written = await adaptScript(
          script,
          target,
          {...options, model: undefined},
          {
            ...(signal ? {signal} : {}),
            durationInSeconds: script.durationInSeconds,
          },
        );
        return withPattern(written, options.predictor);
      }
      const script = parseInput(scriptSchema, subject, 'the script');
      const {durationInSeconds: seconds} = adaptOptions;
      if (seconds !== undefined && !(seconds >= 5 && seconds <= 180))
        throw new InvalidInputError('the options of adaptToPlatform', [
          {path: 'durationInSeconds', message: 'must be from 5 to 180'},
        ]);
      return withPattern(await adaptScript(script, target, options, adaptOptions), options.predictor);
    },

    incorporateNews: async (script, newsOptions = {}) =>
      weaveNews(parseInput(scriptSchema, script, 'the script'), options, newsOptions),

    async optimizeForVirality(given, optimizeOptions = {}) {
      const found = await optimizeScript(
        parseInput(scriptSchema, given, 'the script'),
        options,
        optimizeOptions,
      );
      return {...found, script: withPattern(found.script, options.predictor)};
    },

    rankVariants(variants) {
      const {predictor} = options;
      if (!predictor) {
        throw new InvalidInputError('the director', [
          {path: 'predictor', message: 'is missing; pass one, as in createHeadlinePredictor() of ./analysis'},
        ]);
      }
      return parseInput(scriptSchema.array().min(1), variants, 'the variants')
        .map((script) => ({
          script,
          prediction: predictor.doPredict({
            text: script.scenes[0]!.spoken,
            language: script.language,
            hook: script.hook.type,
            structure: script.structure,
            platform: script.platform,
          }),
        }))
        .sort(
          (a, b) =>
            Number(b.prediction.evidence.enough) - Number(a.prediction.evidence.enough) ||
            b.prediction.probability - a.prediction.probability,
        );
    },
  };
}

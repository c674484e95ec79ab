import {audienceLevel} from './style/audience.ts';
import {paymentLine} from './script/disclose.ts';
import {draftOf} from './prose/draft.ts';
import {embeddedHooks} from './hooks/embedded-hooks.ts';
import {endingOf} from './script/ending.ts';
import {emphasisOf} from './prose/emphasis.ts';
import {rankHooks} from './hooks/rank-hooks.ts';
import {creditable, describe, readBrief, type Reading, wayOut} from './source/reading.ts';
import {repeats} from './prose/repeats.ts';
import {scriptOf} from './script/script-of.ts';
import {styleDraft} from './style/style-lines.ts';
import {glueSeconds, withGlue} from './style/style-scenes.ts';
import {weighedFor} from './style/style-weights.ts';
import {type StyleSheet, styleSheetOf} from './style/style-sheet.ts';
import {paceOf, secondsOf, secondsOfScript} from '../quality/speech-time.ts';
import {UnsuitableSourceError} from '../errors.ts';
import type {Predictor} from '../ports/index.ts';
import type {Brief, ScriptInput} from '../schema/index.ts';

export interface EmbeddedOptions {
  readonly clock: () => Date;
  readonly predictor?: Predictor | undefined;
  readonly styles?: readonly StyleSheet[] | undefined;
}

/** The style a brief names, as a sheet; null where it leaves the style to the writer, which then adds nothing. */
export function askedSheet(brief: Brief, styles: readonly StyleSheet[] = []): StyleSheet | null {
  return brief.style === undefined ? null : styleSheetOf(brief.style, styles);
}

/** A brief as the embedded writer reads it, with the ending of its style. */
export async function readForWriting(
  brief: Brief,
  {predictor, styles}: Pick<EmbeddedOptions, 'predictor' | 'styles'>,
  signal: AbortSignal | undefined,
): Promise<Reading> {
  const reading = await readBrief(brief, signal, predictor);
  const sheet = askedSheet(brief, styles);
  if (!sheet) return reading;
  const {material, category} = reading;
  const cta = endingOf({
    platform: brief.platform,
    goal: brief.goal,
    label: category ?? '',
    list: material.kind === 'list' || material.kind === 'how-to',
    sensitive: material.sensitive,
    source: creditable(brief.sources ?? []),
    sheet,
  });
  return {...reading, cta};
}

/** Opens with a kind of line that the style likes, where the body keeps its promise. */
function styledOpening(script: ScriptInput, reading: Reading, sheet: StyleSheet): ScriptInput {
  const [first, ...rest] = script.scenes;
  const {brief, material, language, predictor, tagger} = reading;
  if (first === undefined) return script;
  // What it likes better than the line there is; all of it where it does not like that one.
  const place = sheet.hooks.indexOf(script.hook.type);
  const liked = new Set(place < 0 ? sheet.hooks : sheet.hooks.slice(0, place));
  const told = rest.flatMap(({trace}) => trace.spans);
  const offered = embeddedHooks(reading).filter(
    ({payoff, text, type}) =>
      liked.has(type) &&
      type !== 'topic' &&
      (payoff === null ||
        told.some(
          ({block, start, sourceId}) =>
            block === payoff.block && start === payoff.start && sourceId === payoff.sourceId,
        )) &&
      !rest.some(({spoken}) => repeats(text, spoken)),
  );
  const [best] = rankHooks(offered, {
    platform: brief.platform,
    sheet,
    sensitive: material.sensitive,
    sourceTexts: [],
    language,
    predictor,
  });
  if (!best) return script;
  const onScreenText = best.onScreenText ?? first.onScreenText;
  return {
    ...script,
    hook: {type: best.type},
    scenes: [
      {
        ...first,
        spoken: best.text,
        onScreenText,
        emphasis: emphasisOf(onScreenText, tagger),
        trace: {
          claim: best.spans.length > 0 ? 'fact' : 'glue',
          spans: best.spans,
          operations: [best.operation, 'hook-of-style'],
        },
      },
      ...rest,
    ],
  };
}

/** As the screen names an audience: short, or not at all. */
function kickerFor(audience: string | undefined): string | null {
  if (audience === undefined || audience.length > 24 || /[.!?,;:]/.test(audience)) return null;
  return `For ${audience.replace(/^(?:for|to) /i, '')}`;
}

/** Shortest video worth making of somebody's text, seconds. */
const leastSeconds = 8;

/**
 * Whoever asks for a length gets that length or hears what there is. Points are the user's own words: they are said,
 * however short.
 * @throws UnsuitableSourceError `too-short`
 */
function refuseThin({sources = [], points = [], durationInSeconds}: Brief, takes: number): void {
  if (sources.length === 0 || points.length > 0) return;
  const held = Math.floor(takes);
  if (durationInSeconds === undefined && held >= leastSeconds) return;
  const asked = durationInSeconds === undefined ? '' : `, not for ${durationInSeconds} s`;
  throw new UnsuitableSourceError(
    'too-short',
    `${describe(sources)} holds enough that can be told by itself for about ${held} s${asked}. ` +
      (held >= leastSeconds
        ? `Ask for ${held} s, add a source, or pass \`points\`: the sentences that the video should say.`
        : wayOut),
  );
}

/** @throws UnsuitableSourceError `not-sayable` where what must be told whole takes longer than asked */
function refuseLong({sources = [], points = [], durationInSeconds}: Brief, takes: number): void {
  if (sources.length === 0 || points.length > 0 || durationInSeconds === undefined) return;
  throw new UnsuitableSourceError(
    'not-sayable',
    `${describe(sources)} can be told in about ${Math.ceil(takes)} s and not in ${durationInSeconds} s: ask for ${Math.ceil(takes)} s, or pass \`points\`: the sentences that the video should say.`,
  );
}

/**
 * Writes a script without a model: chooses, splits and orders what the sources say, then says it in a style.
 * @throws UnsuitableSourceError where no script of the asked length can be told from the sources
 * @throws ViralError `no-content`, `language-unsupported`; the signal's reason
 */
export async function writeEmbedded(
  brief: Brief,
  options: EmbeddedOptions,
  signal: AbortSignal | undefined,
): Promise<ScriptInput> {
  const reading = await readForWriting(brief, options, signal);
  const sheet = askedSheet(brief, options.styles);
  const audience = audienceLevel(brief.audience);
  const stylePace = sheet?.pace ?? paceOf(reading.style);
  const pace = Math.round(stylePace * audience.pace * 100) / 100;
  const styled = sheet ?? styleSheetOf(reading.style, options.styles);
  const lines = Math.max(2, Math.round(reading.seconds / 6));
  // The composer counts at the style's own pace and knows nothing of the glue.
  const room =
    (reading.seconds -
      (sheet ? glueSeconds(lines, sheet) : 0) -
      (brief.paidBy === undefined ? 0 : secondsOf(paymentLine(brief.paidBy), pace))) *
    (pace / paceOf(reading.style));
  const draft = draftOf({...(sheet ? weighedFor(reading, sheet) : reading), seconds: room}, signal);
  signal?.throwIfAborted();
  const wantsShape = sheet !== null || audience.longestSentence !== null;
  const shaped = wantsShape ? styleDraft(draft, reading, styled) : draft;
  const script = scriptOf(reading, shaped, options.clock());
  const opened = sheet ? styledOpening(script, reading, sheet) : script;
  const scenes = sheet ? withGlue(opened.scenes, sheet, reading.material.sensitive) : opened.scenes;
  const takes = secondsOfScript(
    scenes.map(({spoken}) => spoken),
    pace,
  );
  const short = takes < reading.seconds * 0.9 && !draft.more;
  if (short) refuseThin(brief, takes);
  if (takes > reading.seconds * 1.1) refuseLong(brief, takes);
  const kicker = kickerFor(brief.audience);
  return {
    ...opened,
    // Nobody asked for a length: it is as long as there is something to tell.
    ...(short && brief.durationInSeconds === undefined ? {durationInSeconds: Math.round(takes)} : {}),
    scenes: scenes.map((scene) => (scene.kind === 'hook' && kicker !== null ? {...scene, kicker} : scene)),
    ...(pace === paceOf(reading.style) ? {} : {pace}),
    ...(brief.audience === undefined ? {} : {audience: brief.audience}),
    writer: {
      ...script.writer,
      grounding: (brief.sources ?? []).length > 0 ? 'sources' : 'points',
      fit: short ? 'source-exhausted' : 'fits',
    },
  };
}

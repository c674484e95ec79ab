import {embeddedHooks} from './hooks/embedded-hooks.ts';
import {isBody, renumbered, sharesGround} from './script/body.ts';
import {emphasisOf} from './prose/emphasis.ts';
import {loadTagger} from './source/nlp.ts';
import {rankHooks, type RankedHook} from './hooks/rank-hooks.ts';
import {readBrief} from './source/reading.ts';
import {repeats} from './prose/repeats.ts';
import {briefOf, tracedBack} from './source/script-as-source.ts';
import {styleSheetOf} from './style/style-sheet.ts';
import {withModel, type WriterOptions} from './writing.ts';
import type {Usage} from './model/asking.ts';
import {assignmentOf} from './model/assignment.ts';
import {groundsOf} from './model/grounds.ts';
import {hooksWithModel} from './model/plan.ts';
import {rankedHooks} from './model/write-with-model.ts';
import {ViralError} from '../errors.ts';
import type {Script, SourceText} from '../schema/index.ts';

export interface Openings {
  /** Best first; the script's own first line is not among them. */
  readonly hooks: readonly RankedHook[];
  readonly usage?: Usage;
  readonly degraded?: string;
}

/** Whether a first line may open this body: what it rests on is told, or it rests on nothing. */
function fits(hook: RankedHook, script: Script): boolean {
  const body = script.scenes.filter(isBody);
  if (body.some(({spoken}) => repeats(hook.text, spoken) && repeats(spoken, hook.text))) return false;
  if (hook.spans.length === 0) return true;
  const opening = {trace: {claim: 'fact' as const, spans: hook.spans, operations: []}};
  return body.some((scene) => sharesGround(opening, scene));
}

/**
 * Other first lines for a finished body, from its sources or, where these are not at hand, from its own lines.
 * @throws the signal's reason
 */
export async function otherOpenings(
  script: Script,
  sources: readonly SourceText[] | undefined,
  options: WriterOptions,
  signal: AbortSignal | undefined,
): Promise<Openings> {
  const brief = briefOf(script, sources, undefined, options.model !== undefined);
  const {predictor, styles} = options;
  const hasSources = sources !== undefined && sources.length > 0;
  const back = (hook: RankedHook): RankedHook => {
    if (hasSources) return hook;
    const carrier = {
      ...script,
      scenes: [{...script.scenes[0]!, trace: {claim: 'fact' as const, spans: hook.spans, operations: []}}],
    };
    return {...hook, spans: tracedBack(carrier, script).scenes[0]!.trace.spans};
  };
  const made = await withModel<readonly RankedHook[]>(
    options,
    signal,
    async (asking) => {
      const assignment = await assignmentOf(brief, options, signal);
      const grounds = groundsOf(assignment);
      const proposed = await hooksWithModel(asking, assignment, grounds, 8);
      return rankedHooks(proposed, assignment, predictor);
    },
    async () => {
      try {
        const reading = await readBrief(brief, signal, predictor);
        // A title that was cut for a feed is no headline to make sentences of.
        const offered = embeddedHooks(reading).filter(
          ({operation}) => hasSources || !/title|headline|halves|plan|topic/.test(operation),
        );
        return rankHooks(offered, {
          platform: script.platform,
          sheet: styleSheetOf(script.style, styles ?? []),
          sensitive: reading.material.sensitive,
          sourceTexts: (sources ?? [])
            .filter(({own}) => own !== true)
            .flatMap(({blocks}) => blocks.map(({text}) => text)),
          language: script.language,
          predictor,
        });
      } catch (error) {
        // Lines of which no other opening can be made are no failure: there is none then.
        if (
          ViralError.isInstance(error) &&
          (error.code === 'no-content' || error.code === 'language-unsupported')
        )
          return [];
        throw error;
      }
    },
  );
  const own = script.scenes[0]?.spoken.toLowerCase();
  const {usage, degraded} = made;
  return {
    hooks: made.value.map(back).filter((hook) => hook.text.toLowerCase() !== own && fits(hook, script)),
    ...(usage === undefined ? {} : {usage}),
    ...(degraded === undefined ? {} : {degraded}),
  };
}

/** The same script with another first line. */
export async function openedWith(script: Script, hook: RankedHook): Promise<Script> {
  const [first, ...rest] = script.scenes;
  if (!first) return script;
  const isEnglish = /^en\b/i.test(script.language);
  const text = (hook.onScreenText ?? hook.text.split(/[.!?]/)[0] ?? hook.text)
    .replace(/[.,;:]+$/, '')
    .slice(0, 60)
    .trim();
  const paid = script.paidBy === undefined ? '' : `Paid partnership with ${script.paidBy}.`;
  // What was said of who pays stays said.
  const keepsPaid = paid !== '' && first.spoken.includes(paid);
  return {
    ...script,
    hook: {type: hook.type},
    scenes: renumbered([
      {
        kind: 'hook',
        id: first.id,
        spoken: keepsPaid ? `${hook.text} ${paid}` : hook.text,
        onScreenText: text === '' ? hook.text.slice(0, 60) : text,
        emphasis: isEnglish ? emphasisOf(text, await loadTagger()) : [],
        visual: first.visual,
        ...('kicker' in first && first.kicker !== undefined ? {kicker: first.kicker} : {}),
        trace: {
          claim: hook.spans.length > 0 ? 'fact' : 'glue',
          spans: [...hook.spans],
          operations: [hook.operation, ...(keepsPaid ? ['disclose-payment'] : [])],
        },
      },
      ...rest,
    ]),
  };
}

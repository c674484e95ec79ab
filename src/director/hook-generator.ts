import {embeddedHooks} from './hooks/embedded-hooks.ts';
import {rankHooks, type RankedHook} from './hooks/rank-hooks.ts';
import {readBrief} from './source/reading.ts';
import {styleSheetOf} from './style/style-sheet.ts';
import {type MadeWith, withModel, type WriterOptions} from './writing.ts';
import {assignmentOf} from './model/assignment.ts';
import {groundsOf} from './model/grounds.ts';
import {hooksWithModel} from './model/plan.ts';
import {rankedHooks} from './model/write-with-model.ts';
import {parseInput, ViralError} from '../errors.ts';
import {type Brief, type BriefInput, briefSchema} from '../schema/index.ts';

export interface HookOptions {
  /** Hooks at most; 6 when left out. */
  readonly count?: number;
  readonly signal?: AbortSignal;
}

/** Proposes first lines of named kinds and ranks them. */
export interface HookGenerator {
  /**
   * First lines for a brief, best first, each with its kind, what it rests on and what speaks for it.
   * @throws InvalidInputError; ViralError `no-content`, `language-unsupported`, or the model's where nothing can stand in
   */
  generateHooks(brief: BriefInput, options?: HookOptions): Promise<MadeWith<readonly RankedHook[]>>;
}

/** First lines of the embedded writer, ranked for style and platform. */
export async function embeddedRanking(
  brief: Brief,
  {predictor, styles}: Pick<WriterOptions, 'predictor' | 'styles'>,
  signal: AbortSignal | undefined,
): Promise<RankedHook[]> {
  const reading = await readBrief(brief, signal, predictor);
  return rankHooks(embeddedHooks(reading), {
    platform: brief.platform,
    sheet: styleSheetOf(reading.style, styles ?? []),
    sensitive: reading.material.sensitive,
    sourceTexts: (brief.sources ?? [])
      .filter(({own}) => own !== true)
      .flatMap(({blocks}) => blocks.map(({text}) => text)),
    language: reading.language,
    predictor,
  });
}

/** Builds a hook generator. With a model its lines stand among those of the embedded writer. */
export function createHookGenerator(options: WriterOptions = {}): HookGenerator {
  return {
    async generateHooks(brief, {count = 6, signal} = {}) {
      const parsed = parseInput(briefSchema, brief, 'the brief');
      const made = await withModel(
        options,
        signal,
        async (asking): Promise<readonly RankedHook[]> => {
          const assignment = await assignmentOf(parsed, options, signal);
          const grounds = groundsOf(assignment);
          const proposed = await hooksWithModel(asking, assignment, grounds, count);
          const ranked = rankedHooks(proposed, assignment, options.predictor);
          if (ranked.length === 0)
            throw new ViralError(
              'model-failed',
              `${asking.model} proposed no first line that holds. Ask again, or use another model.`,
            );
          return ranked;
        },
        () => embeddedRanking(parsed, options, signal),
      );
      return {...made, value: made.value.slice(0, Math.max(1, count))};
    },
  };
}

import {embeddedHooks} from '../hooks/embedded-hooks.ts';
import {rankHooks, type ProposedHook, type RankedHook} from '../hooks/rank-hooks.ts';
import type {Asking} from './asking.ts';
import type {Assignment} from './assignment.ts';
import {draftWithModel, type DraftLine} from './draft-answer.ts';
import {groundsOf, type Grounds} from './grounds.ts';
import {type LineProblem, problemsOf} from './line-problems.ts';
import {mendWithModel} from './mend.ts';
import {planWithModel} from './plan.ts';
import {openingWords, scriptOfModel} from './to-script.ts';
import {ModelError} from '../../generating.ts';
import {ViralError} from '../../errors.ts';
import type {Predictor} from '../../ports/index.ts';
import {lint} from '../../quality/lint.ts';
import {type Finding, type ScriptInput, scriptSchema} from '../../schema/index.ts';

export interface WriteWithModelOptions {
  readonly predictor?: Predictor | undefined;
  /** How far it is, 0-1, and what it does. */
  readonly onStage?: ((fraction: number, detail: string) => void) | undefined;
}

/** All first lines that anybody proposes, ranked; those of the embedded writer are among them in English. */
export function rankedHooks(
  proposed: readonly ProposedHook[],
  assignment: Assignment,
  predictor: Predictor | undefined,
): RankedHook[] {
  const {brief, reading, sheet, sensitive, language, tagger} = assignment;
  // A short list of the embedded writer's, whose promise the body can be asked to keep.
  const own = reading && tagger && (brief.sources ?? []).length > 0 ? embeddedHooks(reading).slice(0, 4) : [];
  // What was cut from the material stands back behind what was written for it.
  const all = [
    ...proposed,
    ...own
      .filter(({type}) => type !== 'topic' || proposed.length === 0)
      .map((each) => ({...each, craft: each.craft * 0.6})),
  ];
  return rankHooks(all, {
    platform: brief.platform,
    sheet,
    sensitive,
    sourceTexts: (brief.sources ?? [])
      .filter(({own: mine}) => mine !== true)

      .flatMap(({blocks, title}) => [
        ...(title === undefined ? [] : [title]),
        ...blocks.map(({text}) => text),
      ]),
    language,
    predictor,
  });
}

/** Lines and what is wrong with each, by index. */
function problemsIn(
  lines: readonly (DraftLine | null)[],
  hook: string,
  assignment: Assignment,
  grounds: Grounds,
): Map<number, readonly LineProblem[]> {
  const wrong = new Map<number, readonly LineProblem[]>();
  const counts = [
    lines.length,
    ...(['step', 'list-item'] as const).map((kind) => lines.filter((line) => line?.kind === kind).length),
  ].filter((count) => count > 1);
  const earlier = [hook];
  lines.forEach((line, index) => {
    if (!line) return;
    // A hook may say first what the body then tells in full.
    const problems = problemsOf(line, index === 0 ? [] : earlier, assignment, grounds, counts);
    if (problems.length > 0) wrong.set(index, problems);
    earlier.push(line.spoken);
  });
  return wrong;
}

/** The hook must be kept: where it rests on something, a line must rest on it too. */
function keepsPromise(hook: RankedHook, lines: readonly DraftLine[], grounds: Grounds): boolean {
  if (hook.spans.length === 0) return true;
  const places = new Set(hook.spans.map(({sourceId, block, start}) => `${sourceId} ${block} ${start}`));
  return lines.some(({cards}) =>
    grounds.spansOf(cards).some(({sourceId, block, start}) => places.has(`${sourceId} ${block} ${start}`)),
  );
}

/**
 * Writes a script with a model: facts with their places, a plan and first lines, the lines, checks by code, one call to
 * mend what does not hold, and what still does not is left out.
 * @throws ViralError `model-failed`, `model-blocked`, `budget-exceeded`; the signal's reason
 */
export async function writeWithModel(
  asking: Asking,
  assignment: Assignment,
  {predictor, onStage}: WriteWithModelOptions,
): Promise<ScriptInput> {
  const grounds = groundsOf(assignment);
  const findings: Finding[] = [];
  onStage?.(0.1, `${asking.model} plans`);
  const {plan, hooks} = await planWithModel(asking, assignment, grounds);
  const ranked = rankedHooks(hooks, assignment, predictor);
  const [hook] = ranked;
  if (!hook)
    throw new ModelError(
      `${asking.model} proposed no first line that holds. Ask again, or use another model.`,
    );

  onStage?.(0.4, `${asking.model} writes`);
  const answer = await draftWithModel(asking, assignment, grounds, plan, hook);

  let lines: readonly (DraftLine | null)[] = answer.scenes;
  let wrong = problemsIn(lines, hook.text, assignment, grounds);
  if (wrong.size > 0) {
    onStage?.(0.7, `${asking.model} mends ${wrong.size} of ${lines.length} lines`);
    try {
      const mended = await mendWithModel(asking, assignment, answer.scenes, wrong);
      const still = problemsIn(mended, hook.text, assignment, grounds);
      // A mend that makes things worse is not taken.
      lines = lines.map((line, index) => {
        const isWorse =
          still.get(index)?.some(({must}) => must) === true &&
          wrong.get(index)?.some(({must}) => must) !== true;
        return isWorse ? line : (mended[index] ?? null);
      });
      wrong = problemsIn(lines, hook.text, assignment, grounds);
    } catch (error) {
      // What cannot be mended is left out below; a cancel ends everything.
      if (
        !ViralError.isInstance(error) ||
        (error.code !== 'model-failed' && error.code !== 'model-blocked' && error.code !== 'budget-exceeded')
      )
        throw error;
    }
  }
  const kept = lines.flatMap((line, index): readonly DraftLine[] => {
    if (!line) return [];
    const bad = wrong.get(index)?.filter(({must}) => must) ?? [];
    if (bad.length === 0) return [line];
    findings.push({
      rule: 'unsupported-claim',
      severity: 'info',
      message:
        `A line of the model was left out, because ${bad.map(({message}) => message).join('; ')}.`.slice(
          0,
          600,
        ),
    });
    return [];
  });
  if (kept.length < 2) {
    throw new ModelError(
      `Of the ${answer.scenes.length} lines of ${asking.model}, ${kept.length} could stand: ${findings.map(({message}) => message).join(' ')}`.slice(
        0,
        800,
      ),
    );
  }
  // A first line whose promise nobody keeps, or that the checks refuse, gives way to the next one.
  const openings = ranked.filter((each) => keepsPromise(each, kept, grounds));
  let refused: readonly Finding[] = [];
  for (const opening of openings.length > 0 ? openings : [hook]) {
    const made = passing(
      scriptOfModel({plan, hook: opening, lines: kept, answer}, assignment, grounds),
      assignment,
    );
    if ('script' in made)
      return {...made.script, findings: [...(made.script.findings ?? []), ...findings, ...made.findings]};
    refused = made.errors;
    if (!made.errors.some(({sceneId}) => sceneId === 'hook')) break;
  }
  throw new ModelError(
    `What ${asking.model} wrote does not pass the checks: ${refused.map(({message}) => message).join(' ')}`.slice(
      0,
      800,
    ),
  );
}

type Passing =
  | {readonly script: ScriptInput; readonly findings: readonly Finding[]}
  | {readonly errors: readonly Finding[]};

/** Takes out what the checks call an error: what a scene shows first, then the scene. */
function passing(script: ScriptInput, {brief, tagger, reading}: Assignment): Passing {
  const findings: Finding[] = [];
  let current = script;
  for (let round = 0; round < 3; round += 1) {
    const parsed = scriptSchema.safeParse(current);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const path = issue?.path.join('.') ?? '';
      return {
        errors: [
          {
            rule: 'script-shape',
            severity: 'error',
            message: `${path}: ${issue?.message ?? ''}`.slice(0, 600),
          },
        ],
      };
    }
    const sources = tagger && reading ? (brief.sources ?? []) : [];
    const errors = lint(parsed.data, {sources}).filter(({severity}) => severity === 'error');
    if (errors.length === 0) return {script: current, findings};
    const spoken = new Set(errors.filter(({path}) => path?.endsWith('.spoken')).map(({sceneId}) => sceneId));
    const bad = new Set(errors.map(({sceneId}) => sceneId));
    if (bad.has(undefined) || bad.has('hook') || current.scenes.length - spoken.size < 4) return {errors};
    for (const {message} of errors)
      findings.push({
        rule: 'unsupported-claim',
        severity: 'info',
        message: `Part of a scene was left out: ${message}`.slice(0, 600),
      });
    current = {
      ...current,
      scenes: current.scenes
        .filter(({id}) => !spoken.has(id))
        .map((scene) => (bad.has(scene.id) ? plainScene(scene) : scene)),
    };
  }
  return {
    errors: [
      {rule: 'script-shape', severity: 'error', message: 'it does not pass after three rounds of mending'},
    ],
  };
}

/** A scene that shows nothing but the first words of its line. */
function plainScene({
  id,
  spoken,
  visual,
  trace,
}: ScriptInput['scenes'][number]): ScriptInput['scenes'][number] {
  return {
    kind: 'point',
    id,
    spoken,
    onScreenText: openingWords(spoken),
    emphasis: [],
    visual: visual ?? null,
    trace,
  };
}

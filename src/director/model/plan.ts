import {z} from 'zod';
import {hookFacts} from '../hooks/hook-evidence.ts';
import {structureBeats} from '../style/structure-beats.ts';
import type {Asking} from './asking.ts';
import type {Assignment} from './assignment.ts';
import {unsupportedIn} from './claims.ts';
import type {Grounds} from './grounds.ts';
import {orderOf, quotedCards, quotedSources, systemText} from './instructions.ts';
import {languageProblem} from './answer-language.ts';
import type {ProposedHook} from '../hooks/rank-hooks.ts';
import {findSmuggled} from '../../generating.ts';
import {
  type HookType,
  hookTypes,
  hookTypeSchema,
  structureTypes,
  structureTypeSchema,
} from '../../schema/index.ts';

const planSchema = z.strictObject({
  structure: structureTypeSchema,
  angle: z.string().min(1).max(300),
  beats: z
    .array(z.strictObject({purpose: z.string().min(1).max(120), cards: z.array(z.string().max(12)).max(10)}))
    .min(1)
    .max(14),
  leftOut: z.string().max(400),
  hooks: z
    .array(
      z.strictObject({
        type: hookTypeSchema,
        text: z.string().min(1).max(240),
        onScreen: z.string().max(90),
        cards: z.array(z.string().max(12)).max(6),
      }),
    )
    .max(10),
});
export type ModelPlan = Omit<z.infer<typeof planSchema>, 'hooks'>;

const hookSchema = planSchema.pick({hooks: true});

/** Hooks that a story may open with. */
function allowedHooks({sensitive, grounding}: Assignment): readonly HookType[] {
  return hookTypes.filter(
    (type) =>
      (!sensitive || hookFacts[type].grave) &&
      (grounding !== 'none' ||
        /^(?:question|modal-question|how-to|demonstrative|warning|definition|contrast|topic|because-gap)$/.test(
          type,
        )),
  );
}

const hooksText = (assignment: Assignment, count: number) =>
  [
    `Propose ${count} first lines of different types, 4 to 14 words each, sayable in 3.5 seconds. Each promises one thing that the body will tell, and is not a sentence of the material. "onScreen": 2 to 6 words for the first picture, not the spoken words.`,
    `Types: ${allowedHooks(assignment)
      .map((type) => `${type} (${hookFacts[type].shape})`)
      .join('; ')}.`,
    `Best liked in this style: ${assignment.sheet.hooks.join(', ') || 'any'}.`,
  ].join('\n');

function promptOf(assignment: Assignment, mark: string, cards: string, task: string): string {
  const sources = quotedSources(assignment, mark);
  return [
    `The order: ${orderOf(assignment)}`,
    ...(assignment.cards.length === 0
      ? []
      : [
          ...((assignment.brief.sources ?? []).length === 0
            ? []
            : ['Where the material is from:', sources.text]),
          'The material, one card a line (p… are points the user wants made, each of them):',
          cards,
        ]),
    task,
  ].join('\n\n');
}

/** Hooks that hold: nothing unsupported, nothing smuggled in. */
function soundHooks(
  hooks: z.infer<typeof hookSchema>['hooks'],
  assignment: Assignment,
  grounds: Grounds,
  mark: string,
): ProposedHook[] {
  const allowed = new Set(allowedHooks(assignment));
  return hooks
    .filter(({type}) => allowed.has(type))
    .filter((hook) => findSmuggled(hook, {mark}).length === 0)
    .filter(({text, cards}) => unsupportedIn(text, grounds.of(text, cards, [2, 3, 4, 5, 6, 7])).length === 0)
    .filter(
      ({text, cards}) =>
        cards.length === 0 || grounds.evidenceFor(text, cards, [2, 3, 4, 5, 6, 7]).faults.length === 0,
    )
    .map(({type, text, onScreen, cards}) => ({
      type,
      text: text.replaceAll(/\s+/g, ' ').trim(),
      onScreenText:
        onScreen.trim() !== '' &&
        unsupportedIn(onScreen, grounds.of(`${text} ${onScreen}`, cards)).length === 0
          ? onScreen.trim()
          : null,
      spans: cards.some((id) => grounds.known.has(id)) ? [...grounds.evidenceFor(text, cards).spans] : [],
      operation: 'hook-by-model',
      by: 'model',
      craft: 0.8,
    }));
}

/** Chooses a structure, deals the cards to its beats, and proposes first lines: one call. */
export async function planWithModel(
  asking: Asking,
  assignment: Assignment,
  grounds: Grounds,
  hookCount = 6,
): Promise<{plan: ModelPlan; hooks: ProposedHook[]}> {
  const quoted = quotedCards(assignment);
  const task = [
    `Plan a video of ${assignment.seconds} seconds. Choose the structure that this material fills best:`,
    ...structureTypes.map(
      (type) => `- ${type}: ${structureBeats[type].map(({purpose}) => purpose).join(', ')}`,
    ),
    'Say the angle in one sentence, then the beats between hook and ask in order, each with the ids of its cards, the best first, and in "leftOut" what the video does not tell.',
    hooksText(assignment, hookCount),
  ].join('\n');
  const {hooks, ...plan} = await asking.ask({
    schema: planSchema,
    schemaName: 'plan',
    system: systemText(assignment, 'Now you plan; you do not write the lines yet.', quoted.rules),
    prompt: promptOf(assignment, quoted.mark, quoted.text, task),
    maxOutputTokens: 4096,
    check: async (value) => [
      ...findSmuggled(value, {
        mark: quoted.mark,
        allowed: [assignment.brief.topic ?? '', ...(assignment.brief.points ?? [])],
      }),
      ...(assignment.cards.length > 0 &&
      !value.beats.some(({cards}) => cards.some((id) => grounds.known.has(id)))
        ? [{path: 'beats', message: 'cite no card of the material; use its ids as they stand'}]
        : []),
      ...(await languageProblem(value.hooks.map(({text}) => text).join('\n'), assignment, 'hooks')),
    ],
  });
  return {
    plan: {
      ...plan,
      beats: plan.beats.map((beat) => ({...beat, cards: beat.cards.filter((id) => grounds.known.has(id))})),
    },
    hooks: soundHooks(hooks, assignment, grounds, quoted.mark),
  };
}

/** First lines alone: one call. */
export async function hooksWithModel(
  asking: Asking,
  assignment: Assignment,
  grounds: Grounds,
  count: number,
): Promise<ProposedHook[]> {
  const quoted = quotedCards(assignment);
  const {hooks} = await asking.ask({
    schema: hookSchema,
    schemaName: 'hooks',
    system: systemText(assignment, 'Now you write first lines only.', quoted.rules),
    prompt: promptOf(assignment, quoted.mark, quoted.text, hooksText(assignment, Math.min(10, count + 3))),
    maxOutputTokens: 2048,
    check: async (value) => [
      ...findSmuggled(value, {mark: quoted.mark}),
      ...(await languageProblem(value.hooks.map(({text}) => text).join('\n'), assignment, 'hooks')),
    ],
  });
  return soundHooks(hooks, assignment, grounds, quoted.mark);
}

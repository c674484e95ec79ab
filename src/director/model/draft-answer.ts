import {z} from 'zod';
import type {Asking} from './asking.ts';
import {type Assignment, roomFor, spokenSeconds} from './assignment.ts';
import {languageProblem} from './answer-language.ts';
import type {Grounds} from './grounds.ts';
import {beatsText, orderOf, postLimits, quotedCards, systemText} from './instructions.ts';
import type {ModelPlan} from './plan.ts';
import {repeats} from '../prose/repeats.ts';
import {pauses} from '../../quality/speech-time.ts';
import type {InputIssue} from '../../errors.ts';
import {findSmuggled, quoteUntrusted} from '../../generating.ts';

const lineSchema = z.strictObject({
  beat: z.string().max(120),
  kind: z.enum(['context', 'point', 'step', 'list-item', 'question', 'twist']),
  spoken: z.string().trim().min(1).max(600),
  onScreen: z.string().max(120),
  visual: z.string().max(160),
  emphasis: z.array(z.string().max(60)).max(8),
  claim: z.enum(['fact', 'glue']),
  cards: z.array(z.string().max(12)).max(10),
});
const draftSchema = z.strictObject({
  scenes: z.array(lineSchema).min(2).max(24),
  callToAction: z.strictObject({spoken: z.string().trim().min(1).max(200), onScreen: z.string().max(90)}),
  title: z.string().trim().min(1).max(200),
  description: z.string().trim().max(1200),
  hashtags: z.array(z.string().max(60)).max(12),
});
export type DraftAnswer = z.infer<typeof draftSchema>;
export type DraftLine = z.infer<typeof lineSchema>;

/** Seconds of lines with the pauses between them. */
export function secondsOfLines(lines: readonly string[], pace: number): number {
  const spoken = lines.reduce((sum, line) => sum + spokenSeconds(line, pace), 0);
  return spoken + Math.max(0, lines.length - 1) * pauses.betweenLines + pauses.atEnds;
}

/** What a first answer can be sent back for, and a second one is mended for by hand. */
function roughness(value: DraftAnswer, hook: string, assignment: Assignment, grounds: Grounds): InputIssue[] {
  const {seconds, pace, cards} = assignment;
  const issues: InputIssue[] = [];
  const lines = [hook, ...value.scenes.map(({spoken}) => spoken), value.callToAction.spoken];
  const takes = secondsOfLines(lines, pace);
  const {count, unit} = roomFor(seconds - pauses.atEnds, assignment);
  const has = roomFor(takes - pauses.atEnds, assignment).count;
  if (takes > seconds * 1.2 || (takes < seconds * 0.75 && cards.length !== 1)) {
    issues.push({
      path: 'scenes',
      message: `take ${Math.round(takes)} s with hook and ask, and ${seconds} s are wanted: about ${count} ${unit} in all, not ${has}`,
    });
  }
  value.scenes.forEach((scene, index) => {
    const path = `scenes[${index}]`;
    const unknown = scene.cards.filter((id) => !grounds.known.has(id));
    if (unknown.length > 0)
      issues.push({path: `${path}.cards`, message: `cite ${unknown.join(', ')}, which do not exist`});
    if (scene.claim === 'fact' && cards.length > 0 && scene.cards.length === 0)
      issues.push({
        path: `${path}.cards`,
        message: 'are none, and the line states a fact: cite what it rests on',
      });
    const earlier = value.scenes.slice(0, index).findIndex((other) => repeats(scene.spoken, other.spoken));
    if (earlier >= 0)
      issues.push({path: `${path}.spoken`, message: `says again what scenes[${earlier}] says`});
    if (repeats(scene.spoken, hook) && index > 0)
      issues.push({path: `${path}.spoken`, message: 'says the first line again'});
  });
  return issues;
}

/** Has a model write the lines after a hook: one call, and one more where the answer cannot be used. */
export async function draftWithModel(
  asking: Asking,
  assignment: Assignment,
  grounds: Grounds,
  plan: ModelPlan,
  hook: {readonly text: string},
): Promise<DraftAnswer> {
  const {brief, seconds, cards, grounding} = assignment;
  const quoted = quotedCards(assignment);
  // Plan and hook were written by a model that has read the material: they are quoted like it.
  const planned = quoteUntrusted(
    [
      {id: 'angle', text: plan.angle},
      ...plan.beats.map(({purpose, cards: ids}, index) => ({
        id: `beat-${index + 1}`,
        text: `${purpose} [${ids.join(' ')}]`,
      })),
      {id: 'first-line', text: hook.text},
    ],
    {mark: quoted.mark},
  );
  const {count, unit} = roomFor(seconds - pauses.atEnds, assignment);
  const scenes = Math.max(2, Math.min(14, Math.round(seconds / 4.5)));
  const prompt = [
    `The order: ${orderOf(assignment)}`,
    ...(cards.length === 0 ? [] : ['The material, one card a line:', quoted.text]),
    'The plan, and the first line, which is written already and comes before your scenes:',
    planned.text,
    [
      `Write the scenes after the first line, about ${scenes - 1} of them, then the last line. All lines together, the first and the last included, have about ${count} ${unit}: they are spoken in ${seconds} seconds.`,
      `The structure is ${plan.structure}. ${beatsText(assignment, plan.structure)}. Keep the first line’s promise within the first two scenes.`,
      ...(grounding === 'points' || (brief.points ?? []).length > 0 ? ['Every point p… must be made.'] : []),
      '"spoken": what the voice says. "onScreen": 2 to 6 words, a phrase and not the line itself, with nothing that the line does not say. "visual": what a picture behind it shows, in English, 2 to 6 words, a thing that can be photographed, no text, no names of people. "emphasis": one or two words of "onScreen". "claim": fact where the line states something, with its "cards"; glue only for a transition without any statement. "kind": step or list-item for steps and items in order, question for a line that asks, twist for the turn, context for background, else point.',
      'callToAction: one ask of at most 8 words, fit for the platform, or a plain last sentence where the style asks nothing.',
      postLimits(assignment),
    ].join('\n'),
  ].join('\n\n');
  const before = asking.answers();
  return asking.ask({
    schema: draftSchema,
    schemaName: 'script',
    system: systemText(assignment, 'Now you write the lines.', quoted.rules),
    prompt,
    maxOutputTokens: Math.min(16_000, 2500 + 60 * Math.ceil(seconds)),
    check: async (value) => {
      const hard = [
        ...findSmuggled(value, {mark: quoted.mark, allowed: [brief.topic ?? '', ...(brief.points ?? [])]}),
        ...(await languageProblem(value.scenes.map(({spoken}) => spoken).join('\n'), assignment, 'scenes')),
        ...(cards.length > 0 && !value.scenes.some((scene) => scene.cards.some((id) => grounds.known.has(id)))
          ? [{path: 'scenes', message: 'cite no card of the material; use its ids as they stand'}]
          : []),
      ];
      const isFirst = asking.answers() - before <= 1;
      return isFirst ? [...hard, ...roughness(value, hook.text, assignment, grounds)] : hard;
    },
  });
}

import {z} from 'zod';
import type {Asking} from './asking.ts';
import type {Assignment} from './assignment.ts';
import {languageProblem} from './answer-language.ts';
import {orderOf, systemText} from './instructions.ts';

const endingsSchema = z.strictObject({
  endings: z
    .array(z.strictObject({spoken: z.string().trim().min(1).max(160), onScreen: z.string().max(60)}))
    .min(1)
    .max(8),
});

/** Last lines by a model: one call. It sees the order only, none of the material. */
export async function endingsWithModel(asking: Asking, assignment: Assignment) {
  const {endings} = await asking.ask({
    schema: endingsSchema,
    schemaName: 'endings',
    system: systemText(assignment, 'Now you write last lines only.', ''),
    prompt: [
      `The order: ${orderOf(assignment)}`,
      'Write five last lines: each asks for one thing in at most 8 words, fit for platform, style and goal, and states no fact. "onScreen": 2 to 4 words.',
    ].join('\n\n'),
    maxOutputTokens: 800,
    check: (value) =>
      languageProblem(value.endings.map(({spoken}) => spoken).join('\n'), assignment, 'endings'),
  });
  return endings;
}

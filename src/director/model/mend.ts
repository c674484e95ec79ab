import {z} from 'zod';
import type {Asking} from './asking.ts';
import type {Assignment} from './assignment.ts';
import type {DraftLine} from './draft-answer.ts';
import {orderOf, quotedCards, systemText} from './instructions.ts';
import type {LineProblem} from './line-problems.ts';
import {findSmuggled, quoteUntrusted} from '../../generating.ts';

const mendSchema = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        scene: z.int().min(1).max(99),
        drop: z.boolean(),
        spoken: z.string().max(600),
        onScreen: z.string().max(120),
        cards: z.array(z.string().max(12)).max(10),
      }),
    )
    .max(24),
});

/** Has a model word single lines anew: it sees these, what is wrong with each, and the material. One call. */
export async function mendWithModel(
  asking: Asking,
  assignment: Assignment,
  lines: readonly DraftLine[],
  wrong: ReadonlyMap<number, readonly LineProblem[]>,
): Promise<readonly (DraftLine | null)[]> {
  const quoted = quotedCards(assignment);
  const told = quoteUntrusted(
    [...wrong].map(([index, problems]) => ({
      id: `scene-${index + 1}`,
      text: `${lines[index]?.spoken ?? ''} || wrong: ${problems.map(({message}) => message).join('; ')}`,
    })),
    {mark: quoted.mark},
  );
  const prompt = [
    `The order: ${orderOf(assignment)}`,
    ...(assignment.cards.length === 0 ? [] : ['The material, one card a line:', quoted.text]),
    'Lines of a script that cannot stay as they are, each with what is wrong:',
    told.text,
    'Write each of them anew, about as long, so that nothing in it is wrong any more, with the ids of the cards it rests on; where the material does not hold what the line wants to say, say something else that it holds, or set "drop" and leave "spoken" empty. "scene" is the number of the line. "onScreen": 2 to 6 words.',
  ].join('\n\n');
  const answer = await asking.ask(
    {
      schema: mendSchema,
      schemaName: 'lines',
      system: systemText(assignment, 'Now you mend single lines.', quoted.rules),
      prompt,
      maxOutputTokens: 400 + 250 * wrong.size,
      check: (value) => findSmuggled(value, {mark: quoted.mark}),
    },
    0,
  );
  return lines.map((line, index) => {
    const mended = answer.lines.find(({scene}) => scene === index + 1);
    if (!wrong.has(index) || !mended) return line;
    if (mended.drop || mended.spoken.trim() === '') return null;
    return {...line, spoken: mended.spoken.trim(), onScreen: mended.onScreen, cards: mended.cards};
  });
}

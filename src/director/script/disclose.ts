import {secondsOf} from '../../quality/speech-time.ts';
import type {ScriptInput} from '../../schema/index.ts';

/** How it is said. */
export const paymentLine = (paidBy: string): string => `Paid partnership with ${paidBy}.`;

/** A scene that starts later than this is not the start of a video any more, seconds. */
const start = 4.6;

/**
 * Says who pays: spoken in the first seconds, on the first picture and first of all in the words under the post.
 * Platforms ask for it there and in a switch of their own, and a caption alone is not enough.
 */
export function disclosePayment(script: ScriptInput, paidBy: string | undefined): ScriptInput {
  if (paidBy === undefined) return script;
  const said = paymentLine(paidBy);
  const {scenes} = script;
  const [hook] = scenes;
  const isSaid = scenes.slice(0, 2).some(({spoken}) => spoken.includes(said));
  const second = scenes[1]?.kind !== 'call-to-action' && secondsOf(hook?.spoken ?? '', script.pace) < start;
  const operation = 'disclose-payment';
  return {
    ...script,
    paidBy,
    description: script.description.includes(said)
      ? script.description
      : `${said}\n\n${script.description}`.slice(0, 5000),
    scenes: scenes.map((scene, index) => {
      const operations = [...scene.trace.operations, operation];
      const speaks = !isSaid && index === (second ? 1 : 0);
      const spoken = !speaks
        ? scene.spoken
        : index === 0
          ? `${scene.spoken} ${said}`
          : `${said} ${scene.spoken}`;
      const trace = speaks ? {...scene.trace, operations} : scene.trace;
      return scene.kind === 'hook'
        ? {...scene, spoken, trace, kicker: 'Paid partnership'}
        : {...scene, spoken, trace};
    }),
  };
}

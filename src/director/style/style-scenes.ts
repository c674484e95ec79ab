import type {StyleSheet} from './style-sheet.ts';
import {secondsOf} from '../../quality/speech-time.ts';
import type {ScriptInput} from '../../schema/index.ts';

type Scenes = ScriptInput['scenes'];

const isBody = ({kind}: Scenes[number]) => kind !== 'hook' && kind !== 'call-to-action';
/** Steps and items are counted already, and a quotation has its speaker first. */
const takesConnective = ({kind}: Scenes[number]) =>
  kind !== 'step' && kind !== 'list-item' && kind !== 'quote';

/** Where a style's glue would stand: index of the scene, and the words before it. */
function gluePlaces(scenes: Scenes, {connectives, counting}: StyleSheet): Map<number, string> {
  const places = new Map<number, string>();
  const body = scenes.flatMap((scene, index) => (isBody(scene) ? [index] : []));
  const free = body.filter((index) => takesConnective(scenes[index]!));
  if (counting === true && free.length >= 2 && free[0] === body[0]) {
    for (const index of free) {
      // A line that leans on the one before it is not the next thing.
      if (/^(?:That|This|These|It|They|He|She|But|And|So)\b/.test(scenes[index]!.spoken)) continue;
      places.set(index, index === body[0] ? 'First.' : index === body.at(-1) ? 'Finally.' : 'Next.');
    }
    return places;
  }
  const [first] = free;
  if (connectives.opening !== undefined && first !== undefined && first === body[0])
    places.set(first, connectives.opening);
  const figure = free.find((index) => index !== first && /\d/.test(scenes[index]!.spoken));
  if (connectives.figure !== undefined && figure !== undefined) places.set(figure, connectives.figure);
  const middle = free.find(
    (index) => body.length >= 4 && index >= body[Math.floor(body.length / 2)]! && !places.has(index),
  );
  if (connectives.middle !== undefined && middle !== undefined) places.set(middle, connectives.middle);
  return places;
}

/** Seconds that a style's glue takes in a video of about so many lines, to leave room for it. */
export function glueSeconds(lines: number, sheet: StyleSheet): number {
  const {connectives, counting} = sheet;
  if (counting === true) return lines * secondsOf('Next.', sheet.pace);
  return [connectives.opening, connectives.figure, lines >= 4 ? connectives.middle : undefined]
    .filter((text) => text !== undefined)
    .reduce((sum, text) => sum + secondsOf(text, sheet.pace), 0);
}

/** Says a style's glue before the lines it belongs to. It holds no statement. */
export function withGlue(scenes: Scenes, sheet: StyleSheet, sensitive: boolean): Scenes {
  if (sensitive) return scenes;
  const places = gluePlaces(scenes, sheet);
  return scenes.map((scene, index) => {
    const glue = places.get(index);
    if (glue === undefined) return scene;
    return {
      ...scene,
      spoken: `${glue} ${scene.spoken}`,
      trace: {...scene.trace, operations: [...scene.trace.operations, 'connective-of-style']},
    };
  });
}

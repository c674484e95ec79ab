import type {Word} from '../../src/schema/index.ts';

/** Every word 300 ms, one after the other. */
export function spokenEvenly(text: string, msPerWord = 300): Word[] {
  return text
    .split(' ')
    .map((word, index) => ({text: word, startMs: index * msPerWord, endMs: (index + 1) * msPerWord}));
}

const vocabulary =
  'a the of to and cats knead 2015 $13.7 billion percent Jane Goodall because extraordinarily it is in "well," no. really? dough — 😀 mothers, kitten\'s milk'.split(
    ' ',
  );

/** Words of 80 to 600 ms with now and then a pause. */
export function randomWords(random: () => number, count: number): Word[] {
  let at = random() * 200;
  return Array.from({length: count}, () => {
    const text = vocabulary[Math.floor(random() * vocabulary.length)] ?? 'cat';
    const startMs = Math.round(at);
    const endMs = Math.round(at + 80 + random() * 520);
    at = endMs + (random() < 0.2 ? random() * 900 : 0);
    return {text, startMs, endMs};
  });
}

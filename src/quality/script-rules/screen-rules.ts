import {pauses} from '../speech-time.ts';
import {eachScene, rule} from './rule.ts';
import {plainWords, wordsOf} from './wording.ts';

const figuresIn = (text: string) => text.match(/\d[\d.,]*\d|\d/g) ?? [];

/** `twenty` says what `20` shows. */
const spelledFigures = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [String(value), word] as const),
);

export const screenRules = [
  rule({
    id: 'reading-time',
    severity: 'warning',
    about: 'The on-screen text can be read while its line is said.',
    limits: {charactersPerSecond: 15, leastSeconds: 1.2, reactionSeconds: 0.3},
    check: (subject, {charactersPerSecond, leastSeconds, reactionSeconds}) =>
      eachScene(subject, (scene, path) => {
        const stands = subject.secondsOf(scene.spoken) + pauses.betweenLines;
        const needed = Math.max(
          leastSeconds,
          scene.onScreenText.length / charactersPerSecond + reactionSeconds,
        );
        if (stands >= needed) return [];
        return [
          {
            scene,
            path: `${path}.onScreenText`,
            message: `The text stands about ${stands.toFixed(1)} s and takes ${needed.toFixed(1)} s to read.`,
            fix: {
              do: 'shorten',
              path: `${path}.onScreenText`,
              unit: 'characters',
              from: scene.onScreenText.length,
              to: Math.max(8, Math.floor((stands - reactionSeconds) * charactersPerSecond)),
            },
          },
        ];
      }),
  }),
  rule({
    id: 'on-screen-length',
    severity: 'warning',
    about: 'On-screen text is a phrase of two lines at most.',
    limits: {maxWords: 10, maxCharacters: 62},
    check: (subject, {maxWords, maxCharacters}) =>
      eachScene(subject, (scene, path) => {
        const words = wordsOf(scene.onScreenText).length;
        const characters = scene.onScreenText.length;
        if (words <= maxWords && characters <= maxCharacters) return [];
        const byWords = words > maxWords;
        return [
          {
            scene,
            path: `${path}.onScreenText`,
            message: `The on-screen text has ${words} words and ${characters} characters; it is a headline, not the line.`,
            fix: {
              do: 'shorten',
              path: `${path}.onScreenText`,
              unit: byWords ? 'words' : 'characters',
              from: byWords ? words : characters,
              to: byWords ? maxWords : maxCharacters,
            },
          },
        ];
      }),
  }),
  rule({
    id: 'on-screen-transcript',
    severity: 'warning',
    about: 'On-screen text is not the sentence that is being said; captions are.',
    limits: {maxShare: 0.9, fromWords: 6},
    check: (subject, {maxShare, fromWords}) =>
      eachScene(subject, (scene, path) => {
        const shown = plainWords(scene.onScreenText);
        const said = plainWords(scene.spoken);
        const same = shown.join(' ') === said.join(' ');
        const there = new Set(said);
        const nearly =
          shown.length >= fromWords &&
          shown.every((word) => there.has(word)) &&
          shown.length / Math.max(1, said.length) > maxShare;
        return (same && shown.length > 3) || nearly
          ? [
              {
                scene,
                path: `${path}.onScreenText`,
                message: 'The on-screen text is the spoken line; viewers read it twice, with the captions.',
                fix: {do: 'rewrite', path: `${path}.onScreenText`},
              },
            ]
          : [];
      }),
  }),
  rule({
    id: 'on-screen-claim',
    severity: 'error',
    about: 'A figure on screen is one that the line says.',
    check: (subject) =>
      eachScene(subject, (scene, path) => {
        // Which of how many an entry is, its template shows.
        if (scene.kind === 'step' || scene.kind === 'list-item') return [];
        const said = new Set(figuresIn(scene.spoken).map((figure) => figure.replaceAll(',', '')));
        const words = new Set(plainWords(scene.spoken).flatMap((word) => word.split('-')));
        const added = figuresIn(scene.onScreenText).filter((figure) => {
          const bare = figure.replaceAll(',', '');
          return !said.has(bare) && !words.has(spelledFigures.get(bare) ?? '');
        });
        return added.map((figure) => ({
          scene,
          path: `${path}.onScreenText`,
          message: `${figure} stands on screen and the line does not say it.`,
          fix: {do: 'remove' as const, path: `${path}.onScreenText`, text: figure},
        }));
      }),
  }),
  rule({
    id: 'on-screen-repeated',
    severity: 'info',
    about: 'Every scene shows something new.',
    check(subject) {
      const shown = new Map<string, string>();
      return eachScene(subject, (scene, path) => {
        const key = plainWords(scene.onScreenText).join(' ');
        const before = shown.get(key);
        shown.set(key, scene.id);
        return before === undefined
          ? []
          : [
              {
                scene,
                path: `${path}.onScreenText`,
                message: `'${before}' showed the same text.`,
                fix: {do: 'rewrite', path: `${path}.onScreenText`},
              },
            ];
      });
    },
  }),
] as const;

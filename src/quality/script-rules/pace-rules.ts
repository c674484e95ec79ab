import {splitSentences} from '../sentences.ts';
import {secondsOfLines} from '../speech-time.ts';
import {eachScene, rule} from './rule.ts';
import {containment, plainWords, stemsOf, wordsOf} from './wording.ts';

const pointsBack =
  /^(?:he|she|they|it|his|her|their|its|him|them)\b(?![’']?s? (?:is|was|takes?|took|costs?|turns)\b.*\b(?:to|that|for)\b)/i;

export const paceRules = [
  rule({
    id: 'words-per-second',
    severity: 'error',
    about: 'The words fit the seconds asked for at a pace that captions can follow.',
    limits: {max: 3.6, warn: 3.3},
    check({script}, {max, warn}) {
      const words = script.scenes.reduce((sum, scene) => sum + wordsOf(scene.spoken).length, 0);
      const rate = words / script.durationInSeconds;
      if (rate <= warn) return [];
      return [
        {
          path: 'scenes',
          ...(rate > max ? {} : {severity: 'warning' as const}),
          message: `${words} words in ${script.durationInSeconds} s are ${rate.toFixed(1)} a second; above ${rate > max ? max : warn} nobody follows.`,
          fix: {
            do: 'shorten',
            path: 'scenes',
            unit: 'words',
            from: words,
            to: Math.floor(script.durationInSeconds * Math.min(warn, 2.8)),
          },
        },
      ];
    },
  }),
  rule({
    id: 'script-length',
    severity: 'warning',
    about: 'Said at the pace of its style, the script takes the seconds it was written for.',
    limits: {over: 0.1, under: 0.1},
    check({script, secondsOf}, {over, under}) {
      const asked = script.durationInSeconds;
      const seconds = secondsOfLines(script.scenes.map((scene) => secondsOf(scene.spoken)));
      const message = `The script takes about ${Math.round(seconds)} s where ${asked} s were asked for`;
      if (seconds > asked * (1 + over)) {
        return [
          {
            path: 'scenes',
            message: `${message}: leave a line out, or ask for a longer video.`,
            fix: {do: 'shorten', path: 'scenes', unit: 'seconds', from: seconds, to: asked},
          },
        ];
      }
      if (seconds >= asked * (1 - under)) return [];
      return [
        {
          path: 'scenes',
          severity: 'info',
          message: `${message}${script.writer.fit === 'source-exhausted' ? ': the sources hold no more' : ''}.`,
          fix: {do: 'lengthen', path: 'scenes', unit: 'seconds', from: seconds, to: asked},
        },
      ];
    },
  }),
  rule({
    id: 'scene-seconds',
    severity: 'info',
    about: 'Something changes on screen every few seconds.',
    limits: {maxSeconds: 10},
    check: (subject, {maxSeconds}) =>
      eachScene(subject, (scene, path) => {
        const seconds = subject.secondsOf(scene.spoken);
        return seconds <= maxSeconds
          ? []
          : [
              {
                scene,
                path: `${path}.spoken`,
                message: `The scene lasts about ${seconds.toFixed(1)} s; a change every few seconds keeps viewers.`,
                fix: {do: 'shorten', path: `${path}.spoken`, unit: 'seconds', from: seconds, to: maxSeconds},
              },
            ];
      }),
  }),
  rule({
    id: 'sentence-length',
    severity: 'warning',
    about: 'Sentences can be followed by ear: 8 to 14 words are best.',
    limits: {max: 24, error: 40},
    check: (subject, {max, error}) =>
      eachScene(subject, (scene, path) =>
        splitSentences(scene.spoken).flatMap(({text}) => {
          const words = wordsOf(text).length;
          if (words <= max) return [];
          return [
            {
              scene,
              path: `${path}.spoken`,
              ...(words > error ? {severity: 'error' as const} : {}),
              message: `A sentence has ${words} words; more than ${max} are hard to follow by ear.`,
              fix: {do: 'shorten', path: `${path}.spoken`, unit: 'words', from: words, to: max},
            },
          ];
        }),
      ),
  }),
  rule({
    id: 'monotone',
    severity: 'info',
    about: 'Lines differ in length; four alike in a row lull.',
    limits: {inARow: 4, within: 1},
    check({script}, {inARow, within}) {
      const lengths = script.scenes.map((scene) => wordsOf(scene.spoken).length);
      for (let from = 0; from + inARow <= lengths.length; from += 1) {
        const run = lengths.slice(from, from + inARow);
        if (Math.max(...run) - Math.min(...run) > within) continue;
        const path = `scenes[${from + inARow - 1}].spoken`;
        return [
          {
            scene: script.scenes[from + inARow - 1]!,
            path,
            message: `${inARow} lines in a row have ${Math.min(...run)} to ${Math.max(...run)} words.`,
            fix: {do: 'rewrite', path},
          },
        ];
      }
      return [];
    },
  }),
  rule({
    id: 'repetition',
    severity: 'warning',
    about: 'No line says again what an earlier one said.',
    limits: {maxShare: 0.8},
    check(subject, {maxShare}) {
      const earlier: {id: string; stems: ReadonlySet<string>; words: string}[] = [];
      return eachScene(subject, (scene, path) => {
        const stems = stemsOf(scene.spoken);
        const words = plainWords(scene.spoken).join(' ');
        const repeated =
          stems.size < 4 ? undefined : earlier.find((line) => containment(stems, line.stems) > maxShare);
        earlier.push({id: scene.id, stems, words});
        return repeated
          ? [
              {
                scene,
                path: `${path}.spoken`,
                ...(repeated.words === words ? {severity: 'error' as const} : {}),
                message: `Says again what '${repeated.id}' said.`,
                fix: {do: 'remove', path},
              },
            ]
          : [];
      });
    },
  }),
  rule({
    id: 'pointing-back',
    severity: 'warning',
    about: 'The first line after the hook does not open with a pronoun that nobody has named.',
    check({script}) {
      const [hook, scene] = script.scenes;
      if (!hook || !scene || !pointsBack.test(scene.spoken)) return [];
      // Behind a question or a bare announcement there is nobody yet whom `they` could mean.
      if (!/\?[”"’]?$|\bhere[’']s\b|\bthings to know\b|\bshort version\b|\bwhat we know\b/i.test(hook.spoken))
        return [];
      return [
        {
          scene,
          path: 'scenes[1].spoken',
          message: `“${pointsBack.exec(scene.spoken)?.[0]}” opens the body, and nobody knows yet who that is.`,
          fix: {do: 'rewrite', path: 'scenes[1].spoken'},
        },
      ];
    },
  }),
] as const;

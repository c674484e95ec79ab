import {copiedHook, foreignSentences, hookLimits} from '../claims/copied-hook.ts';
import {type Breach, openingOf, rule} from './rule.ts';
import {wordsOf} from './wording.ts';

const smallTalk =
  /^(?:hi|hey|hello|welcome|good (?:morning|evening)|what['’]?s up|hey there|guys|so,? today|today (?:we|i)(?:['’](?:ll|re|m))?|in this video|in today['’]s video|my name is|before we start|let me tell you|did you know that)\b|\bin (?:this|today['’]s) video\b|\bwelcome (?:back )?to (?:my|the|our) channel\b/i;

/** Words that promise nothing by themselves. */
const empty =
  /^(?:here|there|this|that|these|those|it|its|is|are|was|were|be|the|a|an|and|but|so|you|your|we|our|they|he|she|who|what|why|how|when|where|wait|for|of|in|on|to|know|need|have|has|had|will|would|could|can|must|just|now|one|thing|things|something|everything|nobody|everybody|believe|won't|don't|never|happened|happens|next|see|look|about|really|very|crazy|insane|amazing|shocking)$/i;

export const hookRules = [
  rule({
    id: 'hook-length',
    severity: 'warning',
    about: 'The first line has 4 to 14 words; more are not taken in before the thumb moves.',
    limits: {maxWords: 17, minWords: 3},
    check(subject, {maxWords, minWords}) {
      const hook = openingOf(subject);
      if (!hook) return [];
      const words = wordsOf(hook.scene.spoken).length;
      const path = `scenes[${hook.index}].spoken`;
      if (words > maxWords) {
        return [
          {
            scene: hook.scene,
            path,
            message: `The hook has ${words} words; 4 to 14 hold attention.`,
            fix: {do: 'shorten', path, unit: 'words', from: words, to: Math.min(14, maxWords)},
          },
        ];
      }
      return words >= minWords
        ? []
        : [
            {
              scene: hook.scene,
              path,
              message: `The hook has ${words} word${words === 1 ? '' : 's'}; fewer than ${minWords} promise nothing.`,
              fix: {do: 'lengthen', path, unit: 'words', from: words, to: minWords},
            },
          ];
    },
  }),
  rule({
    id: 'hook-seconds',
    severity: 'warning',
    about: 'The first line is over before viewers have decided whether to stay.',
    limits: {maxSeconds: 6},
    check(subject, {maxSeconds}) {
      const hook = openingOf(subject);
      const seconds = hook ? subject.secondsOf(hook.scene.spoken) : 0;
      if (!hook || seconds <= maxSeconds) return [];
      const path = `scenes[${hook.index}].spoken`;
      return [
        {
          scene: hook.scene,
          path,
          message: `The hook takes about ${seconds.toFixed(1)} s to say; most viewers decide in the first ${maxSeconds}.`,
          fix: {do: 'shorten', path, unit: 'seconds', from: seconds, to: maxSeconds},
        },
      ];
    },
  }),
  rule({
    id: 'hook-place',
    severity: 'error',
    about: 'The hook is the first scene, and the only one of its kind.',
    check: ({script}) =>
      script.scenes.flatMap((scene, index): readonly Breach[] => {
        if ((scene.kind === 'hook') === (index === 0)) return [];
        const path = `scenes[${index}]`;
        if (scene.kind !== 'hook') {
          return script.scenes.some((other) => other.kind === 'hook')
            ? []
            : [
                {
                  scene,
                  path,
                  message: 'No scene is a hook; the first one should be.',
                  fix: {do: 'add', path: 'scenes[0]', what: 'a scene of kind hook'},
                },
              ];
        }
        return script.scenes[0]?.kind === 'hook'
          ? [
              {
                scene,
                path,
                message: 'A second hook; one video makes one promise.',
                fix: {do: 'remove', path},
              },
            ]
          : [
              {
                scene,
                path,
                message: `The hook comes as scene ${index + 1}; whoever leaves leaves before it.`,
                fix: {do: 'move', path, to: 'scenes[0]'},
              },
            ];
      }),
  }),
  rule({
    id: 'hook-empty',
    severity: 'warning',
    about: 'The first line names something: a hook without a content word could open any video.',
    check(subject) {
      const hook = openingOf(subject);
      if (!hook) return [];
      const words = wordsOf(hook.scene.spoken).map((word) => word.replaceAll(/[^\p{L}\p{N}’'-]/gu, ''));
      if (words.some((word) => !empty.test(word.replaceAll('’', "'")))) return [];
      const path = `scenes[${hook.index}].spoken`;
      return [
        {
          scene: hook.scene,
          path,
          message: 'The hook names nothing; it could open any video.',
          fix: {do: 'rewrite', path},
        },
      ];
    },
  }),
  rule({
    id: 'slow-start',
    severity: 'warning',
    about: 'No greeting and no announcement of the video before the point.',
    check(subject) {
      const hook = openingOf(subject);
      const found = hook ? smallTalk.exec(hook.scene.spoken)?.[0] : undefined;
      if (!hook || found === undefined) return [];
      const path = `scenes[${hook.index}].spoken`;
      return [
        {
          scene: hook.scene,
          path,
          message: `“${found}” spends the first second on nothing.`,
          fix: {do: 'remove', path, text: found},
        },
      ];
    },
  }),
  rule({
    id: 'hook-copied',
    severity: 'error',
    about:
      'The first line is not the source’s: no more than six words in a row, and no more than half of it, stand in one of its sentences. Asked only where the sources are at hand and not the user’s own.',
    limits: {...hookLimits},
    check(subject, {maxRun, maxShare}) {
      const hook = openingOf(subject);
      if (!hook) return [];
      const words = wordsOf(hook.scene.spoken).length;
      const path = `scenes[${hook.index}].spoken`;
      const copied = copiedHook(hook.scene.spoken, foreignSentences(subject.sources), {maxRun, maxShare});
      if (!copied) return [];
      const run = copied.run.join(' ');
      return [
        {
          scene: hook.scene,
          path,
          message:
            copied.run.length > maxRun
              ? `${copied.run.length} words in a row stand in '${copied.sourceId}' as they are: “${run}”.`
              : `${copied.words} of the hook’s ${words} words stand in one sentence of '${copied.sourceId}': “${run}”.`,
          fix: {do: 'rewrite', path, text: run},
        },
      ];
    },
  }),
] as const;

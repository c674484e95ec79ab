import {rule} from './rule.ts';
import {wordsOf} from './wording.ts';

const asks =
  /\b(?:follow|subscribe|like this|share this|comment|save (?:this|it)|click|tap|link in|sign up|download|turn on notifications)\b/gi;

export const endingRules = [
  rule({
    id: 'no-call-to-action',
    severity: 'warning',
    about: 'The video asks viewers for one thing.',
    check: ({script}) =>
      script.scenes.some((scene) => scene.kind === 'call-to-action')
        ? []
        : [
            {
              path: 'scenes',
              message: 'No scene asks the viewer for anything.',
              fix: {
                do: 'add',
                path: `scenes[${script.scenes.length}]`,
                what: 'a scene of kind call-to-action',
              },
            },
          ],
  }),
  rule({
    id: 'call-to-action-place',
    severity: 'warning',
    about: 'The ask comes once, after the payoff.',
    check: ({script}) =>
      script.scenes.flatMap((scene, index) =>
        scene.kind !== 'call-to-action' || index === script.scenes.length - 1
          ? []
          : [
              {
                scene,
                path: `scenes[${index}]`,
                message: 'Asks before the video has given what it promised.',
                fix: {do: 'move', path: `scenes[${index}]`, to: `scenes[${script.scenes.length - 1}]`},
              },
            ],
      ),
  }),
  rule({
    id: 'call-to-action-length',
    severity: 'warning',
    about: 'The ask is short, and asks for one thing.',
    limits: {maxWords: 12, maxAsks: 1},
    check: ({script}, {maxWords, maxAsks}) =>
      script.scenes.flatMap((scene, index) => {
        if (scene.kind !== 'call-to-action') return [];
        const path = `scenes[${index}].spoken`;
        const words = wordsOf(scene.spoken).length;
        const found = new Set(scene.spoken.toLowerCase().match(asks));
        return [
          ...(words > maxWords
            ? [
                {
                  scene,
                  path,
                  message: `The call to action has ${words} words; 8 are enough.`,
                  fix: {
                    do: 'shorten' as const,
                    path,
                    unit: 'words' as const,
                    from: words,
                    to: 8,
                  },
                },
              ]
            : []),
          ...(found.size > maxAsks
            ? [
                {
                  scene,
                  path,
                  message: `It asks for ${found.size} things (${[...found].join(', ')}); people do one, or none.`,
                  fix: {do: 'rewrite' as const, path},
                },
              ]
            : []),
        ];
      }),
  }),
] as const;

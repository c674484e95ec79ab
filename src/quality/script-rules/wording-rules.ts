import {eachScene, rule} from './rule.ts';
import {riskyTerms} from './risky-terms.ts';
import {wordsOf} from './wording.ts';

export const wordingRules = [
  rule({
    id: 'risky-term',
    severity: 'warning',
    about: 'No wording that the platform demotes or bans, in what is said, shown or written to the post.',
    check(subject) {
      const {script} = subject;
      const terms = riskyTerms.filter((term) => term.platforms.includes(script.platform));
      const look = (text: string, path: string) =>
        terms.flatMap(({pattern, why, severity}) => {
          const found = pattern.exec(text)?.[0];
          return found === undefined
            ? []
            : [
                {
                  path,
                  severity,
                  message: `“${found}” ${why}.`,
                  fix: {do: 'remove' as const, path, text: found},
                },
              ];
        });
      return [
        ...eachScene(subject, (scene, path) =>
          [
            ...look(scene.spoken, `${path}.spoken`),
            ...(scene.onScreenText === scene.spoken ? [] : look(scene.onScreenText, `${path}.onScreenText`)),
          ].map((breach) => ({...breach, scene})),
        ),
        ...look(script.title, 'title'),
        ...look(script.description, 'description'),
      ];
    },
  }),
  rule({
    id: 'shouting',
    severity: 'warning',
    about: 'No sentences in capitals and no rows of exclamation marks.',
    limits: {capitalWords: 3},
    check(subject, {capitalWords}) {
      const look = (text: string, path: string) => {
        const marks = /[!?]{2,}/.exec(text)?.[0];
        const capitals = wordsOf(text).filter((word) => /^\p{Lu}{4,}[^\p{L}]*$/u.test(word));
        if (marks === undefined && capitals.length < capitalWords) return [];
        return [
          {
            path,
            message: marks === undefined ? `“${capitals.join(' ')}” shouts.` : `“${marks}” shouts.`,
            fix:
              marks === undefined
                ? {do: 'rewrite' as const, path}
                : {do: 'replace' as const, path, text: marks, by: marks.includes('?') ? '?' : '!'},
          },
        ];
      };
      return [
        ...eachScene(subject, (scene, path) =>
          [...look(scene.spoken, `${path}.spoken`), ...look(scene.onScreenText, `${path}.onScreenText`)].map(
            (breach) => ({...breach, scene}),
          ),
        ),
        ...look(subject.script.title, 'title'),
      ];
    },
  }),
] as const;

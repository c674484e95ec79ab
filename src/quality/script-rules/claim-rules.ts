import {verbatimLimits, verbatimShareOf} from '../verbatim.ts';
import {findUnsupported} from '../claims/unsupported.ts';
import {eachScene, rule} from './rule.ts';
import {wordsOf} from './wording.ts';

/** What a line without a source may not hold: figures, years, quotations. */
const stated = /\d|[“"][^”"]{3,}[”"]/;

const vagueAuthority =
  /\b(?:(?:some|many|most|several|new|recent) )?(?:studies|research|science|experts|scientists|researchers|doctors|reports|statistics|surveys)(?: now)? (?:show|shows|say|says|suggest|suggests|prove|proves|agree|found|have (?:found|shown|proven)|has (?:found|shown|proven))\b|\baccording to (?:experts|scientists|studies|research|some|reports)\b/i;

const relativeDate =
  /\b(?:yesterday|tomorrow|tonight|today|this (?:morning|afternoon|evening|week|weekend|month)|(?:last|next) (?:night|week|weekend|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|earlier this (?:week|month))\b/i;

export const claimRules = [
  rule({
    id: 'unsupported-claim',
    severity: 'error',
    about:
      'A line that states something names the sentences it rests on. With the sources at hand, its numbers, names, dates, units, quotations, denials and reservations are held against them.',
    check(subject) {
      const {script, sources} = subject;
      const readers = new Map(sources.map((source) => [source.id, source]));
      return eachScene(subject, (scene, path) => {
        const at = {scene, path: `${path}.spoken`};
        const {claim, spans, operations} = scene.trace;
        const given = operations.includes('point-of-the-brief');
        if (claim === 'glue' && scene.kind !== 'call-to-action' && stated.test(scene.spoken)) {
          return [
            {
              ...at,
              message: 'States a figure or quotes somebody, and its trace names no source for it.',
              fix: {do: 'add' as const, path: `${path}.trace.spans`, what: 'the sentences it rests on'},
            },
          ];
        }
        if (claim === 'fact' && spans.length === 0 && !given && script.sources.length > 0) {
          return [
            {
              ...at,
              message: 'States something, and its trace names no sentence of a source.',
              fix: {do: 'add' as const, path: `${path}.trace.spans`, what: 'the sentences it rests on'},
            },
          ];
        }
        if (readers.size === 0 || spans.length === 0) return [];
        const missing = spans.find((span) => {
          const text = readers.get(span.sourceId)?.blocks[span.block]?.text;
          return text === undefined || span.end > text.length || span.start >= span.end;
        });
        if (missing) {
          return [
            {
              ...at,
              path: `${path}.trace.spans`,
              message: `Block ${missing.block} of '${missing.sourceId}' does not reach from ${missing.start} to ${missing.end}.`,
              fix: {do: 'rewrite' as const, path: `${path}.trace.spans`},
            },
          ];
        }
        return findUnsupported(scene, script, sources).map(({kind, text, field, message}) => {
          const place = `${path}.${field}`;
          const isOne = ['number', 'unit', 'name', 'date', 'quotation'].includes(kind);
          return {
            scene,
            path: place,
            // Another word need not be another claim; all else is.
            ...(kind === 'word' ? {severity: 'warning' as const} : {}),
            message,
            fix: {
              do: isOne ? ('remove' as const) : ('rewrite' as const),
              path: place,
              text: text.slice(0, 600),
            },
          };
        });
      });
    },
  }),
  rule({
    id: 'vague-authority',
    severity: 'warning',
    about: 'Whoever is said to have found something is named.',
    check: (subject) =>
      eachScene(subject, (scene, path) => {
        const found = vagueAuthority.exec(scene.spoken)?.[0];
        return found === undefined
          ? []
          : [
              {
                scene,
                path: `${path}.spoken`,
                message: `“${found}”: who, and when? Name the study or leave it out.`,
                fix: {do: 'rewrite', path: `${path}.spoken`, text: found},
              },
            ];
      }),
  }),
  rule({
    id: 'relative-date',
    severity: 'warning',
    about: 'Dates still hold when the video is watched.',
    check: (subject) =>
      eachScene(subject, (scene, path) => {
        // What somebody said that day stays as it was said; `today` as in `nowadays` too.
        const found = relativeDate.exec(scene.spoken.replaceAll(/“[^”]*”/g, ''))?.[0];
        return found === undefined || /^today$/i.test(found)
          ? []
          : [
              {
                scene,
                path: `${path}.spoken`,
                message: `“${found}” is wrong as soon as somebody watches later.`,
                fix: {do: 'remove', path: `${path}.spoken`, text: found},
              },
            ];
      }),
  }),
  rule({
    id: 'quotation-length',
    severity: 'warning',
    about: 'Quotations are short; long ones are somebody else’s work.',
    limits: {maxWords: 25},
    check: (subject, {maxWords}) =>
      eachScene(subject, (scene, path) =>
        [...scene.spoken.matchAll(/“([^”]+)”/g)].flatMap(([, quotation = '']) => {
          const words = wordsOf(quotation).length;
          return words <= maxWords
            ? []
            : [
                {
                  scene,
                  path: `${path}.spoken`,
                  message: `A quotation has ${words} words; ${maxWords} is plenty.`,
                  fix: {
                    do: 'shorten' as const,
                    path: `${path}.spoken`,
                    unit: 'words' as const,
                    from: words,
                    to: maxWords,
                  },
                },
              ];
        }),
      ),
  }),
  rule({
    id: 'verbatim',
    severity: 'error',
    about:
      'The script is told in other words than a source that is not the user’s: its words in runs of twelve or more that stand there too are capped.',
    limits: {...verbatimLimits},
    check({script, sources}, {maxShare, warnShare}) {
      const theirs = script.sources.filter((source) => source.own !== true);
      if (theirs.length === 0) return [];
      const texts = sources.filter((source) => theirs.some(({id}) => id === source.id));
      const share =
        texts.length === 0
          ? script.writer.verbatimShare
          : verbatimShareOf(
              script.scenes.map((scene) => scene.spoken),
              texts,
            );
      if (share <= warnShare) return [];
      return [
        {
          path: 'scenes',
          ...(share > maxShare ? {} : {severity: 'warning' as const}),
          message: `${Math.round(share * 100)} % of the spoken words stand in runs of 12 or more words of the source. Put it in your own words where it is not yours.`,
          fix: {do: 'rewrite', path: 'scenes'},
        },
      ];
    },
  }),
] as const;

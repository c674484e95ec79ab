import {rule} from './rule.ts';
import {wordsOf} from './wording.ts';

/** Tags that say nothing about the video; Instagram says that they can hurt. */
const generic =
  /^#(?:fyp|foryou|foryoupage|viral|viralvideo|trending|explore|explorepage|reels?|reelsinstagram|shorts?|tiktok|instagood|love|follow|followme|like4like|f4f)$/i;

export const postRules = [
  rule({
    id: 'duration',
    severity: 'error',
    about: 'The platform takes videos of this length.',
    check({script, facts}) {
      const {min, max} = facts.durationInSeconds;
      const seconds = script.durationInSeconds;
      if (seconds >= min && seconds <= max) return [];
      const isLong = seconds > max;
      return [
        {
          path: 'durationInSeconds',
          message: `${seconds} s is ${isLong ? 'longer' : 'shorter'} than the ${isLong ? max : min} s that ${script.platform} takes.`,
          fix: {
            do: isLong ? 'shorten' : 'lengthen',
            path: 'durationInSeconds',
            unit: 'seconds',
            from: seconds,
            to: isLong ? max : min,
          },
        },
      ];
    },
  }),
  rule({
    id: 'title-length',
    severity: 'error',
    about: 'The title fits the platform; 40 to 60 characters are read whole.',
    limits: {warn: 70},
    check({script, facts}, {warn}) {
      if (facts.title === null) return [];
      const {length} = script.title;
      const {maxLength} = facts.title;
      if (length <= Math.min(warn, maxLength)) return [];
      const isTooLong = length > maxLength;
      return [
        {
          path: 'title',
          ...(isTooLong ? {} : {severity: 'warning' as const}),
          message: isTooLong
            ? `The title has ${length} characters; ${script.platform} takes ${maxLength}.`
            : `The title has ${length} characters; lists cut it after about ${warn}.`,
          fix: {
            do: 'shorten',
            path: 'title',
            unit: 'characters',
            from: length,
            to: isTooLong ? maxLength : warn,
          },
        },
      ];
    },
  }),
  rule({
    id: 'title-characters',
    severity: 'error',
    about: 'The title holds no characters that the platform refuses.',
    check({script}) {
      const found = script.platform === 'youtube' ? /[<>]/.exec(script.title)?.[0] : undefined;
      return found === undefined
        ? []
        : [
            {
              path: 'title',
              message: `YouTube refuses titles with “${found}”.`,
              fix: {do: 'remove', path: 'title', text: found},
            },
          ];
    },
  }),
  rule({
    id: 'description-length',
    severity: 'error',
    about: 'Description and hashtags fit the platform.',
    check({script, facts}) {
      const {maxLength, unit} = facts.caption;
      const post = [script.description, script.hashtags.join(' ')].join('\n\n');
      const size = unit === 'bytes' ? new TextEncoder().encode(post).length : post.length;
      if (size <= maxLength) return [];
      return [
        {
          path: 'description',
          message: `Description and hashtags have ${size} ${unit}; ${script.platform} takes ${maxLength}.`,
          fix: {do: 'shorten', path: 'description', unit, from: size, to: maxLength},
        },
      ];
    },
  }),
  rule({
    id: 'description-empty',
    severity: 'info',
    about: 'The description says what the video is about; search reads it.',
    limits: {minWords: 3},
    check({script}, {minWords}) {
      const words = wordsOf(script.description).length;
      return words >= minWords
        ? []
        : [
            {
              path: 'description',
              message: 'The description says nothing; search reads it.',
              fix: {do: 'add', path: 'description', what: 'what the video is about, in a sentence'},
            },
          ];
    },
  }),
  rule({
    id: 'hashtags',
    severity: 'warning',
    about: 'As many hashtags as the platform counts, none twice.',
    check({script, facts}) {
      const {hashtags, platform} = script;
      const twice = hashtags.findIndex(
        (tag, index) => hashtags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) < index,
      );
      return [
        ...(hashtags.length > facts.hashtags.max
          ? [
              {
                path: 'hashtags',
                message: `${hashtags.length} hashtags; ${platform} counts ${facts.hashtags.max}.`,
                fix: {
                  do: 'shorten' as const,
                  path: 'hashtags',
                  unit: 'entries' as const,
                  from: hashtags.length,
                  to: facts.hashtags.max,
                },
              },
            ]
          : []),
        ...(twice < 0
          ? []
          : [
              {
                path: `hashtags[${twice}]`,
                message: `${hashtags[twice]} stands there twice.`,
                fix: {do: 'remove' as const, path: `hashtags[${twice}]`},
              },
            ]),
      ];
    },
  }),
  rule({
    id: 'generic-hashtag',
    severity: 'warning',
    about: 'Hashtags say what the video is about.',
    check: ({script}) =>
      script.hashtags.flatMap((tag, index) =>
        generic.test(tag)
          ? [
              {
                path: `hashtags[${index}]`,
                message: `${tag} says nothing about the video.`,
                fix: {do: 'remove', path: `hashtags[${index}]`},
              },
            ]
          : [],
      ),
  }),
] as const;

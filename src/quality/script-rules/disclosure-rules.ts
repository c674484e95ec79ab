import {openingOf, rule} from './rule.ts';

/** The video sells something, whatever it calls itself. */
const sells =
  /\b(?:use (?:my|our|the|promo|discount)? ?(?:promo |discount )?code\b|(?:promo|discount|coupon) code|affiliate link|(?:kindly |proudly )?(?:sponsored|brought to you) by|(?:partnered|partnering|teamed up|working) with .{2,40} (?:on|for) this|in (?:paid )?partnership with|gifted by|sent me (?:this|these|a free))/i;
/** What viewers understand as: this is advertising. */
const disclosed =
  /\b(?:sponsored|paid (?:partnership|promotion|ad|content)|advert(?:isement)?|this is an ad|ad(?:vertising)? for|in paid partnership|affiliate|gifted)\b|^ad[:.\s]|(?:^|\s)#(?:ad|sponsored|paidpartnership|anzeige|werbung)\b/i;

export const disclosureRules = [
  rule({
    id: 'missing-disclosure',
    severity: 'error',
    about:
      'Whoever is paid says so: in the opening seconds, spoken and on screen. Asked where the caller says so (`paid`), and where the script itself sells.',
    limits: {withinSeconds: 5},
    check(subject, {withinSeconds}) {
      const {script, paid, secondsOf} = subject;
      const selling = script.scenes.findIndex((scene) => sells.test(`${scene.spoken} ${scene.onScreenText}`));
      const inPost = sells.test(script.description);
      if (!paid && selling < 0 && !inPost) return [];
      let start = 0;
      const opening = script.scenes.filter((scene) => {
        const isEarly = start < withinSeconds;
        start += secondsOf(scene.spoken);
        return isEarly;
      });
      const spoken = opening.some((scene) => disclosed.test(scene.spoken));
      const shown = opening.some((scene) =>
        disclosed.test(`${scene.onScreenText} ${'kicker' in scene ? (scene.kicker ?? '') : ''}`),
      );
      if (spoken && shown) return [];
      const why = paid
        ? 'The video is paid for'
        : selling < 0
          ? 'The description sells something'
          : `Scene ${selling + 1} sells something`;
      const hook = openingOf(subject);
      const path = `scenes[${hook?.index ?? 0}].${spoken ? 'onScreenText' : 'spoken'}`;
      return [
        {
          ...(hook ? {scene: hook.scene} : {}),
          path,
          message: `${why}, and nothing ${spoken ? 'on screen' : shown ? 'spoken' : 'spoken or on screen'} in the first ${withinSeconds} s says so; a line in the caption is not enough.`,
          fix: {do: 'add', path, what: 'a disclosure such as “Paid partnership with …”'},
        },
      ];
    },
  }),
  rule({
    id: 'missing-credit',
    severity: 'warning',
    about: 'A post that rests on somebody’s text names it.',
    check({script}) {
      const theirs = script.sources.filter(
        (source) => source.own !== true && (source.title ?? source.siteName ?? source.author ?? source.url),
      );
      const post = script.description.toLowerCase();
      const named = theirs.some((source) =>
        [source.title, source.siteName, source.author, source.url].some(
          (name) => name !== undefined && post.includes(name.toLowerCase()),
        ),
      );
      const [first] = theirs;
      return first === undefined || named
        ? []
        : [
            {
              path: 'description',
              message: `The description does not name its source, ${first.siteName ?? first.author ?? `“${first.title ?? first.url}”`}.`,
              fix: {
                do: 'add',
                path: 'description',
                what: `the source: ${(first.title ?? first.siteName ?? first.author ?? first.url ?? '').slice(0, 150)}`,
              },
            },
          ];
    },
  }),
] as const;

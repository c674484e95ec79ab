import type {Platform} from '../../platforms/index.ts';
import type {ComparePrediction, LinePrediction, PredictedLine, Predictor} from '../../ports/index.ts';
import type {Pattern} from '../../schema/index.ts';
import {probabilityOf, surest} from '../probability.ts';
import {combined, logit} from './combined.ts';
import {categoryName} from './counted.ts';
import type {Known} from './known.ts';
import {patternOf} from './pattern-figures.ts';

/** What lines are meant for that do not say it themselves. */
export interface PatternSurroundings {
  readonly platform: Platform | undefined;
  readonly category: string | undefined;
}

interface Judged {
  readonly pattern: Omit<Pattern, 'examples'> | null;
  readonly line: LinePrediction | null;
  readonly prediction: LinePrediction;
}

const percent = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(Math.round(100 * value))} %`;

function reasonOf({
  hook,
  platform,
  lift,
  liftLow,
  liftHigh,
  videos,
  accounts,
}: Omit<Pattern, 'examples'>): string {
  const where = platform === null ? '' : ` on ${platform}`;
  return `opens as ‘${hook}’${where}: ${percent(lift)} [${percent(liftLow)}, ${percent(liftHigh)}] in ${videos} videos of ${accounts} accounts`;
}

/**
 * A predictor from what is known of patterns, joined with one of words. A pattern with too little behind it says nothing:
 * neither for a line nor against it.
 */
export function patternPredictor(
  known: Known,
  predictor: Predictor | null,
  surroundings: PatternSurroundings,
): Predictor {
  const patternFor = ({hook, structure, platform = surroundings.platform, category}: PredictedLine) => {
    if (hook === undefined) return null;
    const named = category ?? surroundings.category;
    // Categories are those of a platform.
    const ofCategory = named === undefined || platform === undefined ? undefined : categoryName(named);
    // The narrowest of which enough is known.
    const asked = [
      {hook, structure, platform, category: ofCategory},
      {hook, structure: undefined, platform, category: ofCategory},
      {hook, structure, platform, category: undefined},
      {hook, structure: undefined, platform, category: undefined},
    ];
    for (const one of asked) {
      const found = patternOf(known, one);
      if (found.enough) return found;
    }
    return null;
  };
  const judge = (given: PredictedLine): Judged => {
    const pattern = patternFor(given);
    const line = predictor?.doPredict(given) ?? null;
    const {probability, low, high, enough, reason} = combined(pattern, line);
    const words = line?.evidence.enough === true ? line : null;
    return {
      pattern,
      line,
      prediction: {
        probability,
        low,
        high,
        expectedLift: (1 + (pattern?.lift ?? 0)) * (1 + (words?.expectedLift ?? 0)) - 1,
        reasons: [
          ...(pattern ? [{what: reasonOf(pattern), effect: pattern.lift, of: 'first' as const}] : []),
          ...(words?.reasons ?? []),
        ],
        evidence: {
          enough,
          reason,
          familiarity: line?.evidence.familiarity ?? 0,
          ownResults: line?.evidence.ownResults ?? 0,
        },
        ...(pattern
          ? {
              pattern: {
                id: pattern.id,
                lift: pattern.lift,
                low: pattern.liftLow,
                high: pattern.liftHigh,
                effectiveVideos: pattern.effectiveVideos,
                videos: pattern.videos,
                accounts: pattern.accounts,
              },
            }
          : {}),
      },
    };
  };
  /** Log-odds of a pattern; one that is not known is as usual. */
  const oddsOf = (rate: number | undefined) => (rate === undefined ? 0 : logit(rate));
  return {
    name: predictor ? `patterns+${predictor.name}` : 'patterns',
    doPredict: (line) => judge(line).prediction,
    doCompare(first, second): ComparePrediction {
      const [a, b] = [judge(first), judge(second)];
      const words = predictor?.doCompare(first, second) ?? null;
      const said = words?.evidence.enough === true ? words : null;
      const patterns = [a, b].flatMap(({pattern}, index) => (pattern ? [{pattern, index}] : []));
      if (patterns.length === 0 && said === null) {
        const reason = words?.evidence.reason ?? 'not enough data: neither kind of line is known';
        return {
          ...{probability: 0.5, low: 1 - surest, high: surest, reasons: []},
          evidence: {familiarity: 0, ownResults: 0, ...words?.evidence, enough: false, reason},
        };
      }
      // Each rate is one against the usual, with the chance of one video in it; a pair has that of two.
      const between = (oddsOf(a.pattern?.successRate) - oddsOf(b.pattern?.successRate)) / Math.SQRT2;
      const middle = between + (said ? logit(said.probability) : 0);
      const reach = (upper: boolean) =>
        Math.hypot(
          ...patterns.map(
            ({pattern: {successRate, low, high}, index}) =>
              (logit(successRate) - logit((index === 0) === upper ? high : low)) / Math.SQRT2,
          ),
          said ? logit(said.probability) - logit(upper ? said.high : said.low) : 0,
        );
      return {
        probability: probabilityOf(middle),
        low: probabilityOf(middle - reach(false)),
        high: probabilityOf(middle + reach(true)),
        reasons: [
          ...patterns.map(({pattern, index}) => ({
            what: reasonOf(pattern),
            effect: index === 0 ? pattern.lift : -pattern.lift,
            of: index === 0 ? ('first' as const) : ('second' as const),
          })),
          ...(said?.reasons ?? []),
        ],
        evidence: {
          enough: true,
          reason: [
            ...patterns.map(({pattern}) => pattern.reason),
            ...(said ? [said.evidence.reason] : []),
          ].join('; '),
          familiarity: words?.evidence.familiarity ?? 0,
          ownResults: words?.evidence.ownResults ?? 0,
        },
      };
    },
  };
}

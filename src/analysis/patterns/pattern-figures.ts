import type {Platform} from '../../platforms/index.ts';
import type {HookType, Pattern, StructureType} from '../../schema/index.ts';
import {normalCdf} from '../normal.ts';
import {surest} from '../probability.ts';
import type {Known, PatternKey} from './known.ts';

/** 90 % of a normal distribution lies within this many deviations. */
const within90 = 1.645;
const fewestAccounts = 5;
const fewestVideos = 10;

export interface Asked extends PatternKey {
  readonly hook: HookType;
  /** Undefined: whatever the structure. */
  readonly structure: StructureType | undefined;
  readonly platform: Platform | undefined;
}

const counting = new Intl.NumberFormat('en');
const plural = (count: number, word: string) => `${counting.format(count)} ${word}${count === 1 ? '' : 's'}`;

export const pathOf = ({hook, structure, platform, category}: Asked): readonly string[] =>
  [hook, structure, platform, category].filter((part) => part !== undefined);

export const isEnough = ([accounts, videos]: readonly [number, number]) =>
  accounts >= fewestAccounts && videos >= fewestVideos;

/** Figures of one pattern, without its examples. */
export function patternOf(known: Known, asked: Asked): Omit<Pattern, 'examples'> {
  const {hook, structure, platform, category} = asked;
  const path = pathOf(asked);
  const {mean, variance, information, seenTo, within} = (
    structure === undefined ? known.hooks : known.pairs()
  ).of(path);
  const reach = within90 * Math.sqrt(variance);
  /** Share of videos above 0: they scatter around an effect that differs within the pattern, and may not be known. */
  const rate = (effect: number, unsure = 0) =>
    Math.min(
      surest,
      Math.max(1 - surest, normalCdf(effect / Math.sqrt(known.scatter ** 2 + within + unsure))),
    );
  const [accounts, videos] = known.countsOf(asked);
  const [own, seen, lastRead] = known.originsOf(asked);
  const enough = isEnough([accounts, videos]);
  const group = path.slice(0, Math.min(seenTo, path.length - 1)).join(', ');
  const leansOn = group === '' ? 'what is usual' : `what was seen of ${group}`;
  const reason =
    videos === 0
      ? own + seen === 0
        ? `not enough data: no video of this pattern was seen; the figures are those of ${leansOn}`
        : `not enough data: ${plural(own + seen, 'video')} of this pattern, and none of another pattern by the same account in the same quarter and category to hold ${own + seen === 1 ? 'it' : 'them'} against; the figures are those of ${leansOn}`
      : enough
        ? `${plural(videos, 'video')} of ${plural(accounts, 'account')}, each held against other videos of its account`
        : `not enough data: ${plural(videos, 'video')} of ${plural(accounts, 'account')}, where ${fewestVideos} of ${fewestAccounts} are needed; the figures lean on ${leansOn}`;
  return {
    version: 1,
    id: [hook, structure ?? 'any', platform ?? 'any', category ?? 'any'].join('/'),
    hook,
    structure: structure ?? null,
    platform: platform ?? null,
    category: category ?? null,
    successRate: rate(mean, variance),
    low: rate(mean - reach),
    high: rate(mean + reach),
    lift: Math.exp(mean) - 1,
    liftLow: Math.exp(mean - reach) - 1,
    liftHigh: Math.exp(mean + reach) - 1,
    effectiveVideos: information * known.scatter ** 2,
    videos,
    accounts,
    enough,
    reason,
    provenance: {own, seen, lastReadAt: lastRead === 0 ? null : new Date(lastRead).toISOString()},
  };
}

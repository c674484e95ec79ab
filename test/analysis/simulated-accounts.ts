// Accounts with known truth, written apart from the pattern database: what each pattern is worth is drawn, then videos.
import type {Platform} from '../../src/platforms/index.ts';
import {hookTypes, type PerformanceInput, structureTypes} from '../../src/schema/index.ts';
import {dice, poisson} from './simulated-tests.ts';

export interface AccountWorld {
  readonly performances: readonly PerformanceInput[];
  /** True difference of a pattern on the logarithm of the rate, by `hook/structure/platform`. */
  readonly effects: ReadonlyMap<string, number>;
}

const day = 86_400_000;
export const worldEnd = Date.parse('2026-11-01T00:00:00Z');

/**
 * @param spread how far hooks differ, standard deviation on the logarithm of the rate; structures and platforms half
 * as much
 * @param confounded whether accounts with high rates prefer the first hooks, whatever those are worth
 */
export function accountWorld({
  accounts,
  videos,
  seed,
  spread = 0.2,
  hooks = 8,
  structures = 4,
  confounded = false,
}: {
  readonly accounts: number;
  readonly videos: number;
  readonly seed: number;
  readonly spread?: number;
  readonly hooks?: number;
  readonly structures?: number;
  readonly confounded?: boolean;
}): AccountWorld {
  const random = dice(seed);
  const normal = () => {
    let sum = -6;
    for (let n = 0; n < 12; n += 1) sum += random();
    return sum;
  };
  const platforms: readonly Platform[] = ['tiktok', 'youtube'];
  const effects = new Map<string, number>();
  for (const hook of hookTypes.slice(0, hooks)) {
    const ofHook = spread * normal();
    for (const structure of structureTypes.slice(0, structures)) {
      const ofPair = ofHook + (spread / 2) * normal();
      for (const platform of platforms) {
        effects.set(`${hook}/${structure}/${platform}`, ofPair + (spread / 2) * normal());
      }
    }
  }
  const performances: PerformanceInput[] = [];
  for (let account = 0; account < accounts; account += 1) {
    const platform = platforms[account % 2]!;
    const level = Math.log(0.05) + 0.8 * normal();
    const own = new Map<string, number>();
    for (let video = 0; video < videos; video += 1) {
      const likesFirst = confounded && level > Math.log(0.05);
      const hook =
        hookTypes[Math.floor(hooks * (likesFirst ? random() ** 3 : 1 - random() ** (confounded ? 3 : 1)))]!;
      const structure = structureTypes[Math.floor(structures * random())]!;
      const key = `${hook}/${structure}/${platform}`;
      if (!own.has(key)) own.set(key, 0.15 * normal());
      const rate = Math.min(0.9, Math.exp(level + effects.get(key)! + own.get(key)! + 0.5 * normal()));
      const views = Math.round(Math.exp(7 + 1.5 * normal()));
      const engagements = Math.min(views, poisson(views * rate, random));
      const publishedAt = worldEnd - day * (5 + 85 * random());
      performances.push({
        version: 1,
        platform,
        videoId: `v${account}-${video}`,
        account: `a${account}`,
        category: account % 3 === 0 ? 'Food' : 'Science',
        hook,
        structure,
        publishedAt: new Date(publishedAt).toISOString(),
        readAt: new Date(publishedAt + 4 * day).toISOString(),
        views,
        likes: engagements,
      });
    }
  }
  return {performances, effects};
}

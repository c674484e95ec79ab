import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {createPatternDatabase} from '../../src/analysis/index.ts';
import {directorOf} from '../../src/cli/model-choice.ts';
import {embeddedStore} from '../../src/embedded.ts';
import {readSource} from '../../src/index.ts';
import {accountWorld} from '../analysis/simulated-accounts.ts';
import {ferries} from './history-rows.ts';

describe('the director of a batch', () => {
  it('looks for first lines that do well where each video is posted', {timeout: 60_000}, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'viral-director-'));
    const path = join(folder, 'own.db');
    try {
      const store = await embeddedStore({path});
      const {performances} = accountWorld({accounts: 30, videos: 14, seed: 21, hooks: 4, spread: 0.4});
      // Lines with a figure in them do well on one platform alone.
      const rows = (['tiktok', 'youtube'] as const).flatMap((platform) =>
        performances.map((one) => {
          const well = platform === 'tiktok' ? 'number-clause' : 'contrast';
          const {views, likes = 0} = one;
          return {
            ...one,
            platform,
            videoId: `${platform}-${one.videoId}`,
            likes: one.hook === well ? Math.min(views, 4 * likes) : likes,
          };
        }),
      );
      await createPatternDatabase({store}).updatePatterns(rows);
      await store.doClose?.();
      const director = await directorOf({patterns: path}, {}, ['tiktok', 'youtube'], '--model-budget');
      const source = await readSource(new TextEncoder().encode(ferries), {own: true});
      const hookFor = async (platform: 'tiktok' | 'youtube') =>
        (await director?.writeScript({platform, sources: [source]}))?.hook;
      const [tiktok, youtube] = [await hookFor('tiktok'), await hookFor('youtube')];
      expect(tiktok).toMatchObject({
        type: 'number-clause',
        pattern: {id: expect.stringMatching(/\/tiktok\//) as string},
      });
      expect(youtube?.type).not.toBe('number-clause');
    } finally {
      await rm(folder, {recursive: true, force: true});
    }
  });

  it('is the embedded one where nothing is asked for', async () => {
    expect(await directorOf({}, {}, ['tiktok'], '--model-budget')).toBeNull();
  });
});

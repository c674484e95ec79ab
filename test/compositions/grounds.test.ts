import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {contrastOf} from '../../src/compositions/contrast.ts';
import {sampleFor} from '../../src/compositions/sample.ts';
import {themes} from '../../src/compositions/themes.ts';
import {storyboardSchema, themeSchema} from '../../src/schema/index.ts';
import {openStage} from './stage.ts';

const entry = fileURLToPath(new URL('../fixtures/compositions/grounds-entry.tsx', import.meta.url));
const patterns = themeSchema.shape.background.options;
const seeds = ['one'];

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage(entry);
}, 180_000);
afterAll(() => stage?.close());

interface Extremes {
  readonly ground: string;
  readonly dark: string;
  readonly light: string;
}

async function extremesOf(pattern: string, frame: number): Promise<readonly Extremes[]> {
  const {storyboard} = sampleFor('headline', 'volt');
  const [scene] = storyboard.scenes;
  const board = storyboardSchema.parse({
    ...storyboard,
    width: 540,
    height: 960,
    template: {id: 'grounds', options: {pattern, seeds}},
    scenes: [{...scene!, startFrame: 0, durationInFrames: 400, words: []}],
    durationInFrames: 400,
  });
  const {logs} = await stage.frames('grounds', board, {}, [frame], 0.2);
  const found = logs.flatMap((log) => {
    const [, json] = /GROUNDS (.*)$/s.exec(log) ?? [];
    return json === undefined ? [] : [(JSON.parse(json) as {grounds: Extremes[]}).grounds];
  });
  return found.at(-1) ?? [];
}

describe('grounds', () => {
  it('are at least eight that move, beside the bare one', () => {
    expect(patterns.filter((pattern) => pattern !== 'plain').length).toBeGreaterThanOrEqual(8);
  });

  it.each(patterns)(
    'leave text of every theme readable: %s',
    async (pattern) => {
      for (const frame of [0, 130]) {
        const found = await extremesOf(pattern, frame);
        expect(found).toHaveLength(themes.length * 2 * seeds.length);
        const faults = found.flatMap(({ground, dark, light}) => {
          const {palette} = themes.find(({id}) => id === ground.split(' ')[0])!;
          return (['ink', 'muted', 'accent'] as const).flatMap((text) => {
            const ratio = Math.min(contrastOf(palette[text], dark), contrastOf(palette[text], light));
            return ratio >= 4.5 ? [] : [`${ground}: ${text} ${ratio.toFixed(2)} on ${dark} to ${light}`];
          });
        });
        expect(faults, `frame ${frame}`).toEqual([]);
      }
    },
    120_000,
  );
});

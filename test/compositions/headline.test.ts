import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {contrastOf} from '../../src/compositions/contrast.ts';
import {surroundingsOf} from '../../src/compositions/check.ts';
import {sampleFor} from '../../src/compositions/sample.ts';
import {themes} from '../../src/compositions/themes.ts';
import type {Aspect} from '../../src/platforms/index.ts';
import {sceneKinds, type Storyboard} from '../../src/schema/index.ts';
import {barest, fullest, sampleUrls, storyboardOf} from './limits.ts';
import {openStage} from './stage.ts';
import {faultsOf, inkOf, measuringEntry} from './whole-and-apart.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage(measuringEntry);
}, 180_000);
afterAll(() => stage?.close());

const volt = themes[0]!;
const byTheme = (id: string) => themes.find((theme) => theme.id === id)!;

describe('headline, drawn', () => {
  it('says what it is without a storyboard', async () => {
    const description = (await stage.describe()).get('headline');
    expect(description).toMatchObject({
      id: 'headline',
      defaultTheme: 'volt',
      aspects: ['9:16', '1:1', '16:9'],
      overlays: ['progress'],
      neighbours: false,
    });
    expect(description?.sceneKinds).toEqual(sceneKinds);
    expect(description?.options).toMatchObject({type: 'object', properties: {wipes: {type: 'boolean'}}});
  });

  const cases: readonly {name: string; scenes: readonly object[]; theme: string; aspect: Aspect}[] = [
    {name: 'full', scenes: fullest, theme: 'lagoon', aspect: '9:16'},
    {name: 'full', scenes: fullest, theme: 'swiss', aspect: '1:1'},
    {name: 'full', scenes: fullest, theme: 'press', aspect: '16:9'},
    {name: 'bare', scenes: barest, theme: 'press', aspect: '9:16'},
  ];
  it.each(cases)(
    'keeps $name scenes whole, apart and inside the safe area ($theme, $aspect)',
    async ({scenes, theme, aspect}) => {
      const storyboard = storyboardOf(scenes, byTheme(theme), aspect);
      const ink = await inkOf(stage, 'measured', storyboard);
      expect(ink.size).toBe(scenes.length);
      expect(faultsOf(ink, storyboard)).toEqual([]);
    },
    180_000,
  );

  it.each(themes)(
    'keeps text readable on the moving ground of $id',
    async (theme) => {
      const storyboard = storyboardOf(barest.slice(0, 6), theme, '9:16');
      const frames = storyboard.scenes.map(({startFrame}, index) => startFrame + 13 * index);
      const {logs} = await stage.frames('ground', storyboard, sampleUrls, frames, 0.1);
      const grounds = logs.flatMap((log) => {
        const [, json] = /GROUND (.*)$/s.exec(log) ?? [];
        return json === undefined ? [] : [JSON.parse(json) as {dark: string; light: string}];
      });
      expect(grounds.length).toBeGreaterThanOrEqual(frames.length);
      const {ink, muted, accent} = theme.palette;
      for (const {dark, light} of grounds) {
        for (const text of [ink, muted, accent]) {
          expect(contrastOf(text, dark), `${text} on ${dark}`).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(text, light), `${text} on ${light}`).toBeGreaterThanOrEqual(4.5);
        }
      }
    },
    60_000,
  );

  it('shows the whole headline on the first frame, the same in twenty fresh pages', async () => {
    const {storyboard, assetUrls} = sampleFor('headline', 'volt');
    const {pictures} = await stage.frames('headline', storyboard, {...assetUrls}, Array<number>(20).fill(0));
    expect(pictures).toHaveLength(20);
    for (const picture of pictures) expect(Buffer.compare(picture, pictures[0]!)).toBe(0);
    const ink = await stage.frames('measured', storyboard, {...assetUrls}, [0], 0.25);
    expect(ink.logs.join('\n')).toContain('TEN MINUTES');
  }, 180_000);

  it('draws every scene alike wherever it stands, and the check notices a scene that does not', async () => {
    const {storyboard, assetUrls} = sampleFor('headline', 'volt');
    const drawn = async (template: string, board: Storyboard, index: number) => {
      const at = board.scenes[index]!.startFrame + 20;
      const {pictures} = await stage.frames(template, board, {...assetUrls}, [at], 0.25);
      return pictures[0]!;
    };
    for (let index = 0; index < storyboard.scenes.length; index++) {
      const [here, there] = surroundingsOf(storyboard, index);
      const same = Buffer.compare(
        await drawn('headline', here, index),
        await drawn('headline', there, index),
      );
      expect(same, storyboard.scenes[index]!.kind).toBe(0);
    }
    const [here, there] = surroundingsOf(storyboard, 2);
    expect(Buffer.compare(await drawn('leaky', here, 2), await drawn('leaky', there, 2))).not.toBe(0);
  }, 180_000);

  it('changes with the theme, the seed and the frame', async () => {
    const {storyboard, assetUrls} = sampleFor('headline', 'volt');
    const one = async (board: Storyboard, frame: number) =>
      (await stage.frames('headline', board, {...assetUrls}, [frame], 0.25)).pictures[0]!;
    const reference = await one(storyboard, 40);
    for (const [board, frame] of [
      [{...storyboard, theme: byTheme('press')}, 40],
      [{...storyboard, seed: 'another'}, 40],
      [storyboard, 44],
    ] as const) {
      expect(Buffer.compare(await one(board, frame), reference)).not.toBe(0);
    }
  }, 120_000);

  it('fails by name for a missing asset, an unknown overlay, a wrong option and letters without a font', async () => {
    const {storyboard, assetUrls} = sampleFor('headline', 'volt');
    const draw = (board: Storyboard, urls: Record<string, string> = {...assetUrls}, frame = 0) =>
      stage.frames('headline', board, urls, [frame], 0.25);
    await expect(draw(storyboard, {}, 80)).rejects.toThrow(/asset 'sunrise'/);
    const overlay = {id: 'o', kind: 'sparkles', startFrame: 0, durationInFrames: 10, inputs: {}};
    await expect(draw({...storyboard, overlays: [overlay]})).rejects.toThrow(
      /no overlay 'sparkles'; it has progress/,
    );
    await expect(draw({...storyboard, template: {id: 'headline', options: {wipe: true}}})).rejects.toThrow(
      /options of the template 'headline'/,
    );
    const [first, ...rest] = storyboard.scenes;
    await expect(draw({...storyboard, scenes: [{...first!, onScreenText: 'ગ'}, ...rest]})).rejects.toThrow(
      /No font of the package draws 'ગ'/,
    );
    await expect(
      draw({...storyboard, theme: {...volt, type: {...volt.type, text: {family: 'Helvetica', weight: 400}}}}),
    ).rejects.toThrow(/'Helvetica' does not come with the package/);
  }, 120_000);

  it('draws the declared overlay', async () => {
    const {storyboard, assetUrls} = sampleFor('headline', 'volt');
    const overlay = {
      id: 'bar',
      kind: 'progress',
      startFrame: 0,
      durationInFrames: storyboard.durationInFrames,
      inputs: {},
    };
    const plain = await stage.frames('headline', storyboard, {...assetUrls}, [50], 0.25);
    const barred = await stage.frames(
      'headline',
      {...storyboard, overlays: [overlay]},
      {...assetUrls},
      [50],
      0.25,
    );
    expect(Buffer.compare(plain.pictures[0]!, barred.pictures[0]!)).not.toBe(0);
  }, 60_000);
});

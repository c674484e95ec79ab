import {createHash} from 'node:crypto';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {findTheme} from '../../src/compositions/themes.ts';
import {describeTemplates, localRenderer, render} from '../../src/render/index.ts';
import {storyboardSchema, type Storyboard} from '../../src/schema/index.ts';
import {englishScenes} from '../render/parity-boards.ts';
import {temporaryFolder, testCacheDir} from '../render/small-storyboard.ts';
import {changedShare, flashesOf, framesOf} from './flashes.ts';

const size = {width: 270, height: 480};

/** Scenes with as little in them as there can be. */
const bareScenes = [
  {kind: 'context', onScreenText: 'Tea'},
  {kind: 'point', onScreenText: 'Tea cools'},
  {kind: 'statistic', onScreenText: 'Tea', value: 3, decimals: 0, label: 'hours'},
  {kind: 'quote', onScreenText: 'Tea', text: 'It cools', speaker: 'Ana'},
  {
    kind: 'comparison',
    onScreenText: 'Tea',
    left: {label: 'Cup', value: '1'},
    right: {label: 'Pot', value: '2'},
  },
  {kind: 'step', onScreenText: 'Pour', n: 1, total: 2},
];

/** A picture of one colour: however it is moved, nothing of it changes. */
const flat = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#57705c"/></svg>`;
const flatAsset = {
  sha256: createHash('sha256').update(flat).digest('hex'),
  kind: 'image',
  mimeType: 'image/svg+xml',
  bytes: flat.length,
  width: 900,
  height: 1200,
  rights: {licence: 'MIT', aiGenerated: false},
};

interface Scenes {
  readonly scenes: readonly object[];
  readonly fps: number;
  readonly secondsEach: number;
}

function boardOf(id: string, {scenes, fps, secondsEach}: Scenes, changes: Partial<Storyboard>): Storyboard {
  const each = Math.round(secondsEach * fps);
  const said = 'Wait ninety minutes before the first cup'.split(' ');
  const pace = (secondsEach * 1000 - 100) / said.length;
  return storyboardSchema.parse({
    version: 1,
    title: 'Motion',
    seed: 'motion',
    template: {id, options: {}},
    theme: findTheme('volt'),
    platform: 'tiktok',
    language: 'en',
    ...size,
    fps,
    durationInFrames: each * scenes.length,
    scenes: scenes.map((scene, index) => ({
      emphasis: [],
      visual: null,
      ...scene,
      ...('visual' in scene && scene.visual ? {visual: {asset: 'flat'}} : {}),
      id: `s${index}`,
      startFrame: index * each,
      durationInFrames: each,
      words: said.map((text, at) => ({text, startMs: 40 + at * pace, endMs: 40 + (at + 1) * pace})),
    })),
    overlays: [],
    soundtrack: null,
    captions: {show: true, style: 'box'},
    assets: {flat: flatAsset},
    ...changes,
  });
}

let folder: string;
let picture: string;
const renderer = localRenderer({engine: 'web', cacheDir: testCacheDir, sceneCacheBytes: 0});
const templates = await describeTemplates({cacheDir: testCacheDir});
beforeAll(async () => {
  folder = await temporaryFolder('motion');
  picture = join(folder, 'flat.svg');
  await writeFile(picture, flat);
});
afterAll(async () => {
  await renderer.doClose?.();
  await rm(folder, {recursive: true, force: true});
});

async function filmed(storyboard: Storyboard): Promise<string> {
  const outputFile = join(folder, `${crypto.randomUUID()}.mp4`);
  await render(storyboard, {renderer, files: {flat: picture}, outputFile});
  return outputFile;
}

/** A picture this large in the foreground is a change; an edge that creeps on with a slow zoom is none. */
const leastChange = 0.003;

/** The longest time, s, that nothing of each scene changed, by scene. */
async function stillnessOf(storyboard: Storyboard): Promise<ReadonlyMap<string, number>> {
  const pictures = await framesOf(await filmed(storyboard), {width: 135, height: 240});
  expect(pictures.length).toBe(storyboard.durationInFrames);
  return new Map(
    storyboard.scenes.map(({id, kind, startFrame, durationInFrames}) => {
      let [last, longest] = [0, 0];
      for (let frame = 1; frame < durationInFrames; frame++) {
        const [before, now] = [pictures[startFrame + frame - 1]!, pictures[startFrame + frame]!];
        if (changedShare(before, now) <= leastChange) continue;
        longest = Math.max(longest, frame - last);
        last = frame;
      }
      // The cut at its end is a change too.
      longest = Math.max(longest, durationInFrames - last);
      return [`${kind} ${id}`, longest / storyboard.fps];
    }),
  );
}

describe('the built-in templates in motion', () => {
  it('are all looked at', () => {
    expect(templates.length).toBeGreaterThanOrEqual(7);
  });

  // The kinds with the most opposite grounds follow each other as fast as scenes ever do.
  it.each(templates.map(({id}) => id))(
    '%s flashes no more than three times in any second',
    async (id) => {
      const board = boardOf(id, {scenes: englishScenes, fps: 30, secondsEach: 0.9}, {});
      const wipes = id === 'headline' ? {template: {id, options: {wipes: true}}} : {};
      const pictures = await framesOf(await filmed({...board, ...wipes}), {width: 27, height: 48});
      expect(pictures.length).toBe(board.durationInFrames);
      const {general, red} = flashesOf(pictures, 30);
      expect(general).toBeLessThanOrEqual(3);
      expect(red).toBeLessThanOrEqual(3);
    },
    120_000,
  );

  it.each(templates.map(({id}) => id))(
    '%s changes in the foreground every three seconds, without captions and with nothing behind',
    async (id) => {
      // Scenes longer than speech makes them, full and bare; five frames a second are enough to see changes.
      const scenes = [...englishScenes, ...bareScenes];
      const still = await stillnessOf(
        boardOf(
          id,
          {scenes, fps: 5, secondsEach: 5.6},
          {theme: {...findTheme('volt'), background: 'plain'}, captions: {show: false, style: 'box'}},
        ),
      );
      expect([...still].filter(([, seconds]) => seconds > 3)).toEqual([]);
    },
    120_000,
  );
});

describe('the measure of flashes', () => {
  const grey = (levels: readonly number[], share = 1) =>
    levels.map((level) => {
      const rgb = new Uint8Array(27 * 48 * 3).fill(90);
      rgb.fill(level, 0, Math.round(27 * 48 * share) * 3);
      return {width: 27, height: 48, rgb};
    });
  const blinking = (times: number, low: number, high: number) =>
    Array.from({length: 60}, (_, frame) => (Math.floor((frame * 2 * times) / 30) % 2 === 0 ? low : high));

  it('counts pairs of opposing changes in a second', () => {
    expect(flashesOf(grey(blinking(5, 20, 230)), 30).general).toBe(5);
    expect(flashesOf(grey(blinking(2, 20, 230)), 30).general).toBe(2);
    expect(flashesOf(grey(Array.from({length: 60}, () => 80)), 30).general).toBe(0);
  });

  it('leaves out small areas, small changes, bright ones, and light that changes once', () => {
    expect(flashesOf(grey(blinking(5, 20, 230), 0.2), 30).general).toBe(0);
    expect(flashesOf(grey(blinking(5, 90, 115)), 30).general).toBe(0);
    expect(flashesOf(grey(blinking(5, 235, 255)), 30).general).toBe(0);
    expect(flashesOf(grey(Array.from({length: 60}, (_, frame) => 4 * frame)), 30).general).toBe(0.5);
  });

  it('counts flashes to and from red that brightness does not tell', () => {
    const pictures = blinking(4, 0, 1).map((red) => {
      const rgb = new Uint8Array(27 * 48 * 3);
      for (let at = 0; at < rgb.length; at += 3) rgb.set(red ? [160, 0, 0] : [70, 75, 70], at);
      return {width: 27, height: 48, rgb};
    });
    const {general, red} = flashesOf(pictures, 30);
    expect(general).toBe(0);
    expect(red).toBe(4);
  });
});

describe('the measure of change', () => {
  it('is the share of pixels that differ by more than a tenth', () => {
    const black = {width: 10, height: 10, rgb: new Uint8Array(300)};
    const some = {...black, rgb: black.rgb.slice().fill(200, 0, 30)};
    const faint = {...black, rgb: black.rgb.slice().fill(20)};
    expect(changedShare(black, some)).toBeCloseTo(0.1);
    expect(changedShare(black, faint)).toBe(0);
  });
});

import {createHash} from 'node:crypto';
import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {localRenderer, type LocalRenderer} from '../../src/render/index.ts';
import {segmentKey} from '../../src/render/segments/segment-key.ts';
import type {Staged} from '../../src/render/page/session.ts';
import {drawStillOnWeb} from '../../src/render/web.ts';
import {storyboardSchema, type Scene, type Storyboard} from '../../src/schema/index.ts';
import {temporaryFolder, testCacheDir} from './small-storyboard.ts';

const bench = (name: string) => fileURLToPath(new URL(`../../bench/${name}`, import.meta.url));
const encoder = {engine: 'web', bitrate: 1, browser: 'one'};
const signal = new AbortController().signal;
const files = {mug: bench('assets/mug.jpg'), ridge: bench('assets/ridge.jpg')};

let folder: string;
let renderer: LocalRenderer;
let story: Storyboard;

/** The standard storyboard's hook, statistic and comparison, small, with an overlay. */
async function smallStandard(): Promise<Storyboard> {
  const standard = storyboardSchema.parse(
    JSON.parse(await readFile(bench('standard.storyboard.json'), 'utf8')),
  );
  const kept = standard.scenes.filter(({kind}) => ['hook', 'statistic', 'comparison'].includes(kind));
  let frame = 0;
  const scenes = kept.map((scene): Scene => {
    const startFrame = frame;
    frame += 40;
    const words = scene.words.filter(({endMs}) => endMs < 1200).slice(0, 3);
    return {...scene, startFrame, durationInFrames: 40, words};
  });
  return {
    ...standard,
    width: 270,
    height: 480,
    durationInFrames: frame,
    scenes,
    overlays: [{id: 'bar', kind: 'progress', startFrame: 50, durationInFrames: 60, inputs: {tone: 'calm'}}],
    soundtrack: null,
  };
}

beforeAll(async () => {
  folder = await temporaryFolder('keys');
  story = await smallStandard();
  renderer = localRenderer({cacheDir: testCacheDir, sceneCacheBytes: 0});
  await renderer.session.prepare(signal);
});
afterAll(async () => {
  await renderer.doClose();
  await rm(folder, {recursive: true, force: true});
});

async function stage(storyboard: Storyboard): Promise<Staged> {
  const mug = storyboard.assets['mug']?.sha256 === story.assets['mug']?.sha256 ? files.mug : files.ridge;
  return renderer.session.stage(storyboard, {...files, mug}, signal);
}

const keysOf = (staged: Staged) =>
  staged.storyboard.scenes.map((_, index) => segmentKey(staged, index, encoder));

/** Two frames of a scene, as a hash of their pixels. */
async function picturesOf(staged: Staged, index: number): Promise<string> {
  const scene = staged.storyboard.scenes[index]!;
  const hash = createHash('sha256');
  for (const at of [3, 30]) {
    const file = join(folder, `${crypto.randomUUID()}.png`);
    await drawStillOnWeb(renderer.session, staged, scene.startFrame + at, file, null, signal);
    hash.update(await readFile(file));
    await rm(file);
  }
  return hash.digest('hex');
}

type Path = readonly (string | number)[];

function leavesOf(value: unknown, path: Path = []): {path: Path; value: unknown}[] {
  if (typeof value !== 'object' || value === null) return [{path, value}];
  return Object.entries(value).flatMap(([name, each]) =>
    leavesOf(each, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

function changed(storyboard: Storyboard, path: Path, value: unknown): unknown {
  const copy = structuredClone(storyboard) as unknown;
  let at = copy as Record<string | number, unknown>;
  for (const name of path.slice(0, -1)) at = at[name] as typeof at;
  at[path.at(-1)!] = value;
  return copy;
}

/** Other values a field might take, the likeliest first. */
function alternatives(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number')
    return [value + 1, value - 1, value + 100, value * 1.01, value + 0.01, value - 0.01].filter(
      (other) => other !== value,
    );
  if (value === null) return [];
  if (typeof value !== 'string') return [];
  const text = value;
  const known = [
    'plain',
    'grid',
    'calm',
    'snappy',
    'minimal',
    'karaoke',
    'youtube',
    'de',
    'ridge',
    'mug',
    'Inter',
    'point',
    'image',
    'left',
    'right',
  ];
  return [
    ...(/^#[0-9a-f]{6}$/i.test(text) ? [text.toLowerCase() === '#12ab34' ? '#34ab12' : '#12ab34'] : []),
    ...(/^[0-9a-f]{64}$/.test(text) ? [] : [`${text} x`, `${text}x`]),
    ...known.filter((each) => each !== text),
  ];
}

/** Makes one scene longer, and everything after it later. */
function lengthened(storyboard: Storyboard, index: number): Storyboard {
  const scenes = storyboard.scenes.map((scene, at) => ({
    ...scene,
    startFrame: scene.startFrame + (at > index ? 4 : 0),
    durationInFrames: scene.durationInFrames + (at === index ? 4 : 0),
  }));
  return {...storyboard, scenes, durationInFrames: storyboard.durationInFrames + 4};
}

describe('the key of a segment', () => {
  it('changes with every field that changes its pixels', async () => {
    const before = await stage(story);
    const keys = keysOf(before);
    expect(new Set(keys).size).toBe(3);
    const pictures = [];
    for (const index of story.scenes.keys()) pictures.push(await picturesOf(before, index));

    const variants: {name: string; storyboard: Storyboard}[] = [];
    const unchangeable: string[] = [];
    for (const {path, value} of leavesOf(story)) {
      const name = path.join('.');
      if (
        /^scenes\.\d+\.(?:startFrame|durationInFrames)$|^durationInFrames$|^assets\.\w+\.(?:sha256|bytes)$/.test(
          name,
        )
      )
        continue;
      const storyboard = alternatives(value)
        .map((other) => storyboardSchema.safeParse(changed(story, path, other)))
        .find(({success}) => success)?.data;
      if (storyboard) variants.push({name, storyboard});
      else unchangeable.push(name);
    }
    for (const index of story.scenes.keys()) {
      variants.push({name: `scenes.${index} longer`, storyboard: lengthened(story, index)});
    }
    const {sha256, bytes} = story.assets['ridge']!;
    variants.push({
      name: 'assets.mug content',
      storyboard: {...story, assets: {...story.assets, mug: {...story.assets['mug']!, sha256, bytes}}},
    });
    // Fields with one value only, or no other that stays valid by itself.
    expect(
      unchangeable.filter((name) => !/\.kind$|\.mimeType$|^(?:version|soundtrack)$|visual$/.test(name)),
    ).toEqual([]);
    expect(variants.length).toBeGreaterThan(100);

    const without: string[] = [];
    let compared = 0;
    for (const {name, storyboard} of variants) {
      const after = await stage(storyboard).catch((error: unknown) => {
        // Another template, shape or overlay than there are is refused before anything is drawn.
        expect(name).toMatch(/^(?:template\.id|width|height|overlays\.\d\.kind)$/);
        expect(error).toMatchObject({code: expect.stringMatching(/unknown-template|invalid-input/)});
        return null;
      });
      if (after === null) continue;
      try {
        const found = keysOf(after);
        if (found.every((key, index) => key === keys[index])) without.push(name);
        for (const [index, key] of found.entries()) {
          if (key !== keys[index]) continue;
          compared++;
          expect(await picturesOf(after, index), `${name} changes scene ${index} but not its key`).toBe(
            pictures[index],
          );
        }
      } finally {
        after.release();
      }
    }
    before.release();
    expect(compared).toBeGreaterThan(60);
    // What may change without drawing anything anew: the rest is in every scene's key, or in that of the scene it is of.
    expect(without.filter((name) => !/^title$|^assets\.\w+\.rights\.|^assets\.ridge\./.test(name))).toEqual(
      [],
    );
  }, 240_000);

  it('holds the code, the encoder, the size and what a neighbour shows where the template looks at it', async () => {
    const staged = await stage(story);
    const [key] = keysOf(staged);
    const {storyboard, template, code} = staged;
    const variants = [
      segmentKey({storyboard, template, code: `${code}0`}, 0, encoder),
      segmentKey({storyboard, template: {...template, version: '9.9.9'}, code}, 0, encoder),
      segmentKey({storyboard, template: {...template, id: 'other'}, code}, 0, encoder),
      segmentKey({storyboard, template: {...template, neighbours: true}, code}, 0, encoder),
      ...Object.keys(encoder).map((name) => segmentKey(staged, 0, {...encoder, [name]: 'another'})),
      segmentKey({storyboard: {...storyboard, fps: 25}, template, code}, 0, encoder),
      segmentKey({storyboard: {...storyboard, width: 540, height: 960}, template, code}, 0, encoder),
    ];
    expect(new Set([key, ...variants]).size).toBe(variants.length + 1);
    const curious = {...template, neighbours: true};
    const next = structuredClone(storyboard);
    next.scenes[1]!.onScreenText = 'Something else';
    expect(segmentKey({storyboard: next, template: curious, code}, 0, encoder)).not.toBe(variants[3]);
    expect(segmentKey({storyboard: next, template, code}, 0, encoder)).toBe(key);
    // The order in which fields are written is not one of them.
    const reordered = Object.fromEntries(Object.entries(storyboard).reverse()) as Storyboard;
    expect(segmentKey({storyboard: reordered, template, code}, 0, encoder)).toBe(key);
    expect(() => segmentKey(staged, 3, encoder)).toThrow(RangeError);
    staged.release();
  });
});

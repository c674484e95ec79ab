import {createHash} from 'node:crypto';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {TemplateDescription} from '../../src/compositions/contract.ts';
import {frameSizes, type Aspect} from '../../src/platforms/index.ts';
import {findCoveredText} from '../../src/render/check/covered-text.ts';
import {createSession} from '../../src/render/page/session.ts';
import type {AssetFiles, Storyboard} from '../../src/schema/index.ts';
import {compareEngines} from './both-engines.ts';
import {parityAssets, type ParityAssets} from './parity-boards.ts';
import {temporaryFolder, testCacheDir} from './small-storyboard.ts';

const signal = new AbortController().signal;
const session = createSession({cacheDir: testCacheDir, pages: 1});
const templates = (await session.prepare(signal)).filter(({engines}) => engines.includes('web'));

let folder: string;
let assets: ParityAssets;
beforeAll(async () => {
  folder = await temporaryFolder('templates-parity');
  assets = await parityAssets(folder);
}, 60_000);
afterAll(async () => {
  await session.close();
  await rm(folder, {recursive: true, force: true});
});

/** Long enough for a marker to be drawn over the words that matter. */
const sceneFrames = 150;
/** Half the size: what differs does so at any. */
const scale = 0.5;

/** The sample of a template in an aspect, its scenes of equal length; `moving` shows a clip in place of its pictures. */
async function boardOf(
  {id, sample}: TemplateDescription,
  aspect: Aspect,
  moving: boolean,
): Promise<{board: Storyboard; files: AssetFiles}> {
  if (sample === null) throw new Error(`${id} has no sample`);
  const files: Record<string, string> = {...assets.files};
  for (const [name, url] of Object.entries(sample.assetUrls)) {
    const content = decodeURIComponent(url.slice(url.indexOf(',') + 1));
    files[name] = join(folder, `${createHash('sha256').update(content).digest('hex')}.svg`);
    await writeFile(files[name], content);
  }
  const {width, height} = frameSizes[aspect];
  return {
    files,
    board: {
      ...sample.storyboard,
      width: width * scale,
      height: height * scale,
      durationInFrames: sceneFrames * sample.storyboard.scenes.length,
      scenes: sample.storyboard.scenes.map((scene, index) => ({
        ...scene,
        visual: moving && scene.visual ? {asset: 'clip'} : scene.visual,
        startFrame: index * sceneFrames,
        durationInFrames: sceneFrames,
      })),
      overlays: [],
      assets: {...sample.storyboard.assets, ...assets.assets},
    },
  };
}

// Ten frames or so in the aspect that is made most, while things come in and when a marker has been drawn; clips in
// square frames.
const cases: readonly {aspect: Aspect; moments: readonly number[]; moving: boolean}[] = [
  {aspect: '9:16', moments: [12, 100], moving: false},
  {aspect: '1:1', moments: [100], moving: true},
  {aspect: '16:9', moments: [100], moving: false},
];

describe.each(templates.map((template) => [template.id, template] as const))('%s', (_, template) => {
  it.each(cases)(
    'is drawn alike by both engines in $aspect, and no word is covered',
    async ({aspect, moments, moving}) => {
      expect(template.aspects).toContain(aspect);
      const {board, files} = await boardOf(template, aspect, moving);
      const staged = await session.stage(board, files, signal);
      const frames = board.scenes.flatMap(({startFrame}) => moments.map((moment) => startFrame + moment));
      try {
        const compared = await compareEngines(session, staged, frames, folder);
        const different = compared.filter(({likeness}) => !likeness.equal);
        expect(different.map(({frame, likeness}) => `frame ${frame}: ${likeness.difference}`)).toEqual([]);
        expect(findCoveredText(board, compared)).toEqual([]);
      } finally {
        staged.release();
      }
    },
    120_000,
  );
});

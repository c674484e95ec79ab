import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type Manifest, manifestSchema, type Video, videoFiles} from '../../src/schema/index.ts';

export const manifest: Manifest = manifestSchema.parse({
  version: 1,
  id: 'tea-abc123',
  createdAt: '2026-11-22T10:00:00Z',
  generator: {name: 'viral-video-generator', version: '0.1.0'},
  title: 'Why tea cools',
  platform: 'tiktok',
  language: 'en',
  scriptSha256: 'a'.repeat(64),
  storyboardSha256: 'b'.repeat(64),
  patternIds: [],
  variant: null,
  template: {id: 'headline', version: '1.0.0', theme: 'press'},
  engine: {name: 'screenshots', reason: 'asked for'},
  fonts: ['Anton 400'],
  voice: {name: 'flite/slt', language: 'en', timing: 'engine'},
  video: {width: 1080, height: 1920, fps: 30, durationInFrames: 900, durationInSeconds: 30, bytes: 5},
  loudness: {integratedLufs: -14, truePeakDbtp: -1.3},
  rights: {
    a: {licence: 'CC-BY-4.0', attribution: 'Photo: Ada, CC BY 4.0', aiGenerated: false},
    b: {licence: 'own work', aiGenerated: false},
  },
  sources: [
    {id: 's1', title: 'Tea', siteName: 'The Leaf', url: 'https://example.com/tea'},
    {id: 's2', title: 'My notes', own: true},
  ],
  disclosure: {syntheticVoice: true, modelWritten: false, aiVisuals: false, paid: false},
  post: {
    title: 'Why tea cools',
    description: 'Tea cools through its surface.',
    hashtags: ['#Tea', '#Physics'],
  },
  coverAlt: 'Title card: Why tea cools',
  findings: [],
  status: 'approved',
  steps: [],
  degraded: [],
});

/** A folder as a finished run leaves it, with small files. */
export async function finishedVideo(folder: string): Promise<Video> {
  await mkdir(folder, {recursive: true});
  for (const name of Object.values(videoFiles)) await writeFile(join(folder, name), `content of ${name}`);
  return {id: manifest.id, folder, manifest};
}

// Makes docs/samples: one line in the embedded voice over music and effects as a video has it, and each mood alone.
//   npm run build && node scripts/sound-samples.mjs
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {composeSoundtrack, createStoryboard, moods, narrate, renderMusic} from '../dist/index.js';
import {themes} from '../dist/compositions/themes.js';
import {runFfmpeg} from '../dist/ffmpeg.js';

const target = fileURLToPath(new URL('../docs/samples/', import.meta.url));
const work = await mkdtemp(join(tmpdir(), 'viral-samples-'));
const trace = {claim: 'glue', spans: [], operations: []};
const script = {
  version: 1,
  id: 'honey',
  title: 'Honey',
  topic: 'honey',
  platform: 'tiktok',
  language: 'en',
  durationInSeconds: 10,
  style: 'explainer',
  hook: {type: 'question'},
  structure: 'explainer',
  scenes: [
    {kind: 'hook', id: 'a', spoken: 'Why does honey never spoil?', onScreenText: 'Honey', trace},
    {
      kind: 'point',
      id: 'b',
      spoken: 'It holds so little water that bacteria dry out.',
      onScreenText: 'Too dry',
      trace,
    },
  ],
  description: '',
  hashtags: [],
  sources: [],
  writer: {name: 'samples', fit: 'fits', verbatimShare: 0},
};

async function asMp3(wav, name, bitrate) {
  await runFfmpeg(['-y', '-i', wav, '-c:a', 'libmp3lame', '-b:a', bitrate, join(target, `${name}.mp3`)]);
}

await mkdir(target, {recursive: true});
try {
  const narration = await narrate(script);
  const storyboard = createStoryboard({
    script,
    narration,
    theme: themes[0],
    aspect: '9:16',
    seed: 'honey',
    template: 'headline',
  });
  const {file} = await composeSoundtrack({storyboard, narration, directory: work, music: 'upbeat'});
  await asMp3(file, 'mix', '80k');
  for (const mood of moods) {
    const made = await renderMusic({mood, durationInSeconds: 6, seed: 1, file: join(work, `${mood}.wav`)});
    await asMp3(made.file, mood, '64k');
  }
} finally {
  await rm(work, {recursive: true});
}

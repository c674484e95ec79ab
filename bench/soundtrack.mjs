// Speaks a script, mixes its soundtrack and encodes it, and says what each part cost: CPU seconds of this process with
// its threads and of the programs it waited for, from when everything is loaded.
import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {composeSoundtrack, createStoryboard, narrateLines, openNarrationCache} from '../dist/index.js';
import {flite} from '../dist/audio/voices/flite.js';
import {themes} from '../dist/compositions/themes.js';
import {runFfmpeg} from '../dist/ffmpeg.js';
import {order, report} from './order.mjs';

/** Null where nobody says what ended children took (it takes Linux). */
async function childrenSeconds() {
  const text = await readFile('/proc/self/stat', 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
async function cpuSeconds() {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1e6 + ((await childrenSeconds()) ?? 0);
}

const {script, cacheDir, folder, rounds = 1} = order;
const cache = openNarrationCache({directory: join(cacheDir, 'narration'), maxBytes: 1e9});
const stems = {directory: join(cacheDir, 'music')};
const lines = script.scenes.map(({id, spoken}) => ({sceneId: id, text: spoken}));
const theme = themes[0];
let last = 0;
const parts = {};
const part = async (name, work) => {
  const done = await work();
  const now = await cpuSeconds();
  parts[name] = (parts[name] ?? 0) + now - last;
  last = now;
  return done;
};

const seen = [];
const started = performance.now();
last = await cpuSeconds();
const first = last;
let seconds = 0;
for (let round = 0; round < rounds; round += 1) {
  const voice = flite();
  const narration = await part('narrate', async () => {
    const spoken = await narrateLines(lines, script.language, {voice, cache});
    await voice.doClose?.();
    return spoken;
  });
  const storyboard = createStoryboard({
    script: {...script, id: rounds === 1 ? script.id : `${script.id}-${round}`},
    narration,
    theme,
    aspect: '9:16',
    seed: rounds === 1 ? script.id : `${script.id}-${round}`,
    template: 'headline',
  });
  seconds = storyboard.durationInFrames / storyboard.fps;
  const {file} = await part('mix', () =>
    composeSoundtrack({
      storyboard,
      narration,
      directory: folder,
      music: 'upbeat',
      ...(order.keep ? {stems} : {}),
    }),
  );
  await part('encode', () =>
    runFfmpeg([
      '-y',
      '-i',
      file,
      '-c:a',
      'aac',
      '-aac_coder',
      'fast',
      '-b:a',
      '192k',
      join(folder, 'sound.mp4'),
    ]),
  );
  await rm(join(folder, 'sound.mp4'));
  seen.push(process.memoryUsage.rss());
}
const mean = (list) => list.reduce((sum, each) => sum + each, 0) / list.length;
const tenth = Math.max(1, Math.floor(seen.length / 10));
await report({
  engine: Object.entries(parts)
    .map(([name, spent]) => `${name} ${(spent / rounds).toFixed(2)}`)
    .join(', '),
  cpuSeconds: (await cpuSeconds()) - first,
  soundSeconds: seconds,
  wallSeconds: (performance.now() - started) / 1000,
  /** The last tenth of the rounds against the tenth that follows the first. */
  ...(rounds >= 20
    ? {
        memoryGrowth: mean(seen.slice(-tenth)) / mean(seen.slice(tenth, 2 * tenth)) - 1,
        memoryBytes: seen.at(-1),
      }
    : {}),
});

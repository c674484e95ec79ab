// A process of its own that works with a scene cache, for the tests of it.
// node scene-cache-process.mjs <built module> <what> <JSON>; answers with one line of JSON on standard output.
import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

const [, , module, what, json] = process.argv;
const {openSceneCache} = await import(module);
const {directory, maxBytes, work, seed = 1, operations, keys, size} = JSON.parse(json);
const cache = openSceneCache({directory, maxBytes});

let state = seed;
/** 0 <= n < 1, the same sequence for the same seed. */
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const keyOf = (n) => createHash('sha256').update(`key ${n}`).digest('hex');
/** Two processes draw the same scene with different bytes; each byte tells which. */
const contentOf = (key, by) => {
  const block = createHash('sha512').update(`${key} ${by}`).digest();
  return Buffer.concat(Array.from({length: Math.ceil(size / block.length)}, () => block));
};
const factsOf = (key, by) => ({
  frames: by,
  fonts: ['Inter'],
  engine: 'screenshots',
  scene: {template: 'headline', kind: 'point', id: key.slice(0, 8)},
});
const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

await mkdir(work, {recursive: true});
const source = join(work, 'source.mp4');

if (what === 'churn') {
  const counts = {kept: 0, taken: 0, absent: 0, wrong: 0};
  const file = join(work, 'taken.mp4');
  for (let n = 0; n < operations; n++) {
    const key = keyOf(Math.floor(random() * keys));
    const facts = await cache.take(key, file);
    if (facts === null) {
      counts.absent++;
      await writeFile(source, contentOf(key, seed));
      await cache.keep(key, source, factsOf(key, seed));
      counts.kept++;
    } else {
      counts.taken++;
      const whole = (await readFile(file)).equals(contentOf(key, facts.frames));
      if (!whole || facts.scene.id !== key.slice(0, 8)) counts.wrong++;
      if (random() < 0.5) await rm(file);
    }
  }
  answer({...counts, left: (await readdir(work)).filter((name) => !name.endsWith('.mp4'))});
} else if (what === 'keep-on') {
  // Until somebody kills it.
  for (let n = 0; ; n++) {
    const key = keyOf(`${process.pid} ${n}`);
    await writeFile(source, contentOf(key, seed));
    if (n === 0) answer('ready');
    await cache.keep(key, source, factsOf(key, seed));
  }
} else if (what === 'once') {
  const key = keyOf(seed);
  await writeFile(source, contentOf(key, seed));
  const kept = await cache.keep(key, source, factsOf(key, seed)).then(
    () => null,
    ({name, code, message}) => ({name, code, message}),
  );
  answer({kept, taken: await cache.take(key, join(work, 'taken.mp4'))});
}

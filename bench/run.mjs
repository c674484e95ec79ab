// Measures the work of one standard video: CPU seconds of whole process trees, side by side, and their ratios.
// Absolute times say more about the machine than about the code; quote the ratios.
import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {cpus, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** CPU seconds of all processes that have ended below this one (Linux), or null where the system does not say. */
async function childrenCpuSeconds() {
  const text = await readFile('/proc/self/stat', 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

async function measure(name, script, args) {
  const before = await childrenCpuSeconds();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [here(script), ...args], {stdio: ['ignore', 'inherit', 'inherit']});
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const after = await childrenCpuSeconds();
  return {name, wallSeconds, cpuSeconds: before === null || after === null ? null : after - before};
}

const {durationInFrames, fps} = JSON.parse(await readFile(here('standard.storyboard.json'), 'utf8'));
const folder = await mkdtemp(join(tmpdir(), 'viral-bench-'));
try {
  const video = join(folder, 'video.mp4');
  // Not counted: bundles the templates and unpacks the browser once.
  const first = await measure('first render, with the bundle cold', 'render-standard.mjs', [video]);
  const drawn = await measure('render', 'render-standard.mjs', [video]);
  const floor = await measure('floor: decode and encode again, no drawing', 'encode-again.mjs', [
    video,
    join(folder, 'again.mp4'),
  ]);

  console.log(`standard storyboard: ${durationInFrames} frames at ${fps} fps, on ${cpus().length} cores`);
  for (const {name, wallSeconds, cpuSeconds} of [first, drawn, floor]) {
    const cpu = cpuSeconds === null ? 'CPU not measured here' : `${cpuSeconds.toFixed(1)} CPU-s`;
    console.log(`  ${name.padEnd(44)} ${cpu.padStart(22)}  ${wallSeconds.toFixed(1)} s`);
  }
  const realTime = drawn.wallSeconds / (durationInFrames / fps);
  console.log(`  render takes ${realTime.toFixed(2)} x the video's own length`);
  if (drawn.cpuSeconds !== null) {
    console.log(`  render : floor = ${(drawn.cpuSeconds / floor.cpuSeconds).toFixed(1)} (CPU)`);
    console.log(`  ${(drawn.cpuSeconds / durationInFrames).toFixed(3)} CPU-s a frame`);
  }
} finally {
  await rm(folder, {recursive: true, force: true});
}

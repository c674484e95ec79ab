// Renders storyboards on Lambda with a journal and says what it does, line by line; made to be killed. Started by
// driver-killed.test.ts with the built package.
import {readFile} from 'node:fs/promises';

const {lambdaRenderer, place, storyboards, folder} = JSON.parse(await readFile(process.argv[2], 'utf8'));
const {lambdaRenderer: open} = await import(lambdaRenderer);
const {render} = await import(lambdaRenderer.replace(/lambda\.js$/, 'render.js'));
const renderer = open({
  ...place,
  journal: `${folder}/journal.jsonl`,
  pollInMs: {least: 100, most: 300},
  graceInMs: 4000,
});
try {
  await Promise.all(
    storyboards.map(async (storyboard, index) => {
      const video = await render(storyboard, {renderer, files: {}, outputFile: `${folder}/${index}.mp4`});
      process.stdout.write(`${JSON.stringify({index, attempts: video.remote.attempts})}\n`);
    }),
  );
  await renderer.removeRemains();
} finally {
  await renderer.doClose();
}

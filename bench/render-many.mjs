// Our side: many videos in one process, one renderer for all of them. Tells after each and waits to be looked at.
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {embeddedRenderer} from '../dist/embedded.js';
import {render} from '../dist/index.js';
import {ask, order, report} from './order.mjs';

const {storyboards, files, outputFolder, watched, ...options} = order;
const renderer = await embeddedRenderer(options);
const engines = new Set();
const reasons = new Set();
try {
  if (watched) await ask({type: 'started'});
  for (const [index, storyboard] of storyboards.entries()) {
    const {engine, reason} = await render(storyboard, {
      renderer,
      files,
      outputFile: join(outputFolder, `${index + 1}.mp4`),
      cover: {frame: 0, file: join(outputFolder, `${index + 1}.jpg`)},
    });
    engines.add(engine);
    reasons.add(reason);
    if (watched) await ask({type: 'rendered', index});
  }
} finally {
  await renderer.doClose?.();
}
if (watched) {
  // What ends does so in its own time.
  await sleep(1000);
  await ask({type: 'closed'});
}
await report({engine: [...engines].join(', '), reason: [...reasons].join('; ')});

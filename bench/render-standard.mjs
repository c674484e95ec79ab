// Our side: one video with the public `render`, as a program of its own would.
import {render} from '../dist/index.js';
import {order, report} from './order.mjs';

const {storyboard, files, outputFile, cover, ...options} = order;
const {engine, reason} = await render(storyboard, {
  ...options,
  files,
  outputFile,
  cover: {frame: Math.floor(storyboard.durationInFrames / 20), file: cover},
});
await report({engine, reason});

// What a full render of each built-in template costs: CPU seconds of the whole process tree a frame, start-up included,
// at 1080x1920 on the ground of the template's own theme, or of every theme.
//   node bench/templates.mjs [--only headline,news] [--themes own|all|lagoon,press] [--frames 300]
import {mkdir} from 'node:fs/promises';
import {loadavg} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {describeTemplates} from '../dist/render/bundle/describe-templates.js';
import {findTheme, themes} from '../dist/compositions/themes.js';
import {measure} from './measure.mjs';
import {standardStoryboard} from './storyboards.mjs';

const {values} = parseArgs({
  options: {
    only: {type: 'string'},
    themes: {type: 'string', default: 'own'},
    frames: {type: 'string', default: '300'},
  },
});
/** CPU-s a frame that no template may cost. */
const bar = 0.07;

const folder = fileURLToPath(new URL('../out/bench/templates/', import.meta.url));
const cacheDir = fileURLToPath(new URL('../out/bench/cache/', import.meta.url));
await mkdir(folder, {recursive: true});
// Bundles too, so that no measured process has to.
const templates = await describeTemplates({cacheDir});
const only = values.only?.split(',');

/** The standard storyboard without the pictures that cover the ground. */
function boardOf(template, theme) {
  const standard = standardStoryboard(Number(values.frames));
  const scenes = standard.scenes.map((scene) => ({...scene, visual: null}));
  const own = {template: {id: template.id, options: {}}, theme, overlays: [], assets: {}, scenes};
  return {...standard, ...own};
}

let over = 0;
console.log('template       theme        ground        CPU-s a frame');
for (const template of templates.filter(({id}) => only?.includes(id) ?? true)) {
  const ids =
    values.themes === 'own'
      ? [template.defaultTheme]
      : values.themes === 'all'
        ? themes.map(({id}) => id)
        : values.themes.split(',');
  for (const theme of ids.map(findTheme)) {
    const storyboard = boardOf(template, theme);
    const {cpuSeconds} = await measure(fileURLToPath(new URL('render-standard.mjs', import.meta.url)), {
      storyboard,
      files: {},
      outputFile: join(folder, `${template.id}.mp4`),
      cover: join(folder, `${template.id}.jpg`),
      cacheDir,
      engine: 'web',
      sceneCacheBytes: 0,
    });
    const cost = cpuSeconds === null ? null : cpuSeconds / storyboard.durationInFrames;
    if (cost !== null && cost > bar) over++;
    console.log(
      template.id.padEnd(14),
      theme.id.padEnd(12),
      theme.background.padEnd(13),
      cost === null ? 'not known' : cost.toFixed(4),
      cost !== null && cost > bar ? `over ${bar}` : '',
    );
  }
}
console.log(`${over} over ${bar}; load of the machine ${loadavg()[0].toFixed(1)}`);
process.exitCode = over === 0 ? 0 : 1;

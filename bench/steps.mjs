// What is run and measured. Each step gives {cpuSeconds, wallSeconds, …} of one whole process.
import {cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {probe} from '../dist/ffmpeg.js';
import {measure} from './measure.mjs';
import {
  editedScript,
  editedStoryboard,
  hookVariants,
  shortStoryboards,
  standardFiles,
  standardScript,
  standardStoryboard,
  videoBackgroundStoryboard,
} from './storyboards.mjs';
import {makeClip} from './video-background/clip.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
/** What our engine's standard quality asks for, bits a second. */
const bitrate = 8_000_000;

/** What stays in the cache when a render is to start cold: bundles and the unpacked browser. */
const warm = new Set(['bundles', 'browsers']);

async function checkVideo(file, {durationInFrames, width, height}) {
  const {streams} = await probe(file, {packets: true}).then(({streams, packets}) => ({
    streams: streams
      .filter(({codec_type}) => codec_type === 'video')
      .map((stream) => ({
        ...stream,
        frames: packets.filter(({stream_index}) => stream_index === stream.index).length,
      })),
  }));
  const [stream] = streams;
  const found = `${stream?.width}x${stream?.height}, ${stream?.frames} frames`;
  const wanted = `${width}x${height}, ${durationInFrames} frames`;
  if (found !== wanted) throw new Error(`${file} is ${found}, not ${wanted}`);
}

/**
 * @param setup `browser` as `findBrowser` gives it; `cacheDir` and `folder`, absolute; `engine` that ours is asked for;
 * `frames` of the standard storyboard in a quick trial, else undefined; `batch`, how many short videos; `cores` to keep to, or null;
 * `signal`; `log` for what the reader should know
 */
export async function createSteps(setup) {
  const {browser, cacheDir, folder, engine, frames, batch, cores, signal, log} = setup;
  const standard = standardStoryboard(frames);
  const clipFrames = Math.min(300, frames ?? 300);
  const shortFrames = Math.min(90, frames ?? 90);
  const ourOptions = {cacheDir, browserExecutable: browser.path, engine};
  const run = (script, order, options) => measure(here(script), order, {signal, cores, ...options});
  const soundFolder = join(folder, 'sound');
  const soundOrder = {folder: soundFolder, cacheDir: join(soundFolder, 'cache')};
  const output = (name) => join(folder, `${name}.mp4`);

  async function emptyCache() {
    for (const name of await readdir(cacheDir).catch(() => [])) {
      if (!warm.has(name)) await rm(join(cacheDir, name), {recursive: true, force: true});
    }
  }

  /** Bundles made once, when first needed; what that cost is kept apart. */
  const bundling = new Map();
  function site(name, entry, ours = true) {
    if (!bundling.has(name)) {
      const order = {cacheDir, browserExecutable: browser.path, entry, ours};
      bundling.set(name, run('prepare-bundle.mjs', order));
    }
    return bundling.get(name).then(({result}) => result.folder);
  }
  const standardSite = () => site('bundle of the built-in templates');
  const ourClipEntry = here('video-background/ours.tsx');

  /** A copy of a site with files beside it, which Remotion's own server then serves. */
  async function servedSite(name, siteFolder, files) {
    const copy = join(folder, name);
    await rm(copy, {recursive: true, force: true});
    await cp(siteFolder, copy, {recursive: true});
    // The maps of compiled modules are not in the bundle; Remotion's server looks for the one named last and stops.
    const bundle = join(copy, 'bundle.js');
    const code = await readFile(bundle, 'utf8');
    await writeFile(bundle, code.replaceAll(/\/\/# sourceMappingURL=\S+\.map[ \t]*$/gm, ''));
    await mkdir(join(copy, 'public'), {recursive: true});
    const assetUrls = {};
    for (const [id, file] of Object.entries(files)) {
      await cp(file, join(copy, 'public', id));
      assetUrls[id] = `/public/${id}`;
    }
    return {serveUrl: copy, assetUrls};
  }

  let clip = null;
  async function clipStoryboard() {
    clip ??= (async () => {
      const file = join(folder, 'clip.mp4');
      const {width, height, fps} = standard;
      await makeClip(standardFiles.ridge, file, {frames: clipFrames, fps, width, height});
      return {files: {clip: file}, storyboard: await videoBackgroundStoryboard(file, clipFrames)};
    })();
    return clip;
  }

  async function remotion(name, storyboard, {serveUrl, assetUrls}, concurrency, attempts = 1) {
    const order = {
      serveUrl,
      id: storyboard.template.id,
      inputProps: {storyboard, assetUrls},
      browserExecutable: browser.path,
      chromeMode: browser.mode,
      concurrency,
      outputLocation: output(name),
    };
    // <OffthreadVideo> is known to lose a frame now and then; a run that did is no measurement.
    for (let attempt = 1; ; attempt++) {
      try {
        const measured = await run('render-remotion.mjs', order);
        await checkVideo(output(name), storyboard);
        return {...measured, failedBefore: attempt - 1};
      } catch (error) {
        if (attempt === attempts || signal?.aborted) throw error;
        log(`${name} failed and is tried again: ${error.message.slice(0, 300)}`);
      }
    }
  }

  let standardBaseline;
  const standardRemotion = async (name, concurrency) => {
    standardBaseline ??= servedSite('standard-site', await standardSite(), standardFiles);
    return remotion(name, standard, await standardBaseline, concurrency);
  };
  let clipBaseline;
  const clipRemotion = async (name, concurrency) => {
    const {storyboard, files} = await clipStoryboard();
    clipBaseline ??= servedSite(
      'clip-site',
      await site('bundle of the clip, baseline', here('video-background/baseline.tsx')),
      files,
    );
    return remotion(name, storyboard, await clipBaseline, concurrency, 4);
  };

  async function ours(name, storyboard, files, options = {}) {
    const order = {
      ...ourOptions,
      ...options,
      storyboard,
      files,
      outputFile: output(name),
      cover: join(folder, `${name}.jpg`),
    };
    const measured = await run('render-standard.mjs', order);
    await checkVideo(output(name), storyboard);
    return measured;
  }

  const steps = {
    'remotion-default': async () => standardRemotion('remotion-default', null),
    'remotion-2': async () => standardRemotion('remotion-2', 2),
    cold: async () => {
      await standardSite();
      await emptyCache();
      return ours('cold', standard, standardFiles);
    },
    // Right after `cold`, whose scenes lie in the cache.
    edited: async () => ours('edited', editedStoryboard(frames), standardFiles),
    floor: async () =>
      run('encode-floor.mjs', {
        browserExecutable: browser.path,
        chromeMode: browser.mode,
        image: standardFiles.mug,
        imageType: standard.assets.mug.mimeType,
        frames: standard.durationInFrames,
        fps: standard.fps,
        width: standard.width,
        height: standard.height,
        bitrate,
      }),
    variants: async () => {
      await standardSite();
      await emptyCache();
      const storyboards = hookVariants(frames);
      const outputFolder = join(folder, 'variants');
      const measured = await run('render-many.mjs', {
        ...ourOptions,
        storyboards,
        files: standardFiles,
        outputFolder,
      });
      for (const [index, storyboard] of storyboards.entries()) {
        await checkVideo(join(outputFolder, `${index + 1}.mp4`), storyboard);
      }
      return measured;
    },
    'offthread-default': async () => clipRemotion('offthread-default', null),
    'offthread-2': async () => clipRemotion('offthread-2', 2),
    background: async () => {
      const {storyboard, files} = await clipStoryboard();
      await site('bundle of the clip, ours', ourClipEntry);
      await emptyCache();
      return ours('background', storyboard, files, {compositions: ourClipEntry});
    },
    batch: async () => {
      await standardSite();
      await emptyCache();
      const outputFolder = join(folder, 'batch');
      const storyboards = shortStoryboards(batch, shortFrames);
      const watched = [];
      const onMessage = async (message, watch) => {
        const seen = await watch();
        watched.push({...message, ...seen});
        if (message.type !== 'rendered') return;
        const file = join(outputFolder, `${message.index + 1}.mp4`);
        await checkVideo(file, storyboards[message.index]);
        await rm(file);
      };
      const order = {...ourOptions, storyboards, files: standardFiles, outputFolder, watched: true};
      const measured = await run('render-many.mjs', order, {memory: 'proportional', onMessage});
      return {...measured, watched};
    },
    narration: async () => run('narrate-standard.mjs', {script: standardScript()}),
    soundtrack: async () => {
      await rm(soundFolder, {recursive: true, force: true});
      return run('soundtrack.mjs', {...soundOrder, script: standardScript(), keep: true});
    },
    'soundtrack-edited': async () =>
      run('soundtrack.mjs', {...soundOrder, script: editedScript(), keep: true}),
    soundtracks: async () => run('soundtrack.mjs', {...soundOrder, script: standardScript(), rounds: 100}),
  };
  return {steps, bundling, output, standard, clipFrames, shortFrames};
}

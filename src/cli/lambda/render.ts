import {readdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {InvalidInputError, parseInput} from '../../errors.ts';
import {hashFile} from '../../render/page/server.ts';
import {render} from '../../render/render.ts';
import {type AssetFiles, type Storyboard, storyboardSchema} from '../../schema/index.ts';
import {numberOf, oneOf} from '../choices.ts';
import {exitCodes} from '../exit.ts';
import {filePathOf} from '../file-path.ts';
import {createProgressDisplay} from '../progress-display.ts';
import {readJsonFile} from '../script-file.ts';
import {readPlaces} from './places.ts';

/** The files of a storyboard, found in a folder by what is in them. */
async function findAssets(storyboard: Storyboard, folder: string | undefined): Promise<AssetFiles> {
  const wanted = new Map(Object.entries(storyboard.assets).map(([id, {sha256}]) => [sha256, id]));
  if (wanted.size === 0) return {};
  if (folder === undefined) {
    throw new InvalidInputError('--assets', [
      {
        path: '',
        message: `is needed: the storyboard names ${wanted.size} files; give the folder they are in`,
      },
    ]);
  }
  const found: Record<string, string> = {};
  for (const entry of await readdir(resolve(folder), {withFileTypes: true, recursive: true})) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const id = wanted.get(await hashFile(path));
    if (id !== undefined) found[id] = path;
  }
  return found;
}

export interface RenderFlags {
  readonly region?: string;
  readonly assets?: string;
  readonly out?: string;
  readonly quality?: string;
  readonly chunking?: string;
  readonly budget?: string;
  /** Leaves the video in the bucket and fetches nothing. */
  readonly leave?: boolean;
  readonly json?: boolean;
}

/** `viral lambda render`: one storyboard. */
export async function lambdaRender(file: string, flags: RenderFlags, signal: AbortSignal): Promise<number> {
  const {lambdaRenderer} = await import('../../render/lambda.ts');
  const storyboard = parseInput(storyboardSchema, await readJsonFile(file, 'a storyboard.json'), file);
  const files = await findAssets(storyboard, flags.assets);
  const [place] = await readPlaces(process.cwd(), flags.region);
  const outputFile = await filePathOf(flags.out ?? 'video.mp4', 'video.mp4');
  const display = createProgressDisplay(process.stderr);
  const licenseKey = process.env['REMOTION_LICENSE_KEY'];
  try {
    await using renderer = lambdaRenderer({
      ...place,
      quality: oneOf('--quality', ['draft', 'standard', 'high'], flags.quality ?? 'standard'),
      chunking: oneOf('--chunking', ['throughput', 'latency'], flags.chunking ?? 'latency'),
      ...(flags.budget === undefined ? {} : {budgetInUsd: numberOf('--budget', flags.budget, {least: 0})}),
      ...(flags.leave === true ? {keep: {videos: true}} : {}),
      ...(licenseKey === undefined || licenseKey === '' ? {} : {licenseKey}),
    });
    const {onProgress} = display;
    if (flags.leave === true) {
      const video = await renderer.renderRemotely({storyboard, files, onProgress, signal});
      display.end();
      process.stdout.write(
        flags.json === true
          ? `${JSON.stringify(video)}\n`
          : `${video.key} in ${video.bucketName}, $${video.costInUsd.toFixed(5)}\n${video.url}\n`,
      );
    } else {
      const video = await render(storyboard, {renderer, files, outputFile, onProgress, signal});
      display.end();
      const {costInUsd = 0, functions = 0} = video.remote ?? {};
      process.stdout.write(
        flags.json === true
          ? `${JSON.stringify(video)}\n`
          : `${video.file}   ${functions} functions, $${costInUsd.toFixed(5)}\n`,
      );
    }
    return exitCodes.done;
  } finally {
    display.end();
  }
}

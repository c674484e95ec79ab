import {rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {TemplateDescription, TemplateSample} from '../../compositions/contract.ts';
import {findTheme, themes as allThemes} from '../../compositions/themes.ts';
import {InvalidInputError, ViralError} from '../../errors.ts';
import {frameSizes, type Aspect} from '../../platforms/index.ts';
import type {AssetFiles, Storyboard} from '../../schema/index.ts';
import {makeFolder, openUnfinishedFolder, writingError} from '../../whole-files.ts';
import {galleryPage, stripPage, type GalleryPicture} from './gallery-page.ts';
import {attachPage} from '../page/remotion.ts';
import {drawFrames} from '../screenshots.ts';
import {createSession, type RenderSession, type SessionOptions} from '../page/session.ts';

export interface GalleryOptions extends SessionOptions {
  /** Absolute path of a folder; created. */
  readonly directory: string;
  /** Ids; all when left out. */
  readonly templates?: readonly string[] | undefined;
  readonly themes?: readonly string[] | undefined;
  readonly aspects?: readonly Aspect[] | undefined;
  /** Pictures drawn so far and in all. */
  readonly onProgress?: ((drawn: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Width of a picture's shorter side, px. */
const shorterSide = 360;
const jpegQuality = 86;

/** Frames that show a scene with everything in place: late, but before anything leaves. */
function tellingFrames({scenes}: Storyboard): {readonly scene: string; readonly frame: number}[] {
  return scenes.map(({kind, startFrame, durationInFrames}) => ({
    scene: kind,
    frame: startFrame + Math.floor(durationInFrames * 0.8),
  }));
}

/** Samples bring their files along as data addresses; a renderer wants files. */
async function sampleFiles({assetUrls}: TemplateSample, folder: string): Promise<AssetFiles> {
  const files: Record<string, string> = {};
  for (const [id, url] of Object.entries(assetUrls)) {
    const [, coding, content] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url) ?? [];
    if (content === undefined) continue;
    files[id] = join(folder, id);
    await writeFile(
      files[id],
      coding === undefined ? decodeURIComponent(content) : Buffer.from(content, 'base64'),
    );
  }
  return files;
}

function chosen(known: readonly TemplateDescription[], ids: readonly string[] | undefined) {
  const missing = ids?.find((id) => !known.some((template) => template.id === id));
  if (missing !== undefined) {
    const list = known.map(({id}) => id).join(', ');
    throw new ViralError('unknown-template', `There is no template '${missing}'. There are: ${list}.`);
  }
  return ids === undefined ? known : known.filter(({id}) => ids.includes(id));
}

/** Photographs a page of ours that shows pictures side by side. */
async function photographStrip(
  session: RenderSession,
  pictures: readonly GalleryPicture[],
  directory: string,
  signal: AbortSignal,
): Promise<void> {
  const page = join(directory, 'strip.html');
  const {html, width, height} = stripPage(pictures);
  await writeFile(page, html);
  try {
    await session.onBrowser(signal, async ({browser}) => {
      const client = await attachPage(browser.instance);
      try {
        await client.send('Page.enable');
        await client.send('Emulation.setDeviceMetricsOverride', {
          width,
          height,
          deviceScaleFactor: 1,
          mobile: false,
        });
        const loaded = new Promise<void>((resolve) => client.on('Page.loadEventFired', () => resolve()));
        await client.send('Page.navigate', {url: pathToFileURL(page).href});
        await loaded;
        const {data} = (await client.send('Page.captureScreenshot', {
          format: 'jpeg',
          quality: jpegQuality,
        })) as {data: string};
        await writeFile(join(directory, 'strip.jpg'), Buffer.from(data, 'base64'));
      } finally {
        await client.close();
      }
    });
  } finally {
    await rm(page, {force: true});
  }
}

/**
 * Draws the samples of templates in every theme and aspect, a picture a scene, and writes them with a page to look
 * through (`index.html`) and a strip with one picture of each template (`strip.jpg`).
 * @returns the pictures
 * @throws ViralError `unknown-template`, `output-unwritable` …; the signal's reason
 */
export async function renderGallery(options: GalleryOptions): Promise<readonly GalleryPicture[]> {
  const {directory, templates, themes, aspects, onProgress = () => undefined, ...own} = options;
  const signal = options.signal ?? new AbortController().signal;
  const palettes = (themes ?? allThemes.map(({id}) => id)).map(findTheme);
  const session = createSession(own);
  const work = await openUnfinishedFolder(tmpdir());
  try {
    const shown = chosen(await session.prepare(signal), templates).flatMap(({sample, ...template}) =>
      sample === null ? [] : [{...template, sample}],
    );
    if (shown.length === 0) {
      throw new InvalidInputError('the gallery', [
        {path: 'templates', message: 'none of them has a sample that can be drawn'},
      ]);
    }
    const boards = shown.flatMap(({id, sample, aspects: laidOut, defaultTheme}) =>
      palettes.flatMap((theme) =>
        laidOut
          .filter((aspect) => aspects?.includes(aspect) ?? true)
          .map((aspect) => ({id, sample, theme, aspect, isDefault: theme.id === defaultTheme})),
      ),
    );
    const total = boards.reduce((sum, {sample}) => sum + sample.storyboard.scenes.length, 0);
    const pictures: (GalleryPicture & {readonly forStrip: boolean})[] = [];
    for (const {id, sample, theme, aspect, isDefault} of boards) {
      const {width, height} = frameSizes[aspect];
      const storyboard = {...sample.storyboard, theme, width, height};
      const folder = join(directory, id);
      await makeFolder(folder);
      const staged = await session.stage(storyboard, await sampleFiles(sample, work.path), signal);
      const wanted = tellingFrames(storyboard);
      const drawn = new Set<number>();
      await drawFrames({
        session,
        staged,
        frames: () => wanted.map(({frame}) => frame).filter((frame) => !drawn.has(frame)),
        image: {format: 'jpeg', quality: jpegQuality},
        scale: shorterSide / Math.min(width, height),
        concurrency: 1,
        onPicture: async (picture, frame) => {
          const place = wanted.findIndex((each) => each.frame === frame);
          const name = `${theme.id}-${aspect.replace(':', 'x')}-${place + 1}.jpg`;
          await writeFile(join(folder, name), picture);
          drawn.add(frame);
          pictures.push({
            template: id,
            theme: theme.id,
            aspect,
            scene: wanted[place]?.scene ?? '',
            path: `${id}/${name}`,
            forStrip: isDefault && aspect === '9:16',
          });
          onProgress(pictures.length, total);
        },
        signal,
      }).finally(() => staged.release());
    }
    await writeFile(join(directory, 'index.html'), galleryPage(pictures));
    // The second scene says more of a template than the first, which every template opens alike.
    const strip = shown.flatMap(
      ({id}) => pictures.filter((each) => each.forStrip && each.template === id)[1] ?? [],
    );
    if (strip.length > 0) await photographStrip(session, strip, directory, signal);
    return pictures.map(({forStrip: _forStrip, ...picture}) => picture);
  } catch (error) {
    signal.throwIfAborted();
    throw ViralError.isInstance(error) ? error : writingError(error, directory);
  } finally {
    await work.discard();
    await session.close();
  }
}

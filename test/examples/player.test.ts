import {execFile} from 'node:child_process';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {preview, type PreviewServer} from 'vite';
import {decodePicture, type Picture} from '../../src/render/likeness/compare-pictures.ts';
import {likenessOf} from '../../src/render/likeness/likeness.ts';
import {storyboardSchema, type Storyboard} from '../../src/schema/index.ts';
import {openStage} from '../compositions/stage.ts';
import {installExample} from './app-project.ts';
import {openWatchingBrowser, type WatchedPage} from './watched-page.ts';

const run = promisify(execFile);
const source = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** The player on the page, CSS px. */
const size = {width: 360, height: 640};
/** Its controls lie over what is below. */
const shown = {width: size.width, height: 540};

let project: string;
let server: PreviewServer;
let address: string;
let browser: Awaited<ReturnType<typeof openWatchingBrowser>>;
let stage: Awaited<ReturnType<typeof openStage>>;

const program = async (path: string, args: readonly string[]) =>
  run(process.execPath, [join(project, 'node_modules', path), ...args], {cwd: project, maxBuffer: 1e8});

beforeAll(async () => {
  project = await installExample('player');
  await program('vite/bin/vite.js', ['build', '--logLevel', 'error']);
  server = await preview({root: project, logLevel: 'error', preview: {host: '127.0.0.1', port: 0}});
  address = server.resolvedUrls?.local[0] ?? '';
  browser = await openWatchingBrowser();
  stage = await openStage(source('src/compositions/entry.tsx'));
}, 240_000);

afterAll(async () => {
  await stage?.close();
  await browser?.close();
  await new Promise((resolve) => (server ? server.httpServer.close(resolve) : resolve(null)));
  if (project) await rm(dirname(project), {recursive: true, force: true, maxRetries: 4});
});

const cut = ({width, rgb}: Picture): Picture => ({...shown, rgb: rgb.slice(0, width * shown.height * 3)});

async function look(page: WatchedPage): Promise<Picture> {
  const box = await page.ask<{x: number; y: number; width: number; height: number}>(
    `(({x, y, width, height}) => ({x, y, width, height}))(document.querySelector('#player').getBoundingClientRect())`,
  );
  expect(box).toMatchObject(size);
  return cut(await decodePicture(await page.picture(box), size));
}

/** What a render of the video shows on that frame, at the size of the page. */
async function rendered(storyboard: Storyboard, frame: number): Promise<Picture> {
  const svg = await readFile(source('examples/player/public/files/tea.svg'), 'utf8');
  const assetUrls = {tea: `data:image/svg+xml,${encodeURIComponent(svg)}`};
  const {pictures} = await stage.frames(
    'headline',
    {...storyboard, soundtrack: null},
    assetUrls,
    [frame],
    size.width / storyboard.width,
  );
  return cut(await decodePicture(pictures[0]!, size));
}

/** Share of pixels, 0-1, in rows of a picture that are near a colour. */
function shareOf({width, rgb}: Picture, color: string, [top, bottom]: readonly [number, number]): number {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  let found = 0;
  for (let at = top * width; at < bottom * width; at++) {
    if (wanted.every((part, channel) => Math.abs((rgb[at * 3 + channel] ?? 0) - part) < 24)) found++;
  }
  return found / ((bottom - top) * width);
}

const paused = `document.querySelector('#player button[aria-label="Play video"]') !== null`;
const playing = `document.querySelector('#player button[aria-label="Pause video"]') !== null`;
const painted = `document.querySelectorAll('#player canvas').length > 2`;
const fonts = `[...document.fonts].filter(({status}) => status === 'loaded').map(({family}) => family.replaceAll('"', ''))`;
/** The licence is the user's to look up; everything else a console says is a fault. */
const faults = ({complaints}: WatchedPage) =>
  complaints.filter((text) => !/remotion\.dev\/license/.test(text));
const story = async (name: string) =>
  storyboardSchema.parse(JSON.parse(await readFile(source(`examples/player/stories/${name}.json`), 'utf8')));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('examples/player', () => {
  it('has types that hold from outside', async () => {
    await program('typescript/bin/tsc', ['-p', '.']);
  }, 60_000);

  it('shows the first frame of the video in an app, plays it with its captions, and complains of nothing', async () => {
    const storyboard = await story('tea');
    const page = await browser.open(address);
    await page.until(painted, 'a picture');
    await page.until(`${fonts}.includes('Bricolage Grotesque')`, 'fonts');
    await pause(300);
    const first = await look(page);
    expect(await page.ask(paused)).toBe(true);
    const {ssim, worstBlock} = likenessOf(await rendered(storyboard, 0), first, []);
    expect(ssim).toBeGreaterThan(0.97);
    expect(worstBlock.ssim).toBeGreaterThan(0.8);

    const captions = [400, 500] as const;
    const {accent} = storyboard.theme.palette;
    const before = shareOf(first, accent, captions);
    const {x, y} = await page.ask<{x: number; y: number}>(
      `(({x, y}) => ({x, y}))(document.querySelector('#player').getBoundingClientRect())`,
    );
    await page.click(x + size.width / 2, y + 200);
    await page.until(playing, 'playing');
    const lit: number[] = [];
    const likes: number[] = [];
    for (let count = 0; count < 6; count++) {
      await pause(500);
      const seen = await look(page);
      lit.push(shareOf(seen, accent, captions) - before);
      likes.push(likenessOf(first, seen, []).ssim);
    }
    // A word in its box, in most of three seconds of speech; and another scene than at first.
    expect(lit.filter((share) => share > 0.02).length, lit.join(' ')).toBeGreaterThan(2);
    expect(Math.min(...likes)).toBeLessThan(0.8);
    expect(new Set(likes.map((like) => like.toFixed(3))).size).toBeGreaterThan(3);
    expect(faults(page)).toEqual([]);
    await page.close();
  }, 120_000);

  it('shows Arabic from the right, in its own letters, in a page that reads from the right', async () => {
    const storyboard = await story('tea-in-arabic');
    const page = await browser.open(`${address}?story=arabic`);
    await page.until(painted, 'a picture');
    await pause(500);
    expect(await page.ask(`document.documentElement.dir`)).toBe('rtl');
    expect(await page.ask(`getComputedStyle(document.querySelector('.__remotion-player')).direction`)).toBe(
      'ltr',
    );
    const first = await look(page);
    const {accent} = storyboard.theme.palette;
    // The headline's lines begin at the right edge of the text: its rows are inked there and not at the left.
    const rows = [255, 430] as const;
    const half = (from: number): Picture => {
      const [width, height] = [size.width / 4, rows[1] - rows[0]];
      const rgb = new Uint8Array(width * height * 3);
      for (let row = 0; row < height; row++) {
        const at = ((rows[0] + row) * size.width + from) * 3;
        rgb.set(first.rgb.subarray(at, at + width * 3), row * width * 3);
      }
      return {width, height, rgb};
    };
    const inked = (part: Picture) =>
      [storyboard.theme.palette.ink, accent].reduce(
        (sum, color) => sum + shareOf(part, color, [0, part.height]),
        0,
      );
    expect(inked(half(size.width * 0.6))).toBeGreaterThan(2 * inked(half(0)));
    expect(await page.ask<string[]>(fonts)).toContainEqual(expect.stringMatching(/^Cairo/));
    expect(faults(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('is drawn on a server without a window, as Next.js does with client components', async () => {
    await writeFile(
      join(project, 'server.tsx'),
      `import {renderToString} from 'react-dom/server';
       import {StoryboardPlayer} from 'viral-video-generator/player';
       import tea from './stories/tea.json';
       console.log(renderToString(<StoryboardPlayer storyboard={tea as never} assetUrls={{}} />));`,
    );
    // As Next.js bundles what its server draws.
    await writeFile(join(project, 'server.config.ts'), `export default {ssr: {noExternal: true}};`);
    await program('vite/bin/vite.js', [
      ...['build', '--config', 'server.config.ts', '--logLevel', 'error'],
      ...['--ssr', 'server.tsx', '--outDir', 'server'],
    ]);
    const {stdout} = await run(process.execPath, [join(project, 'server', 'server.js')]);
    // Its room is kept before a script has run: nothing on the page moves when the player comes to life.
    expect(stdout).toContain('aspect-ratio:1080/1920');
    expect(stdout).toContain('__remotion-player');
  }, 60_000);

  it('says in place of the picture what cannot be drawn', async () => {
    const page = await browser.open(address, {blocked: ['*bricolage*']});
    await page.until(`document.querySelector('#player [role=alert]') !== null`, 'an alert');
    expect(await page.ask(`document.querySelector('#player [role=alert]').textContent`)).toMatch(
      /^The font Bricolage Grotesque 800 \(latin\) could not be loaded from /,
    );
    await page.close();
  }, 60_000);
});

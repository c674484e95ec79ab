import {execFile} from 'node:child_process';
import {mkdtemp, mkdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {getCompositions, openBrowser, renderFrames, renderStill, selectComposition} from '@remotion/renderer';
import chromium from '@sparticuz/chromium';
import type {TemplateDescription} from '../../src/compositions/contract.ts';
import type {Storyboard} from '../../src/schema/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundling changes the working directory of its process, so it gets one of its own. */
const bundler = `
import {bundle} from '@remotion/bundler';
const [entryPoint, outDir, publicDir, rootDir] = process.argv.slice(1);
await bundle({entryPoint, outDir, publicDir, rootDir, rspack: true, enableCaching: false, ignoreRegisterRootWarning: true});
`;

/** A bundle in a folder of its own and a browser to draw frames of it. */
export async function openStage(entryPoint: string) {
  const folder = await mkdtemp(join(tmpdir(), 'stage-'));
  const serveUrl = join(folder, 'bundle');
  await mkdir(join(folder, 'public'));
  await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', bundler, entryPoint, serveUrl, join(folder, 'public'), root],
    {cwd: root},
  );
  const browserExecutable = await chromium.executablePath();
  const browser = await openBrowser('chrome', {browserExecutable, logLevel: 'error'});
  const common = {serveUrl, browserExecutable, puppeteerInstance: browser, logLevel: 'error'} as const;

  return {
    async describe(): Promise<Map<string, TemplateDescription>> {
      const compositions = await getCompositions(serveUrl, {...common, inputProps: {describe: true}});
      return new Map(compositions.map(({id, props}) => [id, props['description'] as TemplateDescription]));
    },
    /** Frames of a storyboard, each in a fresh page, and what the page logged. */
    async frames(
      template: string,
      storyboard: Storyboard,
      assetUrls: Record<string, string>,
      frames: readonly number[],
      scale = 0.5,
    ): Promise<{pictures: Uint8Array[]; logs: string[]}> {
      const inputProps = {storyboard, assetUrls};
      const composition = await selectComposition({...common, id: template, inputProps});
      const pictures: Uint8Array[] = [];
      const logs: string[] = [];
      for (const frame of frames) {
        const {buffer} = await renderStill({
          ...common,
          composition,
          inputProps,
          frame,
          scale,
          imageFormat: 'png',
          onBrowserLog: ({text}) => logs.push(text),
        });
        if (buffer) pictures.push(buffer);
      }
      return {pictures, logs};
    },
    /** What the page logs while it goes through every `step`th frame from `first`, with no pictures taken. */
    async logsOf(
      template: string,
      storyboard: Storyboard,
      assetUrls: Record<string, string>,
      {first, step}: {readonly first: number; readonly step: number},
    ): Promise<string[]> {
      const inputProps = {storyboard, assetUrls};
      const composition = await selectComposition({...common, id: template, inputProps});
      const logs: string[] = [];
      await renderFrames({
        ...common,
        composition,
        inputProps,
        outputDir: null,
        imageFormat: 'none',
        concurrency: 1,
        frameRange: [first, composition.durationInFrames - 1],
        everyNthFrame: step,
        scale: 0.25,
        onStart: () => undefined,
        onFrameUpdate: () => undefined,
        onBrowserLog: ({text}) => logs.push(text),
      });
      return logs;
    },
    async close(): Promise<void> {
      await browser.close({silent: true});
      await rm(folder, {recursive: true, force: true});
    },
  };
}

import {fileURLToPath} from 'node:url';
import {runFfmpeg} from '../../src/ffmpeg.ts';
import type {Scene, Storyboard} from '../../src/schema/index.ts';
import {smallStoryboard} from './small-storyboard.ts';

/** Registers `both` (declares the web engine), `careful` (does not) and `boastful` (does, and should not). */
export const webEntry = fileURLToPath(new URL('../fixtures/render/web-templates.tsx', import.meta.url));

/** Scenes of the fixture templates, 324x576, one after the other. */
export function webStoryboard(
  lengths: readonly number[],
  changes: Partial<Omit<Storyboard, 'template'>> & {
    template?: string;
    options?: Storyboard['template']['options'];
  } = {},
): Storyboard {
  const {template = 'both', options = {}, ...rest} = changes;
  let frame = 0;
  const scenes = lengths.map((durationInFrames, index): Scene => {
    const startFrame = frame;
    frame += durationInFrames;
    return {
      kind: index === 0 ? 'hook' : 'point',
      id: `s${index}`,
      startFrame,
      durationInFrames,
      onScreenText: `Scene number ${index}`,
      words: [],
      visual: null,
      emphasis: [],
    };
  });
  return smallStoryboard({scenes, durationInFrames: frame, ...rest, template: {id: template, options}});
}

/** The same storyboard with one scene changed. */
export function withScene(storyboard: Storyboard, index: number, changes: Partial<Scene>): Storyboard {
  const scenes = storyboard.scenes.map((scene, at) =>
    at === index ? ({...scene, ...changes} as Scene) : scene,
  );
  return {...storyboard, scenes};
}

/** Every frame of a video as raw RGB. */
export async function framesOfVideo(file: string, width: number, height: number): Promise<Buffer[]> {
  const {stdout} = await runFfmpeg([
    '-i',
    file,
    '-an',
    '-pix_fmt',
    'rgb24',
    '-fps_mode',
    'passthrough',
    '-c:v',
    'rawvideo',
    '-f',
    'image2pipe',
    'pipe:1',
  ]);
  const size = width * height * 3;
  return Array.from({length: stdout.length / size}, (_, index) =>
    Buffer.from(stdout.buffer, stdout.byteOffset + index * size, size),
  );
}

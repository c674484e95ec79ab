import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {decodePicture, type Picture} from '../../src/render/likeness/compare-pictures.ts';
import {likenessOf, type Likeness} from '../../src/render/likeness/likeness.ts';
import {drawFrames} from '../../src/render/screenshots.ts';
import type {RenderSession, Staged} from '../../src/render/page/session.ts';
import {drawStillOnWeb} from '../../src/render/web.ts';
import {wordBoxesExpression, wordBoxesOf, type WordBox} from '../../src/render/check/word-boxes.ts';

const signal = new AbortController().signal;

export interface Photographed {
  readonly png: Uint8Array;
  readonly words: readonly WordBox[];
}

/** Frames as screenshots take them, losslessly, with the boxes of their words. */
export async function photograph(
  session: RenderSession,
  staged: Staged,
  frames: readonly number[],
): Promise<ReadonlyMap<number, Photographed>> {
  const pictures = new Map<number, Uint8Array>();
  const words = new Map<number, readonly WordBox[]>();
  await drawFrames({
    session,
    staged,
    frames: () => frames.filter((frame) => !pictures.has(frame)).sort((a, b) => a - b),
    image: {format: 'png'},
    scale: 1,
    // With a second page nobody could tell which of them answers.
    concurrency: 1,
    onPicture: async (picture, frame) => void pictures.set(frame, picture),
    ask: {
      expression: wordBoxesExpression,
      once: false,
      onAnswer: (answer, frame) => void words.set(frame, wordBoxesOf(answer)),
    },
    signal,
  });
  return new Map(
    frames.map((frame) => {
      const [png, boxes] = [pictures.get(frame), words.get(frame)];
      if (png === undefined || boxes === undefined) throw new Error(`frame ${frame} was not photographed`);
      return [frame, {png, words: boxes}];
    }),
  );
}

/** Frames as the web engine draws them, losslessly. */
export async function drawnOnWeb(
  session: RenderSession,
  staged: Staged,
  frames: readonly number[],
  folder: string,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const drawn = new Map<number, Uint8Array>();
  for (const frame of frames) {
    const file = join(folder, `${crypto.randomUUID()}.png`);
    await drawStillOnWeb(session, staged, frame, file, null, signal);
    drawn.set(frame, await readFile(file));
  }
  return drawn;
}

export interface ComparedFrame {
  readonly frame: number;
  readonly likeness: Likeness;
  readonly words: readonly WordBox[];
  readonly photograph: Uint8Array;
  readonly web: Uint8Array;
}

/** Draws frames of a staged storyboard with both engines at the same time and compares them. */
export async function compareEngines(
  session: RenderSession,
  staged: Staged,
  frames: readonly number[],
  folder: string,
): Promise<readonly ComparedFrame[]> {
  const [photographs, drawn] = await Promise.all([
    photograph(session, staged, frames),
    drawnOnWeb(session, staged, frames, folder),
  ]);
  const {width, height} = staged.storyboard;
  const decode = (png: Uint8Array | undefined): Promise<Picture> =>
    decodePicture(png ?? new Uint8Array(), {width, height});
  const compared: ComparedFrame[] = [];
  for (const frame of frames) {
    const {png, words} = photographs.get(frame)!;
    const web = drawn.get(frame)!;
    const [one, other] = await Promise.all([decode(png), decode(web)]);
    compared.push({frame, likeness: likenessOf(one, other, words), words, photograph: png, web});
  }
  return compared;
}

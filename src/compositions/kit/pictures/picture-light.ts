import {useEffect, useState} from 'react';
import {useDelayRender} from 'remotion';
import {useAsset} from '../../use-asset.tsx';
import type {Focus} from '../../../schema/index.ts';
import {luminanceOf} from '../../contrast.ts';
import {coverOf} from './shot.tsx';

/** Relative luminance 0-1 of all but the brightest hundredth of each of some rows, from the top of the frame down. */
export type PictureLight = readonly number[];

/** Rows that a picture is measured in: fine enough for a line of text. */
const rowCount = 120;
/** Share of a row's pixels that may be brighter than what is told of it. */
const brightest = 0.01;

const kept = new Map<string, PictureLight | 'unknown'>();

/** Measures a picture as it fills a frame; nearest pixels, not means, so that fine bright detail counts. */
async function measure(
  url: string,
  width: number,
  height: number,
  focus: Focus | undefined,
): Promise<PictureLight> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const scale = rowCount / height;
  const cover = coverOf(image.naturalWidth / image.naturalHeight, width, height, focus);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(cover.width * scale));
  canvas.height = rowCount;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  if (!context) throw new Error('this browser gives no 2D canvas to measure a picture on');
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, cover.top * scale, cover.width * scale, cover.height * scale);
  const {data} = context.getImageData(0, 0, canvas.width, rowCount);
  return Array.from({length: rowCount}, (_, row) => {
    const lights = Array.from({length: canvas.width}, (_, column) => {
      const at = (row * canvas.width + column) * 4;
      const hex = [0, 1, 2].map((part) => (data[at + part] ?? 255).toString(16).padStart(2, '0'));
      return luminanceOf(`#${hex.join('')}`);
    }).sort((first, second) => first - second);
    return lights[Math.floor((1 - brightest) * (lights.length - 1))] ?? 1;
  });
}

/**
 * How bright a picture is, row by row, when it fills the frame; the frame is held back until it is known. `null` for a
 * clip, which changes while it plays, and for a picture whose pixels the browser does not give away.
 */
export function usePictureLight(id: string, width: number, height: number): PictureLight | null {
  const {url, kind, focus} = useAsset(id);
  const {delayRender, continueRender} = useDelayRender();
  const key = `${url}/${width}x${height}/${focus?.y}`;
  const [, setKnown] = useState(0);
  const asks = kind === 'image' && !kept.has(key);
  const [handle] = useState(() => (asks ? delayRender(`Measuring the light of '${id}'`) : null));
  useEffect(() => {
    if (handle === null) return undefined;
    let gone = false;
    void measure(url, width, height, focus)
      // Said in place of an error: the scrim is then as dense as any picture needs it.
      .catch(() => 'unknown' as const)
      .then((light) => {
        kept.set(key, light);
        if (gone) continueRender(handle);
        else setKnown((count) => count + 1);
      });
    return () => {
      gone = true;
    };
  }, [handle, key, url, width, height, focus, continueRender]);
  const measured = kept.has(key);
  // Released only when the shade that the picture needs has been committed, or the first frame would show another.
  useEffect(() => {
    if (handle !== null && measured) continueRender(handle);
  }, [handle, measured, continueRender]);
  const light = kept.get(key);
  return light === undefined || light === 'unknown' ? null : light;
}

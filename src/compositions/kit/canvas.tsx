import {useLayoutEffect, useRef, type CSSProperties} from 'react';
import {useSceneLanguage} from './scene-stage.tsx';

/** A word painted on a canvas: the room it takes, in px from the canvas's top left corner. */
export interface PaintedWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CanvasProps {
  /** Place and size on the frame, px. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the canvas for one px of the frame; below 1 for soft things. */
  readonly density?: number;
  /** True where `paint` covers every pixel: an engine then copies the canvas instead of blending it. */
  readonly opaque?: boolean;
  /** Paints with one unit = one px of the frame. Called again whenever `paintKey` changes. */
  readonly paint: (context: CanvasRenderingContext2D) => void;
  /** Everything the picture depends on. */
  readonly paintKey: string | number;
  readonly style?: CSSProperties;
  /** What it shows, for people and tests that read the page; left out for decoration. */
  readonly label?: string;
  /** Whether it belongs to the word captions. */
  readonly caption?: boolean;
  /** Which line of how many of one text it shows, as in `2/3`. */
  readonly line?: string;
  /** Where each word of the label stands; left out when the whole canvas is one thing to read. */
  readonly words?: readonly PaintedWord[];
}

/** Words as an attribute of the page: a list of `[text, x, y, width, height]` in tenths of a px at the finest. */
function wordsAttribute(words: readonly PaintedWord[]): string {
  const tenths = (length: number): number => Math.round(length * 10) / 10;
  return JSON.stringify(
    words.map(({text, x, y, width, height}) => [text, tenths(x), tenths(y), tenths(width), tenths(height)]),
  );
}

/**
 * A painted rectangle. Text, strokes, glows and patterns are painted rather than left to CSS, because the engines
 * draw different parts of CSS and all of them copy a canvas alike.
 */
export function Canvas({
  x,
  y,
  width,
  height,
  density = 1,
  opaque = false,
  paint,
  paintKey,
  style,
  label,
  caption = false,
  line,
  words,
}: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const language = useSceneLanguage();
  const columns = Math.max(1, Math.ceil(width * density));
  const rows = Math.max(1, Math.ceil(height * density));
  useLayoutEffect(() => {
    const context = ref.current?.getContext('2d', {alpha: !opaque});
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (!opaque) context.clearRect(0, 0, columns, rows);
    context.setTransform(columns / width, 0, 0, rows / height, 0, 0);
    paint(context);
    // `paint` is new on every render; `paintKey` says whether its picture is.
  }, [paintKey, columns, rows, width, height, opaque, language]);
  return (
    <canvas
      ref={ref}
      width={columns}
      height={rows}
      // Fonts are chosen by it: one Han character has several shapes.
      lang={language}
      {...(label === undefined
        ? {'aria-hidden': true}
        : {
            role: 'img',
            'aria-label': label,
            'data-part': caption ? 'caption' : 'content',
            ...(line === undefined ? {} : {'data-line': line}),
            ...(words === undefined ? {} : {'data-words': wordsAttribute(words)}),
          })}
      style={{
        position: 'absolute',
        left: Math.round(x),
        top: Math.round(y),
        width,
        height,
        // Style sheets of apps often keep pictures inside their parents.
        maxWidth: 'none',
        ...style,
      }}
    />
  );
}

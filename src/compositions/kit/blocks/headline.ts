import type {Aspect} from '../../../platforms/index.ts';
import type {Block} from './block.ts';
import {textBlock, type TextBlockOptions} from './text-block.tsx';
import type {StageContext} from '../scene-stage.tsx';
import {displayFace} from '../text/faces.ts';
import {layoutText} from '../text/text-layout.ts';

export interface HeadlineOptions extends TextBlockOptions {
  /** Room in px for the headline. */
  readonly height: number;
  /** Size against the theme's hook headline, 1 for a hook. */
  readonly scale?: number;
  readonly maxLines?: number;
  readonly caps?: boolean;
  readonly emphasis?: readonly string[];
}

/** How much larger than a sentence texts of up to so many letters are set; in wide frames even a short line needs it. */
const boosts = {
  '9:16': [
    [7, 1.5],
    [13, 1.25],
    [22, 1.12],
  ],
  '1:1': [
    [7, 1.5],
    [13, 1.25],
    [22, 1.12],
  ],
  '16:9': [
    [8, 1.7],
    [16, 1.5],
    [26, 1.3],
    [36, 1.15],
  ],
} as const;

/** How much larger a short text is set: a word or two would look lost at the size of a sentence. */
export function shortBoost(text: string, aspect: Aspect): number {
  const letters = Array.from(text).length;
  return boosts[aspect].find(([most]) => letters <= most)?.[1] ?? 1;
}

/**
 * The text that is read first, as large as its room allows, with the stressed words in the accent colour. In a scene that
 * stands for long a marker is drawn over them, unless the text has a colour of its own.
 */
export function headline(stage: StageContext, options: HeadlineOptions): Block | null {
  const {text, box, height, scale = 1, maxLines = 5, emphasis} = options;
  if (text === undefined) return null;
  const {scope, scene} = stage;
  const {display} = scope.theme.type;
  const wide = scope.aspect === '16:9' ? 0.92 : 1;
  const boost = scale < 0.6 ? 1 : shortBoost(text, scope.aspect);
  const layout = layoutText({
    text,
    face: displayFace(scope.theme),
    language: scope.language,
    direction: scope.direction,
    maxPx: Math.round(display.maxPx * scale * wide * boost),
    minPx: Math.round(display.minPx * Math.min(1, scale + 0.12) * wide),
    width: box.width,
    height,
    maxLines,
    unit: scope.unit,
    caps: options.caps ?? display.caps,
    emphasis: emphasis ?? scene.emphasis,
    paged: stage.paged,
  });
  return textBlock(layout, stage, {marked: options.color === undefined, ...options});
}

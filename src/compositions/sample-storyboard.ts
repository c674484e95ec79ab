import {storyboardSchema, type SceneKind, type Storyboard, type Word} from '../schema/index.ts';
import type {TemplateSample} from './contract.ts';
import {sampleFor} from './sample.ts';

/** Words spoken at an even pace of 320 ms a word, from 33 ms after the cut. */
function spoken(text: string): Word[] {
  return text
    .split(' ')
    .map((word, index) => ({text: word, startMs: 33 + index * 320, endMs: 323 + index * 320}));
}

/** A scene of a sample: its own fields, its length and what is said; the rest is filled in. */
export interface SampleScene {
  readonly kind: SceneKind;
  readonly onScreenText: string;
  readonly durationInFrames: number;
  readonly said: string;
  readonly [field: string]: unknown;
}

export interface SampleStory {
  /** Ids of template and theme. */
  readonly template: string;
  readonly theme: string;
  readonly title: string;
  readonly scenes: readonly SampleScene[];
}

/** A sample of a template's own: its story with the settings and the drawing of the common sample (`sunrise`). */
export function sampleOf({template, theme, title, scenes}: SampleStory): TemplateSample {
  const {storyboard, assetUrls} = sampleFor(template, theme);
  let frame = 0;
  const placed = scenes.map(({said, ...scene}, index) => {
    const startFrame = frame;
    frame += scene.durationInFrames;
    return {
      emphasis: [],
      visual: null,
      ...scene,
      id: `${scene.kind}-${index}`,
      startFrame,
      words: spoken(said),
    };
  });
  const own: Storyboard = storyboardSchema.parse({
    ...storyboard,
    title,
    durationInFrames: frame,
    scenes: placed,
  });
  return {storyboard: own, assetUrls};
}

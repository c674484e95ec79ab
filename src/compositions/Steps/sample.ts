import type {TemplateSample} from '../contract.ts';
import {sampleOf} from '../sample-storyboard.ts';

/** A how-to: what is needed, three steps, one of them with a picture, and what to do next. */
export function stepsSample(): TemplateSample {
  return sampleOf({
    template: 'steps',
    theme: 'swiss',
    title: 'Sharpen a kitchen knife in three steps',
    scenes: [
      {
        kind: 'hook',
        kicker: 'Kitchen basics',
        onScreenText: 'Sharpen any knife in four minutes',
        emphasis: ['four minutes'],
        durationInFrames: 75,
        said: 'Sharpen any knife in four minutes',
      },
      {
        kind: 'context',
        onScreenText: 'What you need',
        emphasis: ['need'],
        detail: 'A whetstone, a bowl of water, a damp towel',
        durationInFrames: 100,
        said: 'You need a whetstone a bowl of water and a towel',
      },
      {
        kind: 'step',
        n: 1,
        total: 3,
        onScreenText: 'Soak the stone',
        detail: 'Ten minutes, until no bubbles rise. Then lay it on the towel.',
        durationInFrames: 100,
        said: 'Soak the stone for ten minutes then lay it down',
      },
      {
        kind: 'step',
        n: 2,
        total: 3,
        onScreenText: 'Hold the blade at fifteen degrees',
        emphasis: ['fifteen degrees'],
        detail: 'Two stacked coins under the spine show the angle.',
        visual: {asset: 'sunrise'},
        durationInFrames: 100,
        said: 'Hold the blade at fifteen degrees two coins show the angle',
      },
      {
        kind: 'step',
        n: 3,
        total: 3,
        onScreenText: 'Draw it across, ten times a side',
        detail: 'Heel to tip in one stroke. Let the stone do the work.',
        durationInFrames: 100,
        said: 'Draw it across ten times a side from heel to tip',
      },
      {
        kind: 'call-to-action',
        onScreenText: 'Keep this for Sunday',
        label: 'Save it',
        handle: '@example',
        durationInFrames: 95,
        said: 'Save this and try it on Sunday',
      },
    ],
  });
}

import type {TemplateSample} from '../contract.ts';
import {sampleOf} from '../sample-storyboard.ts';

/** A small product: what it is, what it does, what it costs, what someone says of it, where to get it. */
export function productSample(): TemplateSample {
  return sampleOf({
    template: 'product',
    theme: 'blueprint',
    title: 'A lamp that knows the hour',
    scenes: [
      {
        kind: 'hook',
        kicker: 'New on the desk',
        onScreenText: 'A lamp that knows what time it is',
        emphasis: ['time'],
        visual: {asset: 'sunrise'},
        durationInFrames: 80,
        said: 'Here is a lamp that knows the time',
      },
      {
        kind: 'point',
        kicker: 'What it does',
        onScreenText: 'Daylight at noon, embers at night',
        emphasis: ['embers'],
        detail: 'Follows the sun, dims by itself, needs no app',
        visual: {asset: 'sunrise'},
        durationInFrames: 120,
        said: 'Daylight at noon and embers at night it needs no app',
      },
      {
        kind: 'statistic',
        onScreenText: 'The price',
        value: 39,
        prefix: '$',
        decimals: 0,
        label: 'and no subscription, ever',
        visual: {asset: 'sunrise'},
        durationInFrames: 105,
        said: 'It costs thirty nine dollars and no subscription ever',
      },
      {
        kind: 'quote',
        onScreenText: 'A reader',
        text: 'I stopped setting an alarm. The room just gets light.',
        speaker: 'Ines',
        role: 'first owner',
        durationInFrames: 105,
        said: 'I stopped setting an alarm the room just gets light',
      },
      {
        kind: 'call-to-action',
        onScreenText: 'Ships in May',
        emphasis: ['May'],
        label: 'Join the list',
        handle: '@example',
        visual: {asset: 'sunrise'},
        durationInFrames: 90,
        said: 'It ships in May join the list',
      },
    ],
  });
}

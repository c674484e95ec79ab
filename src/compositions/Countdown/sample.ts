import type {TemplateSample} from '../contract.ts';
import {sampleOf} from '../sample-storyboard.ts';

/** A ranking from the third place to the first, with a picture, a figure and a call to action. */
export function countdownSample(): TemplateSample {
  return sampleOf({
    template: 'countdown',
    theme: 'terracotta',
    title: 'Three cities that feed you best',
    scenes: [
      {
        kind: 'hook',
        kicker: 'Street food',
        onScreenText: '3 cities that feed you best for five dollars',
        emphasis: ['five dollars'],
        durationInFrames: 80,
        said: 'Three cities that feed you best for five dollars',
      },
      {
        kind: 'list-item',
        n: 3,
        total: 3,
        onScreenText: 'Oaxaca',
        detail: 'Tlayudas off the coals, folded while you watch.',
        durationInFrames: 90,
        said: 'Number three Oaxaca where tlayudas come off the coals',
      },
      {
        kind: 'list-item',
        n: 2,
        total: 3,
        onScreenText: 'Penang, for noodles at sunrise',
        detail: 'The same family has run the cart since 1961.',
        visual: {asset: 'sunrise'},
        durationInFrames: 95,
        said: 'Number two Penang for noodles at sunrise',
      },
      {
        kind: 'list-item',
        n: 1,
        total: 3,
        onScreenText: 'Palermo after dark',
        emphasis: ['Palermo'],
        detail: 'Five dollars buy three courses and a seat on the kerb.',
        durationInFrames: 95,
        said: 'And number one is Palermo after dark',
      },
      {
        kind: 'statistic',
        onScreenText: '$4.60 for a full plate',
        value: 4.6,
        decimals: 2,
        prefix: '$',
        label: 'for a full plate in Palermo',
        source: 'Our own receipts, June',
        durationInFrames: 90,
        said: 'A full plate cost us four dollars sixty',
      },
      {
        kind: 'call-to-action',
        onScreenText: 'Which city did we miss?',
        label: 'Tell us below',
        handle: '@example',
        durationInFrames: 100,
        said: 'Which city did we miss tell us below',
      },
    ],
  });
}

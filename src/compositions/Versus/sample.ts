import type {TemplateSample} from '../contract.ts';
import {sampleOf} from '../sample-storyboard.ts';

/** A choice with two rounds, a figure, a thought with a picture and a call to action. */
export function versusSample(): TemplateSample {
  return sampleOf({
    template: 'versus',
    theme: 'lagoon',
    title: 'Kettle or stove',
    scenes: [
      {
        kind: 'hook',
        kicker: 'Tea for two',
        onScreenText: 'Which one boils your water for less?',
        emphasis: ['for less'],
        durationInFrames: 85,
        said: 'Kettle or stove which one boils water for less',
      },
      {
        kind: 'comparison',
        onScreenText: 'Power for one litre',
        left: {label: 'Electric kettle', value: '0.11 kWh', detail: 'Most of the heat ends up in the water.'},
        right: {label: 'Pot on the stove', value: '0.16 kWh', detail: 'Much of it warms the kitchen.'},
        verdict: 'left',
        durationInFrames: 150,
        said: 'For one litre the kettle needs a tenth of a kilowatt hour the stove half more',
      },
      {
        kind: 'statistic',
        onScreenText: 'What is lost',
        value: 42,
        decimals: 0,
        unit: '%',
        label: 'of the stove’s power never reaches the water',
        durationInFrames: 110,
        said: 'On the stove two fifths of the power never reach the water',
      },
      {
        kind: 'point',
        kicker: 'One thing helps',
        onScreenText: 'Put the lid on',
        emphasis: ['lid'],
        detail: 'Steam carries off more heat than the pot itself.',
        visual: {asset: 'sunrise'},
        durationInFrames: 95,
        said: 'One thing helps the pot put the lid on',
      },
      {
        kind: 'call-to-action',
        onScreenText: 'Which side are you on?',
        emphasis: ['side'],
        label: 'Tell us below',
        handle: '@example',
        durationInFrames: 95,
        said: 'So which side are you on tell us below',
      },
    ],
  });
}

import type {TemplateSample} from '../contract.ts';
import {sampleOf} from '../sample-storyboard.ts';

/** The story of the bicycle in four dates, a figure and a question to the viewer. */
export function timelineSample(): TemplateSample {
  return sampleOf({
    template: 'timeline',
    theme: 'press',
    title: 'How the bicycle got its shape',
    scenes: [
      {
        kind: 'hook',
        onScreenText: 'How the bicycle got its shape',
        detail: 'Seventy years, four ideas.',
        emphasis: ['bicycle'],
        durationInFrames: 80,
        said: 'How the bicycle got its shape in seventy years',
      },
      {
        kind: 'point',
        kicker: '1817',
        onScreenText: 'A wooden horse on two wheels',
        detail: 'Karl von Drais walks it along. There are no pedals yet.',
        durationInFrames: 95,
        said: 'In 1817 Karl von Drais walks a wooden horse',
      },
      {
        kind: 'point',
        kicker: '1863',
        onScreenText: 'Paris adds pedals',
        detail: 'They sit on the front wheel.',
        visual: {asset: 'sunrise'},
        durationInFrames: 95,
        said: 'Paris adds pedals to the front wheel',
      },
      {
        kind: 'statistic',
        value: 1.5,
        decimals: 1,
        unit: 'm',
        onScreenText: 'A front wheel of 1.5 m',
        label: 'across: the front wheel of a high bicycle',
        source: 'Science museum catalogue',
        durationInFrames: 110,
        said: 'Then the front wheel grows to a metre and a half',
      },
      {
        kind: 'point',
        kicker: '1885',
        onScreenText: 'A chain, and two wheels alike',
        emphasis: ['A chain'],
        detail: 'The safety bicycle of Coventry is the one we ride today.',
        durationInFrames: 100,
        said: 'And then a chain and two wheels alike',
      },
      {
        kind: 'call-to-action',
        onScreenText: 'What should come next?',
        label: 'Say it below',
        handle: '@example',
        durationInFrames: 95,
        said: 'What should come next say it below',
      },
    ],
  });
}

import type {TemplateSample} from '../contract.ts';
import {sampleOf} from '../sample-storyboard.ts';

/** A round of questions: one with answers to choose from, one without, what is behind it, and a call to action. */
export function quizSample(): TemplateSample {
  return sampleOf({
    template: 'quiz',
    theme: 'candy',
    title: 'Two questions for bakers',
    scenes: [
      {
        kind: 'hook',
        kicker: 'Kitchen quiz',
        onScreenText: 'Two questions only bakers get right',
        emphasis: ['bakers'],
        durationInFrames: 75,
        said: 'Two questions that only bakers get right',
      },
      {
        kind: 'question',
        onScreenText: 'What makes dough rise?',
        emphasis: ['rise'],
        options: ['Steam', 'Gas from yeast', 'Sugar', 'Salt'],
        answer: 1,
        durationInFrames: 165,
        said: 'What makes dough rise is it steam the gas of yeast sugar or salt',
      },
      {
        kind: 'point',
        kicker: 'Why',
        onScreenText: 'Yeast eats sugar and breathes out gas',
        emphasis: ['gas'],
        detail: 'The gluten holds it in, like a thousand small balloons.',
        visual: {asset: 'sunrise'},
        durationInFrames: 100,
        said: 'Yeast eats the sugar and breathes out gas',
      },
      {
        kind: 'question',
        onScreenText: 'Which flour holds the most of it?',
        emphasis: ['most'],
        durationInFrames: 120,
        said: 'And which flour holds the most of it think about it',
      },
      {
        kind: 'call-to-action',
        onScreenText: 'How many did you get?',
        emphasis: ['How many'],
        label: 'Tell us below',
        handle: '@example',
        durationInFrames: 95,
        said: 'How many did you get tell us below',
      },
    ],
  });
}

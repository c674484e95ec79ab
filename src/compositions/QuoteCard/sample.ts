import {storyboardSchema} from '../../schema/index.ts';
import type {TemplateSample} from '../contract.ts';
import {sampleFor} from '../sample.ts';

const quotes = [
  {
    text: 'The best time to plant a tree was twenty years ago. The second best time is now.',
    speaker: 'Old proverb',
    role: 'often attributed, rarely sourced',
  },
  {text: 'Be yourself; everyone else is already taken.', speaker: 'Oscar Wilde', role: 'so it is said'},
] as const;

/** The common sample with two quotations in the place of its explanation. */
export function quoteCardSample(): TemplateSample {
  const {storyboard, assetUrls} = sampleFor('quote-card', 'press');
  const spoken = storyboard.scenes.filter(({kind}) => kind === 'hook' || kind === 'call-to-action');
  const [hook, ...rest] = spoken;
  const said = quotes.map((quote, index) => ({
    kind: 'quote',
    id: `quote-${index + 1}`,
    durationInFrames: 150,
    onScreenText: quote.speaker,
    emphasis: [],
    visual: index === 1 ? {asset: 'sunrise'} : null,
    words: [],
    ...quote,
  }));
  let frame = 0;
  const scenes = [hook, ...said, ...rest].flatMap((scene) => {
    if (scene === undefined) return [];
    const startFrame = frame;
    frame += scene.durationInFrames;
    return [{...scene, startFrame}];
  });
  return {
    storyboard: storyboardSchema.parse({...storyboard, scenes, durationInFrames: frame}),
    assetUrls,
  };
}

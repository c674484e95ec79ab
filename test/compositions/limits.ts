import {storyboardSchema, type Storyboard, type Theme} from '../../src/schema/index.ts';
import {frameSizes, type Aspect} from '../../src/platforms/index.ts';
import {sampleFor} from '../../src/compositions/sample.ts';

const filler =
  'Wordy and rather long texts reach the limit of what any scene may hold so every line has to shrink until all of it fits inside its own small room without being cut off or running over anything else that stands near it on the frame today';
const upTo = (length: number) => filler.slice(0, length).replace(/ \S*$/u, '');
const base = {onScreenText: upTo(90), emphasis: ['limit'], visual: null};
const visual = {asset: 'sunrise'};
const series = [1, 2, 3, 4, 5].map((value) => ({label: 'A label of twenty ch', value: value * 12_345_678}));
const options = [60, 58, 56, 54].map(upTo);

/** Every kind of scene with its text fields filled to the limit of the schema. */
export const fullest: readonly object[] = [
  {...base, kind: 'hook', kicker: upTo(60), detail: upTo(140)},
  {...base, kind: 'hook', kicker: upTo(60), detail: upTo(140), visual},
  {...base, kind: 'context', detail: upTo(140), visual},
  {...base, kind: 'point', kicker: upTo(60), detail: upTo(140)},
  {...base, kind: 'point', kicker: upTo(60), detail: upTo(140), visual},
  {
    ...base,
    kind: 'statistic',
    value: 123_456_789.1234,
    decimals: 4,
    prefix: 'US$',
    unit: 'thousand million',
    label: upTo(90),
    source: upTo(60),
    series,
  },
  {
    ...base,
    kind: 'statistic',
    value: -123_456_789,
    decimals: 0,
    unit: 'thousand million',
    label: upTo(90),
    source: upTo(60),
    visual,
  },
  {...base, kind: 'quote', text: upTo(240), speaker: upTo(60), role: upTo(60)},
  {...base, kind: 'quote', text: upTo(240), speaker: upTo(60), role: upTo(60), visual},
  {
    ...base,
    kind: 'comparison',
    left: {label: upTo(60), value: '1,234,567,890.12', detail: upTo(140)},
    right: {label: upTo(60), value: 'Sixteen letters!', detail: upTo(140)},
    verdict: 'left',
  },
  {...base, kind: 'step', n: 98, total: 99, detail: upTo(140)},
  {...base, kind: 'list-item', n: 12, total: 12, detail: upTo(140), visual},
  {...base, kind: 'question', options, answer: 1},
  {...base, kind: 'twist'},
  {...base, kind: 'call-to-action', label: upTo(60), handle: upTo(60)},
];

/** Every kind of scene with as little text as the schema lets through. */
export const barest: readonly object[] = [
  {kind: 'hook'},
  {kind: 'hook', visual},
  {kind: 'context'},
  {kind: 'point'},
  {kind: 'statistic', value: 3, decimals: 0, label: 'x'},
  {kind: 'quote', text: 'x', speaker: 'y'},
  {kind: 'comparison', left: {label: 'A', value: '1'}, right: {label: 'B', value: '2'}},
  {kind: 'step', n: 1, total: 2},
  {kind: 'list-item', n: 1, total: 40},
  {kind: 'question', options: ['A', 'B'], answer: 0},
  {kind: 'question'},
  {kind: 'twist'},
  {kind: 'call-to-action'},
].map((scene) => ({onScreenText: 'No', emphasis: [], visual: null, ...scene}));

/** Frames of each scene of `storyboardOf`. */
export const sceneFrames = 90;

/** The drawing of the sample, as the one picture. */
export const sampleUrls = {...sampleFor('headline', 'volt').assetUrls};

/** Those scenes as one storyboard, each with ten spoken words. */
export function storyboardOf(scenes: readonly object[], theme: Theme, aspect: Aspect): Storyboard {
  const {storyboard} = sampleFor('headline', 'volt');
  const words = upTo(58).split(' ').slice(0, 10);
  return storyboardSchema.parse({
    ...storyboard,
    ...frameSizes[aspect],
    theme,
    durationInFrames: scenes.length * sceneFrames,
    scenes: scenes.map((scene, index) => ({
      ...scene,
      id: `s${index}`,
      startFrame: index * sceneFrames,
      durationInFrames: sceneFrames,
      words: words.map((text, at) => ({text, startMs: 33 + at * 280, endMs: 300 + at * 280})),
    })),
  });
}

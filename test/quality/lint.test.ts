import {describe, expect, it} from 'vitest';
import {lint} from '../../src/quality/lint.ts';
import {type Script, scriptSchema, type Storyboard} from '../../src/schema/index.ts';
import {healthy, storyboardOf} from './clips.ts';

const trace = {claim: 'fact' as const, spans: [], operations: []};
const script: Script = scriptSchema.parse({
  version: 1,
  id: 'tea',
  title: 'Why tea cools',
  topic: 'tea',
  platform: 'tiktok',
  language: 'en',
  durationInSeconds: 20,
  style: 'explainer',
  hook: {type: 'number'},
  structure: 'explainer',
  scenes: [
    {
      id: 'hook',
      kind: 'hook',
      spoken: 'A wide cup cools twice as fast.',
      onScreenText: 'Twice as fast',
      trace,
    },
    {
      id: 'p1',
      kind: 'point',
      spoken: 'Heat leaves through the surface of the tea.',
      onScreenText: 'Through the surface',
      trace,
    },
    {
      id: 'end',
      kind: 'call-to-action',
      spoken: 'Follow for more about tea.',
      onScreenText: 'Follow for more',
      trace,
    },
  ],
  description: 'Why tea cools.',
  hashtags: ['#Tea'],
  sources: [],
  writer: {name: 'test', fit: 'fits', verbatimShare: 0},
});
const rules = (subject: Script | Storyboard) => lint(subject).map((finding) => finding.rule);
const withScene = (index: number, change: object): Script => ({
  ...script,
  scenes: script.scenes.map((scene, at) => (at === index ? {...scene, ...change} : scene)),
});
const long = (words: number) => 'word '.repeat(words).trim();

describe('lint of a script', () => {
  it('finds nothing wrong with a good one', () => expect(lint(script)).toEqual([]));

  const planted: readonly [string, Script][] = [
    ['hook-length', withScene(0, {spoken: `${long(20)}.`})],
    ['sentence-length', withScene(1, {spoken: `${long(30)}.`})],
    ['repetition', withScene(1, {spoken: 'A wide cup cools twice as fast again.'})],
    ['risky-term', withScene(2, {spoken: 'Tag 3 friends who drink tea.'})],
    ['no-call-to-action', {...script, scenes: script.scenes.slice(0, 2)}],
    ['hashtags', {...script, hashtags: ['#a', '#b', '#c', '#d', '#e', '#f']}],
    ['description-length', {...script, description: 'x'.repeat(2300)}],
    ['duration', {...script, platform: 'youtube', durationInSeconds: 200}],
  ];
  it.each(planted)('finds %s', (rule, subject) => expect(rules(subject)).toContain(rule));

  it('puts errors first', () => {
    const subject = {
      ...script,
      description: 'x'.repeat(2300),
      hashtags: ['#a', '#b', '#c', '#d', '#e', '#f'],
    };
    expect(lint(subject).map((finding) => finding.severity)).toEqual(['error', 'warning']);
  });
});

describe('lint of a storyboard', () => {
  const storyboard = storyboardOf(healthy);
  const [scene] = storyboard.scenes;
  if (!scene) throw new Error('the storyboard has a scene');
  const spoken = (count: number, ms: number) =>
    Array.from({length: count}, (_, index) => ({text: 'word', startMs: index * ms, endMs: (index + 1) * ms}));

  it('finds nothing wrong with a good one', () => expect(lint(storyboard)).toEqual([]));

  const planted: readonly [string, Storyboard][] = [
    ['caption-speed', {...storyboard, scenes: [{...scene, words: spoken(12, 200)}]}],
    ['reading-time', {...storyboard, scenes: [{...scene, onScreenText: 'x'.repeat(90)}]}],
    ['scene-length', {...storyboard, durationInFrames: 300, scenes: [{...scene, durationInFrames: 300}]}],
    ['duration', {...storyboard, durationInFrames: 60, scenes: [{...scene, durationInFrames: 60}]}],
    ['no-captions', {...storyboard, captions: {show: false, style: 'box'}}],
    [
      'contrast',
      {
        ...storyboard,
        theme: {
          ...storyboard.theme,
          palette: {...storyboard.theme.palette, ink: storyboard.theme.palette.bg},
        },
      },
    ],
  ];
  it.each(planted)('finds %s', (rule, subject) => expect(rules(subject)).toContain(rule));
});

import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {InvalidInputError} from '../../src/errors.ts';
import {lint} from '../../src/quality/lint.ts';
import type {LintOptions} from '../../src/quality/lint-options.ts';
import {scriptRules} from '../../src/quality/script-rules/index.ts';
import {
  findingSchema,
  type Script,
  scriptSchema,
  type SourceText,
  type Storyboard,
} from '../../src/schema/index.ts';
import {healthy, storyboardOf} from './clips.ts';

const tea: SourceText = {
  version: 1,
  id: 'tea',
  title: 'Why tea cools',
  siteName: 'The Kettle',
  blocks: [
    {
      kind: 'paragraph',
      text: 'Heat leaves a cup of tea through its surface. In a wide cup 40 grams of tea cooled in 9 minutes, said Ada Brook. “A lid keeps the heat in for an hour,” she added. The spoon did not change the result.',
    },
  ],
};
const spanOf = (text: string) => {
  const start = tea.blocks[0]!.text.indexOf(text);
  if (start < 0) throw new Error(`the source does not say: ${text}`);
  return {sourceId: 'tea', block: 0, start, end: start + text.length};
};
const glue = {claim: 'glue' as const, spans: [], operations: []};
const restingOn = (text: string) => ({claim: 'fact' as const, spans: [spanOf(text)], operations: []});

const script: Script = scriptSchema.parse({
  version: 1,
  id: 'tea',
  title: 'Why tea cools so fast',
  topic: 'tea',
  platform: 'tiktok',
  language: 'en',
  durationInSeconds: 13.5,
  style: 'explainer',
  hook: {type: 'because-gap'},
  structure: 'explainer',
  scenes: [
    {
      id: 'hook',
      kind: 'hook',
      spoken: 'Your tea is cold again. Here’s why.',
      onScreenText: 'Cold tea, again',
      trace: glue,
    },
    {
      id: 'p1',
      kind: 'point',
      spoken: 'Heat leaves a cup of tea through its surface.',
      onScreenText: 'Through its surface',
      trace: restingOn('Heat leaves a cup of tea through its surface.'),
    },
    {
      id: 'p2',
      kind: 'point',
      spoken: 'In a wide cup, tea cooled in 9 minutes.',
      onScreenText: '9 minutes in a wide cup',
      trace: restingOn('In a wide cup 40 grams of tea cooled in 9 minutes, said Ada Brook.'),
    },
    {
      id: 'p3',
      kind: 'point',
      spoken: 'The spoon did not change the result.',
      onScreenText: 'Not the spoon',
      trace: restingOn('The spoon did not change the result.'),
    },
    {
      id: 'end',
      kind: 'call-to-action',
      spoken: 'Follow for more about tea.',
      onScreenText: 'Follow for more',
      trace: glue,
    },
  ],
  description: 'Why tea cools. Source: The Kettle.',
  hashtags: ['#Tea'],
  sources: [{id: 'tea', title: 'Why tea cools', siteName: 'The Kettle'}],
  writer: {name: 'test', fit: 'fits', verbatimShare: 0},
});
const withScene = (index: number, change: object): Script => ({
  ...script,
  scenes: script.scenes.map((scene, at) => (at === index ? {...scene, ...change} : scene)),
});
const scenesInOrder = (...order: readonly number[]): Script => ({
  ...script,
  scenes: order.map((index, at) => ({...script.scenes[index]!, id: `scene-${at}`})),
});
const words = (count: number) => 'word '.repeat(count).trim();
const own = {sources: [tea]};

/** For every rule at least one script that breaks it, and the place it is found at. */
const breaking: readonly (readonly [
  rule: string,
  subject: Script,
  path: string | undefined,
  options?: LintOptions,
])[] = [
  ['hook-length', withScene(0, {spoken: `${words(20)}.`}), 'scenes[0].spoken'],
  ['hook-length', withScene(0, {spoken: 'Tea!'}), 'scenes[0].spoken'],
  [
    'hook-seconds',
    withScene(0, {spoken: `Extraordinarily ${'uninterruptedly '.repeat(8)}cold.`}),
    'scenes[0].spoken',
  ],
  ['hook-place', scenesInOrder(1, 0, 2, 3, 4), 'scenes[1]'],
  ['hook-place', scenesInOrder(0, 1, 0, 3, 4), 'scenes[2]'],
  ['hook-place', scenesInOrder(1, 2, 3, 4), 'scenes[0]'],
  ['hook-empty', withScene(0, {spoken: 'You need to know about this one thing.'}), 'scenes[0].spoken'],
  [
    'slow-start',
    withScene(0, {spoken: 'Hello and welcome back to my channel, tea lovers.'}),
    'scenes[0].spoken',
  ],
  [
    'hook-copied',
    withScene(0, {spoken: 'Heat leaves a cup of tea through the lid.'}),
    'scenes[0].spoken',
    own,
  ],
  ['hook-copied', withScene(0, {spoken: 'Listen: the spoon did not break.'}), 'scenes[0].spoken', own],
  ['words-per-second', {...script, durationInSeconds: 8}, 'scenes'],
  ['script-length', {...script, durationInSeconds: 12}, 'scenes'],
  ['script-length', {...script, durationInSeconds: 30}, 'scenes'],
  ['scene-seconds', withScene(1, {spoken: `${words(20)}. ${words(20)}.`}), 'scenes[1].spoken'],
  ['sentence-length', withScene(1, {spoken: `${words(30)}.`}), 'scenes[1].spoken'],
  ['monotone', scenesInOrder(0, 1, 1, 1, 1, 4), 'scenes[4].spoken'],
  [
    'repetition',
    withScene(2, {spoken: 'Heat leaves a cup of tea through its surface again.'}),
    'scenes[2].spoken',
  ],
  [
    'pointing-back',
    {
      ...withScene(0, {spoken: 'Why does tea cool?'}),
      scenes: [
        {...script.scenes[0]!, spoken: 'Why does tea cool?'},
        {...script.scenes[1]!, spoken: 'It leaves through the surface.'},
        ...script.scenes.slice(2),
      ],
    },
    'scenes[1].spoken',
  ],
  [
    'reading-time',
    withScene(4, {spoken: 'Bye.', onScreenText: 'A long goodbye to every cup of tea'}),
    'scenes[4].onScreenText',
  ],
  ['on-screen-length', withScene(1, {onScreenText: words(11)}), 'scenes[1].onScreenText'],
  [
    'on-screen-transcript',
    withScene(1, {onScreenText: 'Heat leaves a cup of tea through its surface'}),
    'scenes[1].onScreenText',
  ],
  ['on-screen-claim', withScene(1, {onScreenText: '300 degrees'}), 'scenes[1].onScreenText'],
  ['on-screen-repeated', withScene(2, {onScreenText: 'Through its surface'}), 'scenes[2].onScreenText'],
  ['unsupported-claim', withScene(0, {spoken: 'Tea loses 12 degrees a minute.'}), 'scenes[0].spoken'],
  [
    'unsupported-claim',
    withScene(1, {trace: {claim: 'fact', spans: [], operations: []}}),
    'scenes[1].spoken',
  ],
  [
    'unsupported-claim',
    withScene(1, {
      trace: {claim: 'fact', spans: [{sourceId: 'tea', block: 7, start: 0, end: 9}], operations: []},
    }),
    'scenes[1].trace.spans',
    own,
  ],
  [
    'unsupported-claim',
    withScene(2, {spoken: 'In a wide cup, tea cooled in 12 minutes.'}),
    'scenes[2].spoken',
    own,
  ],
  ['unsupported-claim', withScene(3, {spoken: 'The spoon did change the result.'}), 'scenes[3].spoken', own],
  ['unsupported-claim', withScene(2, {onScreenText: '9 hours'}), 'scenes[2].onScreenText', own],
  [
    'vague-authority',
    withScene(1, {spoken: 'Studies show that heat leaves through the surface.'}),
    'scenes[1].spoken',
  ],
  ['relative-date', withScene(1, {spoken: 'Heat left a cup of tea yesterday.'}), 'scenes[1].spoken'],
  ['quotation-length', withScene(1, {spoken: `She said: “${words(26)}.”`}), 'scenes[1].spoken'],
  ['verbatim', {...script, writer: {...script.writer, verbatimShare: 0.9}}, 'scenes'],
  ['risky-term', withScene(4, {spoken: 'Tag 3 friends who drink tea.'}), 'scenes[4].spoken'],
  ['risky-term', {...script, description: 'This tea cures cancer. The Kettle'}, 'description'],
  ['shouting', withScene(1, {onScreenText: 'HEAT LEAVES THROUGH SURFACE'}), 'scenes[1].onScreenText'],
  ['shouting', {...script, title: 'Why tea cools!!'}, 'title'],
  [
    'missing-disclosure',
    withScene(3, {spoken: 'Use my code TEA for a cup of your own.'}),
    'scenes[0].spoken',
  ],
  ['missing-disclosure', script, 'scenes[0].spoken', {paid: true}],
  [
    'missing-disclosure',
    withScene(0, {spoken: 'This is an ad for tea that cools.'}),
    'scenes[0].onScreenText',
    {paid: true},
  ],
  [
    'missing-credit',
    {...script, description: 'Why tea cools so fast.', sources: [{id: 'tea', siteName: 'The Kettle'}]},
    'description',
  ],
  ['no-call-to-action', {...script, scenes: script.scenes.slice(0, 4)}, 'scenes'],
  ['call-to-action-place', scenesInOrder(0, 1, 4, 3, 4), 'scenes[2]'],
  [
    'call-to-action-length',
    withScene(4, {spoken: 'Follow for more about tea, and subscribe too.'}),
    'scenes[4].spoken',
  ],
  ['call-to-action-length', withScene(4, {spoken: `Follow ${words(14)}.`}), 'scenes[4].spoken'],
  ['duration', {...script, platform: 'youtube', durationInSeconds: 200}, 'durationInSeconds'],
  ['duration', {...script, durationInSeconds: 2}, 'durationInSeconds'],
  ['title-length', {...script, platform: 'youtube', title: 'x'.repeat(120)}, 'title'],
  ['title-characters', {...script, platform: 'youtube', title: 'Tea <hot>'}, 'title'],
  ['description-length', {...script, description: 'x'.repeat(2300)}, 'description'],
  ['description-empty', {...script, description: ''}, 'description'],
  ['hashtags', {...script, hashtags: ['#a', '#b', '#c', '#d', '#e', '#f']}, 'hashtags'],
  ['hashtags', {...script, hashtags: ['#Tea', '#tea']}, 'hashtags[1]'],
  ['generic-hashtag', {...script, hashtags: ['#fyp']}, 'hashtags[0]'],
];

describe('lint of a script', () => {
  it('finds nothing wrong with a good one, with its source at hand or not', () => {
    expect(lint(script)).toEqual([]);
    expect(lint(script, own)).toEqual([]);
  });

  const examples = breaking.map(([rule, subject, path, options]) => ({rule, subject, path, options}));
  it.each(examples)('finds $rule at $path', ({rule, subject, path, options}) => {
    const found = lint(subject, options).filter((finding) => finding.rule === rule);
    expect(found.map((finding) => finding.path)).toContain(path);
    for (const finding of found) {
      expect(findingSchema.parse(finding)).toEqual(finding);
      expect(finding.fix, 'a fix for a program').toBeDefined();
    }
  });

  it('has a failing example of every rule, and no example of another', () => {
    expect(scriptRules.length).toBeGreaterThanOrEqual(30);
    const shown = new Set(breaking.map(([rule]) => rule));
    expect([...shown].toSorted()).toEqual(scriptRules.map((rule) => rule.id).toSorted());
  });

  it('leaves every rule alone that is off', () => {
    for (const [rule, subject, , options] of breaking) {
      const found = lint(subject, {...options, rules: {[rule]: 'off'}});
      expect(found.map((finding) => finding.rule)).not.toContain(rule);
    }
  });

  it('takes severities and limits of the user’s own', () => {
    const long = withScene(1, {spoken: `${words(22)}.`});
    expect(lint(long).some(({rule}) => rule === 'sentence-length')).toBe(false);
    expect(lint(long, {rules: {'sentence-length': {max: 20, severity: 'error'}}})).toContainEqual(
      expect.objectContaining({rule: 'sentence-length', severity: 'error', sceneId: 'p1'}),
    );
    expect(lint({...script, hashtags: ['#fyp']}, {rules: {'generic-hashtag': 'info'}})).toEqual([
      expect.objectContaining({
        rule: 'generic-hashtag',
        severity: 'info',
        fix: {do: 'remove', path: 'hashtags[0]'},
      }),
    ]);
  });

  it('refuses rules and limits that do not exist', () => {
    const lintWith = (rules: object) => () => lint(script, {rules});
    expect(lintWith({'hook-size': 'off'})).toThrow(/hook-size: is no rule/);
    expect(lintWith({'hook-length': {longest: 4}})).toThrow(/hook-length\.longest: is no limit.*maxWords/s);
    expect(lintWith({'hook-length': 'never'})).toThrow(InvalidInputError);
    expect(lintWith({'hook-length': {maxWords: 'error'}})).toThrow(/is not a number/);
  });

  it('puts errors first', () => {
    const subject = {
      ...script,
      description: 'x'.repeat(2300),
      hashtags: ['#a', '#b', '#c', '#d', '#e', '#f'],
    };
    const found = lint(subject).map((finding) => finding.severity);
    expect(found).toEqual(
      found.toSorted(
        (a, b) => ['error', 'warning', 'info'].indexOf(a) - ['error', 'warning', 'info'].indexOf(b),
      ),
    );
    expect(found[0]).toBe('error');
  });

  it('lets a disclosed advertisement pass', () => {
    const paid = withScene(0, {
      spoken: 'Paid partnership: your tea is cold again.',
      onScreenText: 'Ad: cold tea, again',
    });
    expect(lint(paid, {paid: true}).map(({rule}) => rule)).not.toContain('missing-disclosure');
  });

  it('is described rule by rule', async () => {
    const page = await readFile(new URL('../../docs/lint.md', import.meta.url), 'utf8');
    for (const {id, severity, limits} of scriptRules) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${id}\` |`));
      expect(row, id).toBeDefined();
      expect(row).toContain(`| ${severity} |`);
      for (const [name, value] of Object.entries(limits)) expect(row, id).toContain(`${name} ${value}`);
    }
  });
});

describe('lint of a storyboard', () => {
  const storyboard = storyboardOf(healthy);
  const [scene] = storyboard.scenes;
  if (!scene) throw new Error('the storyboard has a scene');
  const spoken = (count: number, ms: number) =>
    Array.from({length: count}, (_, index) => ({text: 'word', startMs: index * ms, endMs: (index + 1) * ms}));
  const rules = (subject: Storyboard) => lint(subject).map((finding) => finding.rule);

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

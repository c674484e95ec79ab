import {describe, expect, it} from 'vitest';
import {createDirector} from '../../../src/director/index.ts';
import {ViralError, type ErrorCode} from '../../../src/errors.ts';
import {scripted, type ScriptedAnswer} from '../../../src/llm/scripted.ts';
import type {ModelAnswer, ModelRequest} from '../../../src/ports/index.ts';
import {lint} from '../../../src/quality/lint.ts';
import {type Script, scriptSchema} from '../../../src/schema/index.ts';
import {noWaiting} from '../../llm/contract-servers.ts';
import {cardOf, draftAnswer, ferrySource, goodAnswers, type Line, line, planAnswer} from './answers.ts';

type Shape = 'plan' | 'script' | 'lines';
type Answer = (request: ModelRequest, time: number) => ScriptedAnswer;

interface Fault {
  readonly name: string;
  /** What the model says for a shape, at the nth time it is asked for it (from 0); what is left out is answered well. */
  readonly says: Partial<Record<Shape, Answer>>;
  /** Who has written in the end, or the error. */
  readonly by: 'model' | 'embedded';
  /** Calls at most. */
  readonly calls?: number;
  readonly holds?: (script: Script) => void;
}

const text = (said: string): ScriptedAnswer => ({answer: {text: said, finish: 'stop'}});
const ends = (said: string, finish: ModelAnswer['finish'], blockedFor?: string): ScriptedAnswer => ({
  answer: {text: said, finish, ...(blockedFor === undefined ? {} : {blockedFor})},
});
const json = (value: unknown): ScriptedAnswer => ({json: value});
const good = (request: ModelRequest): ScriptedAnswer => goodAnswers(request);
const raw = (request: ModelRequest) => JSON.stringify(goodAnswers(request).json);
/** Wrong the first time, right after that. */
const once =
  (wrong: Answer): Answer =>
  (request, time) =>
    time === 0 ? wrong(request, time) : good(request);
/** The usual draft with one line put in at the second place. */
const withLine =
  (make: (c: (words: string) => string) => Line): Answer =>
  (request) => {
    const {scenes, ...rest} = draftAnswer(request);
    return json({...rest, scenes: [scenes[0], make((words) => cardOf(request, words)), ...scenes.slice(2)]});
  };
const withLines =
  (make: (c: (words: string) => string) => readonly Line[]): Answer =>
  (request) =>
    json(draftAnswer(request, {lines: make((words) => cardOf(request, words))}));
const draft =
  (more: Record<string, unknown>): Answer =>
  (request) =>
    json(draftAnswer(request, more));
const spokenOf = (script: Script) => script.scenes.map(({spoken}) => spoken).join(' ');
const says = (script: Script, pattern: RegExp) => expect(spokenOf(script)).toMatch(pattern);
const never = (script: Script, pattern: RegExp) => {
  expect(JSON.stringify({...script, findings: [], writer: {...script.writer, degraded: ''}})).not.toMatch(
    pattern,
  );
};
const leftOut = (script: Script) =>
  expect(
    script.findings.some(({rule, message}) => rule === 'unsupported-claim' && message.includes('left out')),
  ).toBe(true);

const german =
  'Die Fähre fuhr im letzten Jahr mehr Menschen über das Wasser als je zuvor, und die Stadt freut sich darüber sehr.';

const faults: readonly Fault[] = [
  {name: 'nothing wrong', says: {}, by: 'model', calls: 2, holds: (script) => says(script, /4\.25 million/)},
  // JSON.
  {
    name: 'a plan that is no JSON, then one',
    says: {plan: once(() => text('Sure, here is a plan!'))},
    by: 'model',
    calls: 3,
  },
  {
    name: 'a plan that is no JSON, for ever',
    says: {plan: () => text('{"structure": news-brief}')},
    by: 'embedded',
    calls: 2,
  },
  {
    name: 'a plan in a fence',
    says: {plan: (request) => text(`\`\`\`json\n${raw(request)}\n\`\`\``)},
    by: 'model',
    calls: 2,
  },
  {
    name: 'a plan between words',
    says: {plan: (request) => text(`Here you are:\n${raw(request)}\nGood luck {smile}!`)},
    by: 'model',
    calls: 2,
  },
  {
    name: 'thoughts before the plan',
    says: {plan: (request) => text(`<think>{"structure":"list"}</think>${raw(request)}`)},
    by: 'model',
    calls: 2,
  },
  {
    name: 'a plan cut off, then whole',
    says: {plan: once((request) => ends(raw(request).slice(0, 200), 'length'))},
    by: 'model',
    calls: 3,
  },
  {
    name: 'a plan cut off for ever',
    says: {plan: (request) => ends(raw(request).slice(0, 200), 'length')},
    by: 'embedded',
  },
  {
    name: 'a draft cut off for ever',
    says: {script: (request) => ends(raw(request).slice(0, 500), 'length')},
    by: 'embedded',
  },
  {
    name: 'a draft with a comma too many, then mended',
    says: {script: once((request) => text(raw(request).replace('],', ',],')))},
    by: 'model',
    calls: 3,
  },
  {
    name: 'a draft with a key twice',
    says: {script: (request) => text(raw(request).replace('{', '{"title":"Other",'))},
    by: 'embedded',
    calls: 3,
  },
  {name: 'an empty draft', says: {script: () => text('')}, by: 'embedded', calls: 3},
  {
    name: 'a draft of two million characters',
    says: {script: () => text(`{"scenes":"${'x'.repeat(2_000_000)}"}`)},
    by: 'embedded',
    calls: 3,
  },
  {
    name: 'a web page',
    says: {plan: () => text('<!doctype html><html><body>Busy</body></html>')},
    by: 'embedded',
    calls: 2,
  },
  {
    name: 'a list at the top',
    says: {script: (request) => text(`[${raw(request)}]`)},
    by: 'embedded',
    calls: 3,
  },
  // Shapes.
  {name: 'scenes as a text', says: {script: draft({scenes: 'one scene'})}, by: 'embedded', calls: 3},
  {name: 'a number as a title, then mended', says: {script: once(draft({title: 7}))}, by: 'model', calls: 3},
  {name: 'extra keys, then none', says: {script: once(draft({mood: 'happy'}))}, by: 'model', calls: 3},
  {name: 'extra keys for ever', says: {script: draft({mood: 'happy'})}, by: 'embedded', calls: 3},
  {
    name: 'a missing key for ever',
    says: {plan: (request) => json({...planAnswer(request), angle: undefined})},
    by: 'embedded',
    calls: 2,
  },
  {
    name: 'a structure that does not exist, then one',
    says: {plan: once((request) => json({...planAnswer(request), structure: 'rant'}))},
    by: 'model',
    calls: 3,
  },
  {
    name: 'a kind of scene that does not exist',
    says: {
      script: withLine((c) =>
        line('That is 18 percent more than the year before.', [c('18 percent')], {kind: 'explosion'}),
      ),
    },
    by: 'embedded',
    calls: 3,
  },
  {
    name: 'a kind of hook that does not exist, then one',
    says: {
      plan: once((request) =>
        json({...planAnswer(request), hooks: [{type: 'scream', text: 'Aah', onScreen: '', cards: []}]}),
      ),
    },
    by: 'model',
    calls: 3,
  },
  {
    name: 'one scene only',
    says: {
      script: withLines((c) => [line('That is 18 percent more than the year before.', [c('18 percent')])]),
    },
    by: 'embedded',
    calls: 3,
  },
  {
    name: 'a hundred scenes',
    says: {
      script: withLines((c) =>
        Array.from({length: 100}, () =>
          line('That is 18 percent more than the year before.', [c('18 percent')]),
        ),
      ),
    },
    by: 'embedded',
    calls: 3,
  },
  // Refusals.
  {
    name: 'a plan that is blocked',
    says: {plan: () => ends('', 'blocked', 'SAFETY')},
    by: 'embedded',
    calls: 1,
  },
  {
    name: 'a draft that is blocked for recitation',
    says: {script: () => ends('', 'blocked', 'RECITATION')},
    by: 'embedded',
    calls: 2,
  },
  {
    name: 'a refusal in words',
    says: {script: () => text('I cannot help with that request.')},
    by: 'embedded',
    calls: 3,
  },
  // Language.
  {
    name: 'a draft in German, then in English',
    says: {
      script: once(
        withLines((c) => [
          line(german, [c('4.25 million')]),
          line(german, [c('18 percent')]),
          line(german, [c('Critics')]),
        ]),
      ),
    },
    by: 'model',
    calls: 3,
  },
  {
    name: 'a draft in German for ever',
    says: {script: withLines((c) => [line(german, [c('4.25 million')]), line(german, [c('18 percent')])])},
    by: 'embedded',
    calls: 3,
  },
  // What is not so.
  {
    name: 'an invented figure, then mended',
    says: {
      script: withLine((c) => line('That is 42 percent more than the year before.', [c('18 percent')])),
      lines: (request) =>
        json({
          lines: [
            {
              scene: 2,
              drop: false,
              spoken: 'That is 18 percent more than the year before.',
              onScreen: '18% more',
              cards: [cardOf(request, '18 percent')],
            },
          ],
        }),
    },
    by: 'model',
    calls: 3,
    holds: (script) => {
      says(script, /18 percent more/);
      never(script, /42 percent/);
    },
  },
  {
    name: 'an invented figure that is never mended',
    says: {script: withLine((c) => line('That is 42 percent more than the year before.', [c('18 percent')]))},
    by: 'model',
    calls: 3,
    holds: (script) => {
      never(script, /42/);
      leftOut(script);
    },
  },
  {
    name: 'a figure of the source in the wrong place',
    says: {script: withLine((c) => line('That is 11 percent more than the year before.', [c('18 percent')]))},
    by: 'model',
    holds: (script) => never(script, /11 percent/),
  },
  {
    name: 'a changed unit',
    says: {script: withLine((c) => line('The boats charge in 11 hours at each end.', [c('11 minutes')]))},
    by: 'model',
    holds: (script) => never(script, /11 hours/),
  },
  {
    name: 'an invented name',
    says: {
      script: withLine((c) => line('The idea came from Peter Hollis, a dock worker.', [c('Maria Oduya')])),
    },
    by: 'model',
    holds: (script) => never(script, /Hollis/),
  },
  {
    name: 'an invented date',
    says: {
      script: withLine((c) =>
        line('Two new boats joined the northern line in June 2025.', [c('March 2026')]),
      ),
    },
    by: 'model',
    holds: (script) => never(script, /June|2025/),
  },
  {
    name: 'an invented quotation',
    says: {
      script: withLine((c) =>
        line('Maria Oduya said: “This is the best ferry in the world.”', [c('Maria Oduya')]),
      ),
    },
    by: 'model',
    holds: (script) => never(script, /best ferry/),
  },
  {
    name: 'a denial turned round',
    says: {script: withLine((c) => line('The city council has voted on the fare.', [c('may raise')]))},
    by: 'model',
    holds: (script) => never(script, /has voted on the fare/),
  },
  {
    name: 'a figure in a line that cites nothing',
    says: {script: withLine(() => line('And 9,000 people wrote in.', [], {claim: 'glue'}))},
    by: 'model',
    holds: (script) => never(script, /9,000/),
  },
  {
    name: 'nothing but inventions',
    says: {
      script: withLines((c) => [
        line('It carried 77 million people in 2031.', [c('4.25 million')]),
        line('A ticket costs $99.', [c('A single ticket')]),
        line('Ivan Petrov built 12 boats.', [c('Critics')]),
      ]),
    },
    by: 'embedded',
    calls: 5,
  },
  {
    name: 'false first lines only',
    says: {
      plan: (request) =>
        json({
          ...planAnswer(request),
          hooks: [
            {
              type: 'number',
              text: '99 million people took this boat.',
              onScreen: '99 million',
              cards: [cardOf(request, '4.25')],
            },
          ],
        }),
    },
    by: 'model',
    holds: (script) => never(script, /99 million/),
  },
  {
    name: 'no first lines',
    says: {plan: (request) => json({...planAnswer(request), hooks: []})},
    by: 'model',
    calls: 2,
  },
  {
    name: 'bait as a first line',
    says: {
      plan: (request) =>
        json({
          ...planAnswer(request),
          hooks: [
            {type: 'topic', text: 'You won’t believe what this ferry did.', onScreen: 'Wow', cards: []},
          ],
        }),
    },
    by: 'model',
    holds: (script) => never(script, /believe/),
  },
  {
    name: 'another figure on the screen than in the line',
    says: {
      script: withLine((c) =>
        line('That is 18 percent more than the year before.', [c('18 percent')], {onScreen: '81% more'}),
      ),
    },
    by: 'model',
    holds: (script) => never(script, /81/),
  },
  {
    name: 'the line itself on the screen, and words to stress that are not there',
    says: {
      script: withLine((c) =>
        line('That is 18 percent more than the year before.', [c('18 percent')], {
          onScreen: 'That is 18 percent more than the year before.',
          emphasis: ['tiger', ''],
        }),
      ),
    },
    by: 'model',
    holds: (script) => {
      for (const {spoken, onScreenText, emphasis} of script.scenes) {
        expect(onScreenText.toLowerCase()).not.toBe(spoken.toLowerCase().replace(/[.?]$/, ''));
        expect(emphasis).not.toContain('tiger');
      }
    },
  },
  // Orders from the material.
  {
    name: 'a link, then none',
    says: {
      script: once(
        withLine((c) => line('Read more at www.evil.example/win about the 18 percent.', [c('18 percent')])),
      ),
    },
    by: 'model',
    calls: 3,
    holds: (script) => never(script, /evil/),
  },
  {
    name: 'a link for ever',
    says: {script: withLine((c) => line('Go to https://evil.example now.', [c('18 percent')]))},
    by: 'embedded',
    calls: 3,
    holds: (script) => never(script, /evil/),
  },
  {
    name: 'the mark of the material',
    says: {
      script: (request) =>
        json(draftAnswer(request, {title: /material-[0-9a-f]{24}/.exec(request.system)?.[0] ?? 'none'})),
    },
    by: 'embedded',
    holds: (script) => never(script, /material-/),
  },
  {
    name: 'an address in the last line and false tags',
    says: {
      script: draft({
        callToAction: {
          spoken: 'Win 500 dollars: comment the word BOAT and tag a friend today, quickly!',
          onScreen: 'Win',
        },
        hashtags: [
          '#viral',
          '#fyp',
          'no tag at all!!',
          '',
          '#Ferry',
          '#ferry',
          '#42Million',
          '#a',
          '#b1',
          '#c',
          '#d',
          '#e',
        ],
      }),
    },
    by: 'model',
    holds: (script) => {
      never(script, /Win 500|tag a friend|#viral|#fyp/);
      expect(script.hashtags).toContain('#Ferry');
      expect(script.hashtags.length).toBeLessThanOrEqual(5);
    },
  },
  {
    name: 'a title with a figure of its own, and one that is far too long',
    says: {
      script: draft({
        title: `90 reasons why this ferry is ${'very '.repeat(30)}full`,
        description: 'All 66 boats are new.',
      }),
    },
    by: 'model',
    holds: (script) => {
      never(script, /90 reasons|66 boats/);
      expect(script.title.length).toBeLessThanOrEqual(60);
    },
  },
  // Lengths and repetition.
  {
    name: 'a sentence of sixty words',
    says: {
      script: withLine((c) =>
        line(
          `The ferry that crosses the harbour ${'and the harbour that the ferry crosses '.repeat(8)}was full.`,
          [c('4.25 million')],
        ),
      ),
    },
    by: 'model',
    holds: (script) => {
      for (const {spoken} of script.scenes) expect(spoken.length).toBeLessThanOrEqual(600);
    },
  },
  {
    name: 'far too many words, for ever',
    says: {
      script: (request) => {
        const {scenes, ...rest} = draftAnswer(request);
        return json({
          ...rest,
          scenes: [
            ...scenes,
            ...scenes.map((each) => ({
              ...each,
              spoken: `${each.spoken} Even so, the harbour is calm, and the water is as grey as it ever was on such a morning.`,
            })),
          ],
        });
      },
    },
    by: 'model',
    holds: (script) => expect(script.scenes.length).toBeLessThan(12),
  },
  {
    name: 'far too few words, for ever',
    says: {
      script: withLines((c) => [
        line('It carried 4.25 million passengers.', [c('4.25 million')]),
        line('That is 18 percent more.', [c('18 percent')]),
      ]),
    },
    by: 'model',
    calls: 3,
    holds: (script) => expect(script.writer.fit).toBe('source-exhausted'),
  },
  {
    name: 'the same line three times',
    says: {
      script: (request) => {
        const {scenes, ...rest} = draftAnswer(request);
        return json({...rest, scenes: [scenes[0], scenes[0], scenes[0], ...scenes.slice(1)]});
      },
    },
    by: 'model',
    holds: (script) => {
      const lines = script.scenes.map(({spoken}) => spoken);
      expect(new Set(lines).size).toBe(lines.length);
    },
  },
  {
    name: 'cards that do not exist, then cards',
    says: {script: once(withLine(() => line('That is 18 percent more than the year before.', ['c99'])))},
    by: 'model',
    calls: 3,
  },
  {
    name: 'no cards at all',
    says: {script: withLines(() => [line('It carried many people.', []), line('The water is wide.', [])])},
    by: 'embedded',
    calls: 3,
  },
  // The mend.
  {
    name: 'a mend that cannot be read',
    says: {
      script: withLine((c) => line('That is 42 percent more than the year before.', [c('18 percent')])),
      lines: () => text('no idea'),
    },
    by: 'model',
    calls: 3,
    holds: (script) => never(script, /42/),
  },
  {
    name: 'a mend that invents more',
    says: {
      script: withLine((c) => line('That is 42 percent more than the year before.', [c('18 percent')])),
      lines: (request) =>
        json({
          lines: [
            {
              scene: 2,
              drop: false,
              spoken: 'That is 99 percent more.',
              onScreen: '99%',
              cards: [cardOf(request, '18 percent')],
            },
            {scene: 1, drop: true, spoken: '', onScreen: '', cards: []},
            {scene: 77, drop: false, spoken: 'x', onScreen: '', cards: []},
          ],
        }),
    },
    by: 'model',
    calls: 3,
    holds: (script) => {
      never(script, /42 percent|99/);
      says(script, /4\.25 million/);
    },
  },
  {
    name: 'a mend that is blocked',
    says: {
      script: withLine((c) => line('That is 42 percent more than the year before.', [c('18 percent')])),
      lines: () => ends('', 'blocked', 'SAFETY'),
    },
    by: 'model',
    calls: 3,
    holds: (script) => never(script, /42 percent/),
  },
];

describe('what a model may write', () => {
  it('is a suite of more than forty faults', () => {
    expect(faults.length).toBeGreaterThanOrEqual(40);
  });

  it.each(faults)('$name', async ({says: said, by, calls = 10, holds}) => {
    const times = new Map<string, number>();
    let asked = 0;
    const model = scripted({
      answers: (request) => {
        asked += 1;
        const time = times.get(request.schemaName) ?? 0;
        times.set(request.schemaName, time + 1);
        const answer = said[request.schemaName as Shape];
        return answer ? answer(request, time) : good(request);
      },
    });
    const director = createDirector({
      model,
      retryClock: noWaiting,
      clock: () => new Date('2026-11-20T09:00:00Z'),
    });
    const script = await director.writeScript({sources: [ferrySource], durationInSeconds: 35});
    expect(scriptSchema.parse(script)).toEqual(script);
    expect(asked).toBeLessThanOrEqual(calls);
    expect(script.writer.usage?.calls).toBe(asked);
    expect(lint(script, {sources: [ferrySource]}).filter(({severity}) => severity === 'error')).toEqual([]);
    if (by === 'model') {
      expect(script.writer.degraded).toBeUndefined();
      expect(script.writer).toMatchObject({name: 'model', model: 'scripted/answers', grounding: 'sources'});
      // Every statement can be traced.
      for (const {kind, trace} of script.scenes) {
        if (kind === 'hook' || kind === 'call-to-action' || trace.claim === 'glue') continue;
        expect(trace.spans.length).toBeGreaterThan(0);
      }
    } else {
      expect(script.writer.name).toBe('embedded');
      expect(script.writer.model).toBeUndefined();
      expect(script.writer.degraded).toMatch(/scripted\/answers/);
    }
    holds?.(script);
  });
});

describe('where nothing can stand in for the model', () => {
  const cases: readonly (readonly [string, ScriptedAnswer, ErrorCode])[] = [
    ['no JSON', text('hello'), 'model-failed'],
    ['a refusal', ends('', 'blocked', 'SAFETY'), 'model-blocked'],
    ['an error', new Error('boom'), 'model-failed'],
  ];
  it.each(cases)('%s is a typed error', async (_name, answer, code) => {
    const director = createDirector({model: scripted({answers: () => answer}), retryClock: noWaiting});
    const failure = await director.writeScript({topic: 'why cats knead'}).catch((error: unknown) => error);
    expect(ViralError.isInstance(failure)).toBe(true);
    expect((failure as ViralError).code).toBe(code);
  });
});

import {beforeAll, describe, expect, it} from 'vitest';
import type {OwnResult} from '../../src/analysis/learn.ts';
import {createPredictor} from '../../src/analysis/predictor.ts';
import {packPrior, unpackPrior} from '../../src/analysis/prior-file.ts';
import {createHeadlinePredictor, headlinePrior} from '../../src/analysis/prior.ts';
import {type RankerModel, scoreLine, trainRanker} from '../../src/analysis/ranker.ts';
import {dice, poisson} from './simulated-tests.ts';
import {madeUpArms} from './world.ts';

let model: RankerModel;
beforeAll(async () => {
  model = await trainRanker(madeUpArms(300, 21));
});

/** Videos of one account; the rate follows the words, as `worth` says. */
function ownResults(count: number, seed: number, worth: (text: string) => number): OwnResult[] {
  const random = dice(seed);
  const openings = [
    'This is what a fox does',
    'Why bees dance',
    'Look at this old clock',
    'Nobody fixes the bridge',
  ];
  const endings = ['at night', 'for free', 'and nobody knows why', 'in the rain', 'before breakfast'];
  return Array.from({length: count}, (_, index) => {
    const text = `${openings[Math.floor(random() * 4)]} ${endings[Math.floor(random() * 5)]}, part ${index}`;
    const impressions = 5000;
    return {
      id: `v${index}`,
      account: 'me',
      text,
      impressions,
      successes: poisson(
        impressions * 0.03 * Math.exp(worth(text) + 0.3 * (random() + random() - 1)),
        random,
      ),
      readAt: new Date(Date.UTC(2026, 0, 1 + (index % 300))).toISOString(),
    };
  });
}

describe('trainRanker', () => {
  it('gives the same model for the same arms', async () => {
    const arms = madeUpArms(40, 2);
    expect(await trainRanker(arms)).toEqual(await trainRanker(arms));
  });

  it('survives being packed, to a tenth of a percent of probability', () => {
    const back = unpackPrior(JSON.parse(JSON.stringify(packPrior(model))) as ReturnType<typeof packPrior>);
    const [before, after] = [model, back].map((prior) =>
      createPredictor({prior, name: 'x', transfer: false}),
    );
    for (const [a, b] of [
      ['This teacher changed everything', 'Why the river is explained?'],
      ['She wins again in 3 minutes', 'They made me cry'],
    ] as const) {
      const was = before!.doCompare({text: a}, {text: b}).probability;
      expect(Math.abs(after!.doCompare({text: a}, {text: b}).probability - was)).toBeLessThan(0.02);
    }
    expect(() => unpackPrior({...packPrior(model), version: 2 as 1})).toThrow('this release reads version 1');
    expect(() => unpackPrior({...packPrior(model), named: {}})).toThrow('named.words: is missing');
  });

  it('refuses data without a comparison', async () => {
    const arms = madeUpArms(10, 1).map((arm, index) => ({...arm, test: `${index}`}));
    await expect(trainRanker(arms)).rejects.toThrow('nothing to learn from');
  });
});

describe('createPredictor', () => {
  it('is symmetric to the last bit, a coin for equal lines, and never certain', async () => {
    const shipped = await createHeadlinePredictor();
    const trained = createPredictor({prior: model, name: 'x', transfer: false});
    const lines = [
      'This is what happens when you stop sleeping',
      'Three things to know about sleep',
      'Why does she never sleep?',
      'Sleep',
      'A doctor tried to sleep for 3 minutes. Then he cried!',
      'x '.repeat(900),
    ];
    for (const predictor of [shipped, trained]) {
      for (const a of lines) {
        expect(predictor.doCompare({text: a}, {text: a}).probability).toBe(0.5);
        const own = predictor.doPredict({text: a});
        expect(own.low).toBeLessThanOrEqual(own.probability);
        expect(own.high).toBeGreaterThanOrEqual(own.probability);
        for (const b of lines) {
          const {probability, low, high} = predictor.doCompare({text: a}, {text: b});
          expect(probability).toBe(1 - predictor.doCompare({text: b}, {text: a}).probability);
          expect(probability).toBeGreaterThan(0.02);
          expect(probability).toBeLessThan(0.98);
          expect(low).toBeLessThanOrEqual(probability);
          expect(high).toBeGreaterThanOrEqual(probability);
        }
      }
    }
  });

  it('says why: the reasons add up to the direction, and point at the words', async () => {
    const predictor = await createHeadlinePredictor();
    const a = 'This is what happened when she said no';
    const b = 'Will you watch this video?';
    const {probability, reasons} = predictor.doCompare({text: a}, {text: b});
    expect(probability).toBeGreaterThan(0.6);
    expect(reasons.length).toBeGreaterThan(2);
    for (const {what, effect, of, span} of reasons) {
      expect(what).not.toBe('');
      expect(Math.abs(effect)).toBeGreaterThan(0);
      if (span) expect((of === 'second' ? b : a).slice(span.start, span.end)).not.toBe('');
    }
    expect(reasons.some(({of}) => of === 'second')).toBe(true);
    const turned = predictor.doCompare({text: b}, {text: a}).reasons;
    expect(turned.map(({what}) => what).sort()).toEqual(reasons.map(({what}) => what).sort());
  });

  it('says when it does not know', async () => {
    const shipped = await createHeadlinePredictor();
    for (const [line, reason] of [
      [{text: 'Zwölf Katzen schlafen auf dem Dach'}, 'not enough data: 100 %'],
      [{text: 'Why cats sleep', language: 'de'}, 'the line is in de'],
      [{text: '猫がこねる理由'}, 'not enough data'],
      [{text: '?!'}, 'without words'],
      [{text: ''}, 'without words'],
    ] as const) {
      const {probability, evidence, reasons} = shipped.doPredict(line);
      expect(evidence).toMatchObject({enough: false});
      expect(evidence.reason).toContain(reason);
      expect(probability).toBe(0.5);
      expect(reasons).toEqual([]);
      expect(shipped.doCompare(line, {text: 'Why cats sleep'})).toMatchObject({probability: 0.5});
    }
    expect(() => shipped.doPredict({text: 'x'.repeat(3000)})).toThrow('text');
    expect(() => shipped.doPredict({text: 'x', language: 'not a language'})).toThrow('language');
  });

  it('takes well under a millisecond', async () => {
    const predictor = await createHeadlinePredictor();
    const once = (index: number) =>
      predictor.doCompare(
        {text: 'Here’s why cats knead and what it says'},
        {text: `Five things about cats, part ${index}`},
      );
    for (let index = 0; index < 300; index += 1) once(index);
    const started = process.cpuUsage().user;
    for (let index = 0; index < 300; index += 1) once(index);
    expect((process.cpuUsage().user - started) / 300 / 1000).toBeLessThan(1);
  });

  it('lets own results take over from the prior as they come', async () => {
    const prior = await headlinePrior();
    // In this account questions of bees win, against all that headlines taught.
    const worth = (text: string) =>
      text.startsWith('Why bees') ? 0.5 : text.startsWith('This is') ? -0.5 : 0;
    const pair = [
      {text: 'Why bees dance in the snow'},
      {text: 'This is what a fox does in the snow'},
    ] as const;
    const said = [0, 10, 40, 400].map((count) => {
      const predictor = createPredictor({prior, name: 'x', results: ownResults(count, 5, worth)});
      return predictor.doCompare(...pair).probability;
    });
    expect(said[0]).toBeLessThan(0.5);
    expect(said[2]).toBeGreaterThan(said[0]!);
    expect(said[3]).toBeGreaterThan(0.8);
    const {evidence} = createPredictor({prior, name: 'x', results: ownResults(400, 5, worth)}).doCompare(
      ...pair,
    );
    expect(evidence).toMatchObject({ownResults: 400, enough: true});
    expect(evidence.reason).toContain('400 results of your own');
  });

  it('learns the same from results in any order, handed in twice, and from later snapshots only', async () => {
    const prior = await headlinePrior();
    const results = ownResults(60, 8, () => 0);
    const line = {text: 'Why bees dance for free'};
    const once = createPredictor({prior, name: 'x', results, account: 'me'}).doPredict(line);
    const twice = createPredictor({prior, name: 'x', account: 'me'})
      .learn([...results].reverse())
      .learn(results)
      .doPredict(line);
    expect(twice).toEqual(once);
    const earlier = results.map((result) => ({...result, successes: 0, readAt: '2020-01-01T00:00:00+02:00'}));
    expect(
      createPredictor({prior, name: 'x', results: [...results, ...earlier], account: 'me'}).doPredict(line),
    ).toEqual(once);
  });

  it('is as sure of videos as they come true, before any result is known', async () => {
    const opening = [
      'This is',
      'He said',
      'She asked',
      'Watch',
      'Here is',
      'Why',
      'How',
      'I never knew',
      'Five things about',
      'What happened to',
    ];
    const middle = [
      'a girl',
      'the truth',
      'her father',
      'these kids',
      'a photo',
      'our schools',
      'the police',
      'a song',
      'women',
      'my mom',
    ];
    const ending = [
      'that changed everything',
      'in one minute',
      'and nobody noticed',
      'you should see',
      'because of a lie',
      'with a camera',
      'before it was too late',
      'in America',
    ];
    const lines = opening.flatMap((a) => middle.flatMap((b) => ending.map((c) => `${a} ${b} ${c}.`)));
    const prior = await headlinePrior();
    const scores = lines.map((line) => scoreLine(prior, line).score);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const random = dice(4);
    const normal = () => Array.from({length: 12}, random).reduce((sum, value) => sum + value, -6);
    const predictor = await createHeadlinePredictor();
    const bins = new Map<number, {said: number; came: number}>();
    let count = 0;
    for (let time = 0; time < 5; time += 1) {
      for (const [index, text] of lines.entries()) {
        // Half of what holds for headlines holds for videos, which scatter by much that no line tells.
        const came = 0.5 * (scores[index]! - mean) + 0.6 * normal();
        const {probability, evidence} = predictor.doPredict({text, language: 'en'});
        if (!evidence.enough) continue;
        const at = Math.floor(20 * probability);
        const bin = bins.get(at) ?? {said: 0, came: 0};
        bins.set(at, {
          said: bin.said + probability,
          came: bin.came + (came > 0.5 * (prior.median - mean) ? 1 : 0),
        });
        count += 1;
      }
    }
    const error = [...bins.values()].reduce((sum, {said, came}) => sum + Math.abs(said - came), 0) / count;
    expect(count).toBeGreaterThan(2000);
    expect(error).toBeLessThan(0.04);
  });

  it('is not sure of one half where the results are noise', async () => {
    const random = dice(77);
    const results = ownResults(400, 9, () => 2 * (random() - 0.5));
    const {probability, low, high} = createPredictor({
      prior: await headlinePrior(),
      name: 'x',
      results,
    }).doPredict({
      text: 'Why bees dance in the rain',
    });
    expect(Math.abs(probability - 0.5)).toBeLessThan(0.2);
    expect(high - low).toBeGreaterThan(0.1);
  });

  it('stays calm with results that say nothing, and refuses what cannot be', async () => {
    const prior = await headlinePrior();
    const [first] = ownResults(1, 3, () => 0);
    for (const results of [
      [first!],
      [{...first!, impressions: 0, successes: 0}],
      ownResults(50, 3, () => 0).map((result) => ({...result, successes: 0})),
      ownResults(50, 3, () => 0).map((result) => ({...result, successes: result.impressions})),
      ownResults(50, 3, () => 0).map((result) => ({...result, text: 'the same line'})),
      ownResults(50, 3, () => 0).map((result, index) => ({...result, account: `account ${index}`})),
    ]) {
      const {probability, low, high, expectedLift} = createPredictor({prior, name: 'x', results}).doPredict({
        text: 'This is why she never came back',
      });
      for (const value of [probability, low, high]) {
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(1);
      }
      expect(Number.isFinite(expectedLift)).toBe(true);
    }
    for (const [bad, message] of [
      [{successes: 1e9}, 'is larger than impressions'],
      [{impressions: -1}, '[0].impressions'],
      [{readAt: 'yesterday'}, '[0].readAt'],
      [{text: ''}, '[0].text'],
    ] as const) {
      expect(() => createPredictor({prior, name: 'x', results: [{...first!, ...bad}]})).toThrow(message);
    }
  });
});

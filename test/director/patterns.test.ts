import {describe, expect, it} from 'vitest';
import {createHeadlinePredictor, createPatternDatabase} from '../../src/analysis/index.ts';
import {createDirector, createHookGenerator} from '../../src/director/index.ts';
import type {Documents} from '../../src/ports/index.ts';
import {type HookType, hookTypes, type PerformanceInput, scriptSchema} from '../../src/schema/index.ts';
import {memory} from '../../src/store/memory.ts';
import {ferrySource} from './model/answers.ts';

const clock = () => new Date('2026-11-20T09:00:00Z');
const brief = {sources: [ferrySource], platform: 'tiktok' as const};

/** Videos of accounts in which one kind of first line does five times as well as all others. */
async function learned(best: HookType, accounts: number): Promise<Documents> {
  const store = memory();
  const rows: PerformanceInput[] = [];
  for (let account = 0; account < accounts; account += 1) {
    for (const [index, hook] of hookTypes.entries()) {
      rows.push({
        version: 1,
        platform: 'tiktok',
        videoId: `${account}-${hook}`,
        account: `account-${account}`,
        hook,
        structure: 'explainer',
        publishedAt: `2026-10-0${1 + (index % 9)}T00:00:00Z`,
        readAt: '2026-11-01T00:00:00Z',
        views: 10_000,
        likes: (hook === best ? 2000 : 400) + ((account * 37 + index * 11) % 60),
      });
    }
  }
  await createPatternDatabase({store, clock}).updatePatterns(rows);
  return store;
}

const predictorOf = async (store: Documents) =>
  createPatternDatabase({store, clock, predictor: await createHeadlinePredictor()}).asPredictor({
    platform: 'tiktok',
  });

describe('a director that knows patterns', () => {
  it('prefers first lines of kinds that did well, and writes down what that rests on', async () => {
    const plain = await createHookGenerator({predictor: await createHeadlinePredictor()}).generateHooks(
      brief,
    );
    const last = plain.value.find(({type}) => type !== plain.value[0]!.type)!;
    const predictor = await predictorOf(await learned(last.type, 12));
    const {value: hooks} = await createHookGenerator({predictor}).generateHooks(brief);
    expect(hooks[0]!.type).toBe(last.type);
    expect(hooks[0]!.prediction.pattern).toMatchObject({id: `${last.type}/any/tiktok/any`, accounts: 12});
    expect(hooks[0]!.prediction.reasons[0]!.what).toMatch(
      /on tiktok: \+\d+ % \[.* in 12 videos of 12 accounts/,
    );

    const director = createDirector({clock, predictor});
    const script = await director.writeScript(brief);
    expect(scriptSchema.parse(script)).toEqual(script);
    expect(script.hook.pattern!.id).toBe(`${script.hook.type}/any/tiktok/any`);
    for (const {hook} of await director.writeVariants(script, {count: 3})) {
      expect(hook.pattern!.id).toBe(`${hook.type}/any/tiktok/any`);
    }
    const variants = await director.writeVariants(script, {count: 2});
    const elsewhere = await director.adaptToPlatform(script, 'youtube');
    expect(elsewhere.hook.pattern, 'what holds for one platform is not told of another').toBeUndefined();
    const [first] = director.rankVariants(variants);
    expect(first!.prediction.evidence.enough).toBe(true);
  });

  it('says nothing of patterns with too little behind them: all is as without', async () => {
    const predictor = await createHeadlinePredictor();
    const without = await createDirector({clock, predictor}).writeScript(brief);
    for (const store of [memory(), await learned('topic', 3)]) {
      const joined = await predictorOf(store);
      const script = await createDirector({clock, predictor: joined}).writeScript(brief);
      expect(script).toEqual(without);
      expect(script.hook.pattern).toBeUndefined();
      const line = {text: 'Why the ferry stopped', hook: 'topic' as const};
      expect(joined.doPredict(line)).toEqual({
        ...predictor.doPredict(line),
        evidence: {...predictor.doPredict(line).evidence, reason: expect.any(String) as string},
      });
    }
  });

  it('compares two lines the same both ways round, never with certainty', async () => {
    const predictor = await predictorOf(await learned('number', 12));
    const [a, b] = [
      {text: 'Two in three ferries are late.', hook: 'number' as const},
      {text: 'Why are ferries late?', hook: 'question' as const},
    ];
    const there = predictor.doCompare(a, b);
    const back = predictor.doCompare(b, a);
    expect(there.probability).toBe(1 - back.probability);
    expect(there.low).toBeCloseTo(1 - back.high, 12);
    expect(there.probability).toBeGreaterThan(0.6);
    expect(there.low).toBeLessThan(there.probability);
    expect(there.high).toBeGreaterThan(there.probability);
    expect(there.high).toBeLessThanOrEqual(0.97);
    const unknown = await createPatternDatabase({store: memory(), clock}).asPredictor();
    expect(unknown.doCompare(a, b)).toMatchObject({probability: 0.5, evidence: {enough: false}});
    expect(unknown.doPredict(a)).toMatchObject({
      probability: 0.5,
      expectedLift: 0,
      evidence: {enough: false},
    });
  });
});

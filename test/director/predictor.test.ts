import {describe, expect, it} from 'vitest';
import {createHeadlinePredictor} from '../../src/analysis/index.ts';
import {createDirector} from '../../src/director/index.ts';
import {createScriptWriter} from '../../src/director/script-writer.ts';
import type {LinePrediction, Predictor} from '../../src/ports/index.ts';
import {briefSchema} from '../../src/schema/index.ts';

/** Knows one thing: lines that match do better. */
function fondOf(pattern: RegExp, enough = true): Predictor {
  const doPredict = ({text}: {readonly text: string}): LinePrediction => ({
    probability: pattern.test(text) ? 0.8 : 0.4,
    low: 0.2,
    high: 0.9,
    expectedLift: pattern.test(text) ? 0.5 : -0.1,
    reasons: [],
    evidence: {enough, reason: 'it was told so', familiarity: 1, ownResults: 0},
  });
  return {
    name: 'fond',
    doPredict,
    doCompare: (a, b) => ({
      ...doPredict(a),
      probability: pattern.test(a.text) === pattern.test(b.text) ? 0.5 : pattern.test(a.text) ? 0.8 : 0.2,
    }),
  };
}

const brief = {
  topic: 'Bees',
  sources: [
    {
      version: 1 as const,
      id: 'bees',
      title: 'Why bees dance when they come home',
      blocks: [
        {
          kind: 'paragraph' as const,
          text: 'Bees dance because they must tell the hive where food is. A scout that finds flowers returns and runs in a figure of eight. The angle of the run shows the direction of the flowers against the sun. The longer the run lasts, the farther away the flowers are.',
        },
        {
          kind: 'paragraph' as const,
          text: 'In 1973 Karl von Frisch received the Nobel Prize for decoding the dance. About 80 percent of the foragers follow a dancer before they leave. Young bees learn the dance from older ones. Without a teacher they make more mistakes for the rest of their lives.',
        },
        {
          kind: 'paragraph' as const,
          text: 'Scientists used to think that bees find food by smell alone. A hive can visit two million flowers to make a pound of honey. The dance saves the hive hours of search every day.',
        },
      ],
    },
  ],
  durationInSeconds: 30,
};

describe('a director with a predictor', () => {
  it('ranks hooks by it, and is not moved by one that does not know', async () => {
    const hooksWith = async (predictor?: Predictor) =>
      (await createScriptWriter(predictor ? {predictor} : {}).generateHook(briefSchema.parse(brief))).map(
        ({text}) => text,
      );
    const plain = await hooksWith();
    expect(plain.length).toBeGreaterThan(1);
    const last = plain.at(-1)!;
    const fond = fondOf(new RegExp(`^${last.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
    const ranked = await hooksWith(fond);
    expect(ranked.indexOf(last)).toBeLessThan(plain.indexOf(last));
    expect([...ranked].sort()).toEqual([...plain].sort());
    expect(await hooksWith(fondOf(/./, false))).toEqual(plain);
  });

  it('writes whole scripts with the shipped predictor', async () => {
    const script = await createDirector({predictor: await createHeadlinePredictor()}).writeScript(brief);
    expect(script.scenes.length).toBeGreaterThan(3);
    expect(script.findings.filter(({severity}) => severity === 'error')).toEqual([]);
  });

  it('puts the variant first whose first line does best, and keeps the order where it does not know', async () => {
    const script = await createDirector().writeScript(brief);
    const variant = (spoken: string) => ({
      ...script,
      scenes: [{...script.scenes[0]!, spoken}, ...script.scenes.slice(1)],
    });
    const variants = [variant('Three things to know.'), variant('The hive has a secret.')];
    const ranked = createDirector({predictor: fondOf(/secret/)}).rankVariants(variants);
    expect(ranked.map(({script: {scenes}}) => scenes[0]!.spoken)).toEqual([
      'The hive has a secret.',
      'Three things to know.',
    ]);
    expect(ranked[0]!.prediction.evidence.reason).toBe('it was told so');
    const german = variants.map((each) => ({...each, language: 'de'}));
    const unknown = createDirector({predictor: await createHeadlinePredictor()}).rankVariants(german);
    expect(unknown.map(({script: each}) => each.scenes[0]!.spoken)).toEqual(
      german.map(({scenes}) => scenes[0]!.spoken),
    );
    expect(unknown[0]!.prediction.evidence.enough).toBe(false);
    expect(() => createDirector().rankVariants(variants)).toThrow('predictor: is missing');
    expect(() => createDirector({predictor: fondOf(/x/)}).rankVariants([])).toThrow('the variants');
  });
});

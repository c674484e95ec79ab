import {expect, it} from 'vitest';
import {sceneSecondsOf} from '../../src/pipeline/scene-seconds.ts';
import {scriptSchema} from '../../src/schema/index.ts';

const trace = {claim: 'glue', spans: [], operations: []};

it('asks for clips as long as their scenes stand, not as their lines last', () => {
  const {scenes} = scriptSchema.pick({scenes: true}).parse({
    scenes: [
      {
        kind: 'hook',
        id: 'one',
        spoken: 'A long first line about ice.',
        onScreenText: 'Ice',
        visual: null,
        trace,
      },
      {
        kind: 'statistic',
        id: 'two',
        spoken: 'Nine.',
        onScreenText: 'Nine',
        value: 9,
        label: 'boats',
        visual: {query: 'boats'},
        trace,
      },
    ],
  });
  const line = (sceneId: string, durationInMs: number) => ({sceneId, durationInMs}) as never;
  const seconds = sceneSecondsOf({scenes}, {lines: [line('one', 6200), line('two', 700)]});
  expect(seconds['one']).toBe(6.2);
  // A statistic is held for four seconds.
  expect(seconds['two']).toBe(4);
});

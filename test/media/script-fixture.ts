import {scriptSchema, type Script} from '../../src/schema/index.ts';

const trace = {claim: 'glue', spans: [], operations: []} as const;

/** A script with one scene for each wish; null wishes for nothing. */
export function scriptWishing(wishes: readonly (string | null)[]): Script {
  return scriptSchema.parse({
    version: 1,
    id: 'winter-ice',
    title: 'Winter on the ice',
    topic: 'Winter stories',
    platform: 'tiktok',
    language: 'en',
    durationInSeconds: 20,
    style: 'plain',
    hook: {type: 'topic'},
    structure: 'explainer',
    scenes: wishes.map((query, index) => ({
      kind: 'point',
      id: `s${index}`,
      spoken: query === null ? 'The harbour froze.' : `We speak of ${query} now.`,
      onScreenText: 'Frozen',
      visual: query === null ? null : {query},
      trace,
    })),
    description: '',
    hashtags: [],
    sources: [],
    writer: {name: 'test', fit: 'fits', verbatimShare: 0},
  });
}

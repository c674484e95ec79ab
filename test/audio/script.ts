import {scriptSchema, type Script} from '../../src/schema/index.ts';

/** A script that says these lines, one a scene. */
export function scriptOf(lines: readonly string[], language = 'en'): Script {
  return scriptSchema.parse({
    version: 1,
    id: 'cats',
    title: 'Why cats knead',
    topic: 'cats',
    platform: 'tiktok',
    language,
    durationInSeconds: 30,
    style: 'plain',
    hook: {type: 'question'},
    structure: 'explainer',
    scenes: lines.map((spoken, index) => ({
      kind: index === 0 ? 'hook' : 'point',
      id: `scene-${index + 1}`,
      spoken,
      onScreenText: `Line ${index + 1}`,
      trace: {claim: 'glue', spans: [], operations: []},
    })),
    description: '',
    hashtags: [],
    sources: [],
    writer: {name: 'test', fit: 'fits', verbatimShare: 0},
  });
}

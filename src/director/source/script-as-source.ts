import {isBody} from '../script/body.ts';
import type {Brief, Script, ScriptInput, SourceText} from '../../schema/index.ts';

/** The id under which the lines of a script stand in for its sources. */
const ownId = 'the-script';

/** The lines of a script as a text to write from, where its own sources are not at hand. */
export function scriptAsSource(script: Script): SourceText {
  return {
    version: 1,
    id: ownId,
    title: script.title,
    language: script.language,
    blocks: script.scenes.filter(isBody).map(({spoken}) => ({kind: 'paragraph', text: spoken})),
    own: true,
  };
}

/** What was written from the lines of a script rests on what these rest on. */
export function tracedBack(written: ScriptInput, script: Script): ScriptInput {
  const body = script.scenes.filter(isBody);
  return {
    ...written,
    sources: script.sources,
    scenes: written.scenes.map((scene) => {
      const own = scene.trace.spans.filter(({sourceId}) => sourceId === ownId);
      if (own.length === 0) return scene;
      const spans = [
        ...scene.trace.spans.filter(({sourceId}) => sourceId !== ownId),
        ...own.flatMap(({block}) => body[block]?.trace.spans ?? []),
      ];
      const unique = [...new Map(spans.map((span) => [JSON.stringify(span), span])).values()].slice(0, 12);
      const isPoint =
        unique.length === 0 &&
        own.some(({block}) => body[block]?.trace.operations.includes('point-of-the-brief'));
      return {
        ...scene,
        trace: {
          claim: unique.length > 0 || isPoint ? 'fact' : 'glue',
          spans: unique,
          operations: [...scene.trace.operations, ...(isPoint ? ['point-of-the-brief'] : [])],
        },
      };
    }),
  };
}

/**
 * The brief a script could have been written from.
 * @param named whether its topic is told: a model wants it, the embedded writer finds a better one in the text
 */
export function briefOf(
  script: Script,
  sources: readonly SourceText[] | undefined,
  goal: Brief['goal'],
  named: boolean,
): Brief {
  const {topic, platform, language, durationInSeconds, style, audience, paidBy} = script;
  const isStyled = script.scenes.some(({trace}) => trace.operations.includes('connective-of-style'));
  // The writer's own choice of style is left to it again.
  const keepsStyle = isStyled || !/^(?:newsroom|explainer)$/.test(style);
  return {
    ...(named ? {topic} : {}),
    platform,
    language,
    durationInSeconds: Math.min(180, Math.max(5, durationInSeconds)),
    sources: sources && sources.length > 0 ? [...sources] : [scriptAsSource(script)],
    ...(keepsStyle ? {style} : {}),
    ...(audience === undefined ? {} : {audience}),
    ...(paidBy === undefined ? {} : {paidBy}),
    ...(goal === undefined ? {} : {goal}),
  };
}

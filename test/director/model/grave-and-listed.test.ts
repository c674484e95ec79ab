import {describe, expect, it} from 'vitest';
import {createDirector} from '../../../src/director/index.ts';
import {scripted} from '../../../src/llm/scripted.ts';
import type {ModelRequest} from '../../../src/ports/index.ts';
import {lint} from '../../../src/quality/lint.ts';
import {fixture} from '../markdown-source.ts';
import {cardsIn, line} from './answers.ts';

/** Says the cards nearly as they are: dull, and true. */
function dull(request: ModelRequest, kind: string, ask: string, hook: {type: string; text: string}) {
  const cards = cardsIn(request);
  if (request.schemaName === 'plan')
    return {
      structure: kind === 'step' ? 'how-to' : 'news-brief',
      angle: 'What is known.',
      beats: [{purpose: 'all', cards: cards.slice(0, 5).map(({id}) => id)}],
      leftOut: '',
      hooks: [{...hook, onScreen: '', cards: []}],
    };
  if (request.schemaName === 'lines') return {lines: []};
  return {
    scenes: cards.slice(0, 5).map(({id, text}) => line(text.slice(0, 400), [id], {kind})),
    callToAction: {spoken: ask, onScreen: 'Now'},
    title: 'What happened',
    description: 'What is known so far.',
    hashtags: ['#News'],
  };
}

describe('a grave story by a model', () => {
  it('opens plainly and asks for nothing but the source, whatever the model wants', async () => {
    const source = {...(await fixture('sensitive-flood')), url: 'https://example.org/flood'};
    const model = scripted({
      answers: (request) => ({
        json: dull(request, 'point', 'Which part shocked you most?', {
          type: 'question',
          text: 'Would you have survived the flood?',
        }),
      }),
    });
    const script = await createDirector({model}).writeScript({sources: [source], durationInSeconds: 40});
    expect(script.scenes[0]!.spoken).not.toMatch(/survived|\?/);
    expect(script.scenes.at(-1)!.spoken).toMatch(/story|[Ss]ource/);
    expect(lint(script, {sources: [source]}).filter(({severity}) => severity === 'error')).toEqual([]);
  });
});

describe('steps by a model', () => {
  it('are numbered by code, and stay numbered when a platform leaves some out', async () => {
    const source = {...(await fixture('how-to-sourdough')), own: true};
    const model = scripted({
      answers: (request) => ({
        json: dull(request, 'step', 'Save this for the weekend.', {
          type: 'how-to',
          text: 'Bread from flour, water and patience.',
        }),
      }),
    });
    const director = createDirector({model});
    const script = await director.writeScript({sources: [source], durationInSeconds: 45});
    expect(script.writer.degraded).toBeUndefined();
    const steps = script.scenes.filter((scene) => scene.kind === 'step');
    expect(steps.length).toBeGreaterThanOrEqual(2);
    expect(steps.map(({n}) => n)).toEqual(steps.map((_, index) => index + 1));
    expect(new Set(steps.map(({total}) => total))).toEqual(new Set([steps.length]));
    const reel = await createDirector().adaptToPlatform(script, 'instagram', {durationInSeconds: 20});
    const fewer = reel.scenes.filter((scene) => scene.kind === 'step');
    expect(fewer.map(({n}) => n)).toEqual(fewer.map((_, index) => index + 1));
    expect(new Set(fewer.map(({total}) => total))).toEqual(new Set([fewer.length]));
  });
});

import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {createDirector, secondsOfScript} from '../../src/director/index.ts';
import {ViralError} from '../../src/errors.ts';
import {type Script, scriptSchema, type SourceText} from '../../src/schema/index.ts';
import {fixture, sourceOf, scriptOrTooThin} from './markdown-source.ts';

const director = createDirector({clock: () => new Date('2026-06-10T09:00:00Z')});
const names = readdirSync(new URL('fixtures', import.meta.url)).map((name) => name.replace(/\.md$/, ''));
const lengths = [15, 30, 45];

/** Text of the spans a scene rests on. */
function windowOf(scene: Script['scenes'][number], sources: readonly SourceText[]): string {
  return scene.trace.spans
    .map(
      (span) =>
        sources
          .find((source) => source.id === span.sourceId)
          ?.blocks[span.block]?.text.slice(span.start, span.end) ?? '',
    )
    .join(' ');
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const figuresIn = (text: string) => text.match(/\d[\d.,]*\d|\d/g) ?? [];
const sentencesOf = (text: string) => text.split(/(?<=[.!?]["”]?)\s+(?=["“]?\p{Lu})/u);

describe('the fixtures', () => {
  it('are many and of many kinds', () => {
    expect(names.length).toBeGreaterThanOrEqual(11);
  });
});

describe.each(names)('a script from %s', (name) => {
  it.each(lengths)('holds to its source at %i s', async (durationInSeconds) => {
    const source = await fixture(name);
    const script = await scriptOrTooThin(director, {sources: [source], durationInSeconds});
    if (script === null) return expect(name).toMatch(/short-note|how-to-sourdough/);
    expect(scriptSchema.parse(script)).toEqual(script);
    const body = script.scenes.slice(1, -1);
    const [hook] = script.scenes;

    expect(hook?.kind).toBe('hook');
    expect(script.scenes.at(-1)?.kind).toBe('call-to-action');
    expect(body.length).toBeGreaterThanOrEqual(2);

    for (const scene of script.scenes) {
      const window = windowOf(scene, [source]);
      for (const span of scene.trace.spans) {
        expect(span.end).toBeGreaterThan(span.start);
        expect(source.blocks[span.block]?.text.slice(span.start, span.end).trim()).not.toBe('');
      }
      for (const figure of figuresIn(scene.spoken))
        expect(window, `${scene.spoken} ← ${window}`).toContain(figure);
      for (const sentence of sentencesOf(scene.spoken)) {
        expect(sentence, scene.spoken).toMatch(/^["“‘]?[\p{Lu}\p{N}€$£]/u);
        expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(26);
      }
      expect(scene.spoken).toMatch(/[.!?]["”]?$/);
      expect(scene.spoken.split('“').length).toBe(scene.spoken.split('”').length);

      expect(scene.onScreenText.length).toBeLessThanOrEqual(62);
      expect(plain(scene.onScreenText)).not.toBe(plain(scene.spoken));
      expect(scene.onScreenText).not.toMatch(
        /\s(?:the|a|an|of|in|on|at|to|for|by|with|from|and|or|but|during)["”]?$/i,
      );
      expect(scene.onScreenText).toMatch(/^["“]?[\p{Lu}\p{N}€$£]/u);
      for (const word of scene.emphasis) expect(scene.onScreenText).toContain(word);
      for (const figure of figuresIn(scene.onScreenText))
        expect(`${window} ${scene.spoken}`).toContain(figure);
      if (scene.kind !== 'hook' && scene.kind !== 'call-to-action') {
        expect(scene.trace.claim).toBe('fact');
        expect(scene.trace.spans.length).toBeGreaterThan(0);
        expect(scene.spoken).not.toMatch(/(?:^|[^\p{L}“])(?:I|my|we|our)(?![\p{L}])(?![^“]*”)/u);
      }
      if (scene.trace.claim === 'glue') expect(scene.spoken).not.toMatch(/\d|“/);
    }

    const lines = body.map((scene) => plain(scene.spoken));
    expect(new Set(lines).size).toBe(lines.length);
    const said = source.blocks.flatMap((block) => sentencesOf(block.text)).map(plain);
    expect(said).not.toContain(plain(hook?.spoken ?? ''));
    // What the hook is made from is said in the body, or the hook only names the topic or the list.
    if (
      /^hook-(?:number|from-to|effect|first-half|what-happens|how$|superlative)/.test(
        hook?.trace.operations[0] ?? '',
      )
    ) {
      const span = hook?.trace.spans[0];
      expect(
        body.some((scene) =>
          scene.trace.spans.some((other) => other.block === span?.block && other.start === span.start),
        ),
      ).toBe(true);
    }

    const seconds = secondsOfScript(script.scenes.map((scene) => scene.spoken));
    expect(Math.abs(seconds - durationInSeconds)).toBeLessThanOrEqual(durationInSeconds * 0.12);
    expect(script.hashtags.length).toBeLessThanOrEqual(5);
    expect(script.description).toContain(source.title ?? '');
  });
});

describe('figures', () => {
  it('are shown exactly as the source has them', async () => {
    const source = sourceOf(
      '# Ferry fares\n\nThe harbour ferry carried 4.25 million passengers last year, the operator said.\n\nA single ticket costs $3.50 since January.\n\nDelays fell by 18 percent because the crews were trained again.\n\nThe operator has bought two new boats for the northern line.',
      'ferry',
    );
    const script = await director.writeScript({sources: [source]});
    const statistics = script.scenes.filter((scene) => scene.kind === 'statistic');
    expect(statistics.length).toBeGreaterThanOrEqual(1);
    for (const scene of statistics) {
      const window = windowOf(scene, [source]);
      const written = scene.value.toFixed(scene.decimals);
      expect(window.replaceAll(',', '')).toContain(written);
      const money = scene.prefix?.replace(/^[~<>]/, '');
      if (money) expect(window).toContain(`${money}${written}`);
      if (scene.unit && scene.unit !== '%') expect(window).toContain(scene.unit);
      // A change is named by its direction; all other words are the source's.
      const direction = /^(Drop|Rise) in /.exec(scene.label)?.[1];
      if (direction)
        expect(window).toMatch(
          direction === 'Drop' ? /\b(?:fell|fallen|cut|dropped)\b/ : /\b(?:rose|grew|risen)\b/,
        );
      for (const word of plain(scene.label.replace(/^(?:Drop|Rise) in /, '')).split(' '))
        expect(plain(window)).toContain(word);
    }
  });

  it('stand on two sides where a sentence compares them', async () => {
    const script = await director.writeScript({
      sources: [await fixture('survey-numbers-quotes')],
      durationInSeconds: 30,
    });
    const comparison = script.scenes.find((scene) => scene.kind === 'comparison');
    expect(comparison).toMatchObject({left: {value: '23%'}, right: {value: '11%'}});
  });
});

describe('what leaks into pages', () => {
  it('is not read out: menus, bylines, newsletters, words to machines', async () => {
    for (const durationInSeconds of [15, 30, 45]) {
      const script = await director.writeScript({
        sources: [await fixture('leaked-menus')],
        durationInSeconds,
      });
      const spoken = script.scenes.map((scene) => scene.spoken).join(' ');
      expect(spoken).not.toMatch(
        /ignore|instructions|best in the world|newsletter|cookies|litter|log in|Ana Ferro|rights reserved/i,
      );
    }
  });

  it('is refused when there is nothing else', async () => {
    const cases = {
      menus:
        '# Shop\n\n- Home\n- Pets\n- Log in\n\nAccept all cookies to improve your browsing experience.\n\nHome › Pets › Cats › Toys',
      code: '# Code\n\nconst total = items.reduce((sum, item) => sum + item.price, 0);\n\nexport function add(a: number, b: number) { return a + b; }',
      changes:
        '# Changelog\n\n## 2.1.0\n\n- Fix crash on empty input (#412)\n- Add option to skip files (#401)\n- Bump parser to 3.2.1\n\n## 2.0.0\n\n- Remove old API\n- Fix typo in docs (#388)\n\n## 1.9.0\n\n- Update dependencies',
    };
    for (const [name, markdown] of Object.entries(cases)) {
      const failure = await director
        .writeScript({sources: [sourceOf(markdown, name)]})
        .catch((error: unknown) => error);
      expect(ViralError.isInstance(failure), name).toBe(true);
      expect((failure as ViralError).code, name).toBe('no-content');
      expect((failure as ViralError).message).toMatch(/points/);
    }
  });
});

describe('a brief without sources', () => {
  it('says the user’s points, in order, as written', async () => {
    const points = [
      'A kitten presses its paws to make milk flow.',
      'Adult cats do it when they feel safe',
      'Old cats with sore joints knead less.',
    ];
    const script = await director.writeScript({topic: 'why cats knead', points, durationInSeconds: 20});
    expect(script.sources).toEqual([]);
    const body = script.scenes.slice(1, -1).map((scene) => scene.spoken);
    expect(body).toEqual([
      'A kitten presses its paws to make milk flow.',
      'Adult cats do it when they feel safe.',
      'Old cats with sore joints knead less.',
    ]);
    expect(script.scenes[0]?.spoken).toBe('Here’s why cats knead.');
  });

  it('is refused where there is only a topic, with the way out', async () => {
    await expect(director.writeScript({topic: 'The moon'})).rejects.toMatchObject({
      code: 'no-content',
      message: expect.stringContaining('points'),
    });
  });

  it('is refused where it is empty, before any work', async () => {
    await expect(director.writeScript({})).rejects.toMatchObject({code: 'invalid-input'});
  });
});

describe('points beside a source', () => {
  it('are all said, and the source fills the rest', async () => {
    const script = await director.writeScript({
      sources: [await fixture('news-bridge')],
      points: ['The bridge is 95 years old this spring.'],
      durationInSeconds: 35,
    });
    expect(script.scenes[1]?.spoken).toBe('The bridge is 95 years old this spring.');
    expect(script.scenes.length).toBeGreaterThan(4);
  });
});

describe('language', () => {
  it('refuses what the embedded writer cannot write, by name', async () => {
    const german = sourceOf(
      '# Warum Katzen treten\n\nKatzen treten mit den Pfoten, weil es als Junges die Milch der Mutter fließen ließ. Erwachsene Tiere tun es, wenn sie sich sicher fühlen, und sie markieren dabei ihre Decke mit Duft.',
      'katzen',
    );
    await expect(director.writeScript({sources: [german]})).rejects.toMatchObject({
      code: 'language-unsupported',
      message: expect.stringContaining('German'),
    });
    await expect(
      director.writeScript({topic: 'cats', points: ['Cats knead.'], language: 'fr'}),
    ).rejects.toMatchObject({code: 'language-unsupported'});
  });
});

describe('tone', () => {
  it('keeps a grave story neutral and asks for nothing but its source', async () => {
    const script = await director.writeScript({sources: [await fixture('sensitive-flood')], goal: 'comment'});
    expect(script.hook.type).toBe('topic');
    expect(script.scenes[0]?.spoken).toBe('What we know about the flash flood.');
    expect(script.scenes.at(-1)?.spoken).toMatch(/source|story/i);
  });
});

describe('too little source', () => {
  it('makes a shorter script and says so where no length was asked for', async () => {
    const script = await director.writeScript({sources: [await fixture('short-note')]});
    const seconds = secondsOfScript(script.scenes.map((scene) => scene.spoken));
    expect(script.writer.fit).toBe('source-exhausted');
    expect(seconds).toBeLessThan(32);
    expect(Math.abs(script.durationInSeconds - seconds)).toBeLessThan(1);
  });
  it('is refused where a length was asked for, with the length that there is', async () => {
    await expect(
      director.writeScript({sources: [await fixture('short-note')], durationInSeconds: 60}),
    ).rejects.toMatchObject({
      code: 'no-content',
      reason: 'too-short',
      message: expect.stringMatching(/about \d+ s, not for 60 s\. Ask for \d+ s/),
    });
  });
});

describe('a long text', () => {
  it('costs at most half a second of work once the tagger is loaded', async () => {
    const parts = await Promise.all(
      [
        'news-bridge',
        'survey-numbers-quotes',
        'encyclopaedia-kelp',
        'press-lumo',
        'explainer-batteries',
        'blog-batching',
      ].map(fixture),
    );
    const source = {...parts[0]!, id: 'long', blocks: parts.flatMap((part) => part.blocks)};
    expect(
      source.blocks
        .map((block) => block.text)
        .join(' ')
        .split(/\s+/).length,
    ).toBeGreaterThan(1700);
    await director.writeScript({sources: [source]});
    const before = process.cpuUsage();
    await director.writeScript({sources: [source], durationInSeconds: 44});
    const {user, system} = process.cpuUsage(before);
    // A quarter of slack for what else runs in this process.
    expect((user + system) / 1e6).toBeLessThan(0.65);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      director.writeScript({sources: [await fixture('news-bridge')]}, {signal: controller.signal}),
    ).rejects.toThrow(/abort/i);
  });
});

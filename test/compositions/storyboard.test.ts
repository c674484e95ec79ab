import {readFileSync} from 'node:fs';
import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {surroundingsOf} from '../../src/compositions/check.ts';
import {sampleFor, samplePicture} from '../../src/compositions/sample.ts';
import {leastSceneSeconds} from '../../src/compositions/scene-length.ts';
import {sceneFieldsOf, sceneScopeOf} from '../../src/compositions/scene-scope.ts';
import {
  createStoryboard,
  withSoundtrack,
  type CreateStoryboardOptions,
} from '../../src/compositions/storyboard.ts';
import {
  scriptSchema,
  storyboardSchema,
  type Narration,
  type Script,
  type TimingSource,
} from '../../src/schema/index.ts';

const trace = {claim: 'glue' as const, spans: [], operations: []};

function scriptOf(spoken: readonly string[]): Script {
  const last = spoken.length - 1;
  return scriptSchema.parse({
    version: 1,
    id: 'cats',
    title: 'Why cats knead',
    topic: 'cats',
    platform: 'tiktok',
    language: 'en',
    durationInSeconds: 20,
    style: 'explainer',
    hook: {type: 'question'},
    structure: 'explainer',
    scenes: spoken.map((line, index) => ({
      kind: index === 0 ? 'hook' : index === last ? 'call-to-action' : 'point',
      id: `s${index}`,
      spoken: line,
      onScreenText: line.slice(0, 60),
      visual: index === 1 ? {query: 'a cat'} : null,
      trace,
    })),
    description: '',
    hashtags: [],
    sources: [],
    writer: {name: 'test', fit: 'fits', verbatimShare: 0},
  });
}

/** Lines whose words last `msPerWord`, with silence before and after. */
function narrationOf(
  script: Script,
  {
    msPerWord = 330,
    before = 90,
    after = 260,
    timing = 'engine',
  }: {
    readonly msPerWord?: number;
    readonly before?: number;
    readonly after?: number;
    readonly timing?: TimingSource;
  } = {},
): Narration {
  return {
    voice: 'test',
    language: 'en',
    sampleRateHz: 16000,
    lines: script.scenes.map((scene) => {
      const words = scene.spoken.split(' ').map((text, index) => ({
        text,
        startMs: before + index * msPerWord,
        endMs: before + (index + 1) * msPerWord - 20,
      }));
      const durationInMs = before + words.length * msPerWord + after;
      return {
        sceneId: scene.id,
        text: scene.spoken,
        samples: new Float32Array(16),
        durationInMs,
        words,
        timing,
      };
    }),
  };
}

const lines = [
  'Why does your cat knead you like dough every evening',
  'It starts with kittens who press on their mother so that the milk begins to flow',
  'Grown cats keep the habit because it still means that all is well in the world',
  'Send this to someone whose blanket is full of holes',
];
const script = scriptOf(lines);
const narration = narrationOf(script);
const make = (changes: Partial<CreateStoryboardOptions> = {}) =>
  createStoryboard({script, narration, ...changes});

describe('createStoryboard', () => {
  it('tiles the video with the script’s scenes and passes its schema', () => {
    const storyboard = make();
    expect(storyboardSchema.parse(storyboard)).toEqual(storyboard);
    expect(storyboard.scenes.map(({id}) => id)).toEqual(script.scenes.map(({id}) => id));
    expect(storyboard).toMatchObject({
      width: 1080,
      height: 1920,
      fps: 30,
      seed: 'cats',
      template: {id: 'headline'},
    });
    expect(JSON.stringify(storyboard)).not.toContain('spoken');
  });

  it('starts the voice a moment in and cuts one frame before each line', () => {
    const {scenes} = make();
    const first = scenes[0]?.words[0]?.startMs ?? 0;
    expect(first).toBeGreaterThanOrEqual(150);
    expect(first).toBeLessThanOrEqual(210);
    for (const scene of scenes.slice(1)) expect(scene.words[0]?.startMs).toBeCloseTo(1000 / 30, 6);
  });

  it.each([24, 25, 30, 60])('keeps the words of a line as they were spoken at %i frames a second', (fps) => {
    const {scenes} = make({fps});
    scenes.forEach((scene, index) => {
      const spoken = narration.lines[index]?.words ?? [];
      const shift = (scene.words[0]?.startMs ?? 0) - (spoken[0]?.startMs ?? 0);
      scene.words.forEach((word, at) => {
        expect(word.text).toBe(spoken[at]?.text);
        expect(word.startMs - shift).toBeCloseTo(spoken[at]?.startMs ?? 0, 6);
        expect(word.endMs - shift).toBeCloseTo(spoken[at]?.endMs ?? 0, 6);
      });
    });
  });

  it('leaves a breath between lines, a longer one after the hook, and never lets two voices speak at once', () => {
    const {scenes, fps} = make();
    const absolute = scenes.map((scene) => {
      const start = (scene.startFrame * 1000) / fps;
      return {from: start + (scene.words[0]?.startMs ?? 0), to: start + (scene.words.at(-1)?.endMs ?? 0)};
    });
    const gaps = absolute.slice(1).map(({from}, index) => from - (absolute[index]?.to ?? 0));
    expect(gaps[0]).toBeGreaterThanOrEqual(300);
    expect(gaps[0]).toBeLessThan(340);
    for (const gap of gaps.slice(1)) {
      expect(gap).toBeGreaterThanOrEqual(180);
      expect(gap).toBeLessThan(260);
    }
  });

  it('waits for the end of the sound where word times are only estimated', () => {
    const estimated = make({narration: narrationOf(script, {timing: 'estimated'})});
    expect(estimated.durationInFrames).toBeGreaterThan(make().durationInFrames);
  });

  it('holds short scenes until they have been read, and the end for at least a second', () => {
    const short = scriptOf(['Look', 'Cats', 'Dogs', 'Follow']);
    const storyboard = createStoryboard({script: short, narration: narrationOf(short)});
    for (const scene of storyboard.scenes) {
      expect(scene.durationInFrames / 30, scene.id).toBeGreaterThanOrEqual(leastSceneSeconds(scene) - 1 / 30);
    }
    const last = make().scenes.at(-1);
    const spokenUntil = last?.words.at(-1)?.endMs ?? 0;
    expect(((last?.durationInFrames ?? 0) / 30) * 1000 - spokenUntil).toBeGreaterThanOrEqual(900);
  });

  it('gives each scene the picture that was found for it', () => {
    const asset = {
      sha256: 'a'.repeat(64),
      kind: 'image' as const,
      mimeType: 'image/jpeg',
      bytes: 10,
      rights: {licence: 'CC0-1.0', aiGenerated: false},
    };
    const {scenes} = make({gathered: {assets: {cat: asset}, byScene: {s1: 'cat'}}});
    expect(scenes.map(({visual}) => visual)).toEqual([null, {asset: 'cat'}, null, null]);
    expect(() => make({gathered: {assets: {}, byScene: {s1: 'cat'}}})).toThrow(
      /'cat', which is not in assets/,
    );
  });

  it('takes theme, aspect, seed, captions and options as asked', () => {
    const storyboard = make({
      theme: 'press',
      aspect: '16:9',
      seed: 'x',
      captions: {show: false, style: 'karaoke'},
      options: {wipes: false},
    });
    expect(storyboard).toMatchObject({
      width: 1920,
      height: 1080,
      seed: 'x',
      theme: {id: 'press'},
      captions: {show: false, style: 'karaoke'},
      template: {options: {wipes: false}},
    });
    expect(() => make({theme: 'none'})).toThrow(/no theme 'none'/);
  });

  it('lays overlays over the whole video, each once', () => {
    expect(make().overlays).toEqual([]);
    const {overlays, durationInFrames} = make({overlays: ['progress', 'progress', 'ribbon']});
    const whole = {startFrame: 0, durationInFrames, inputs: {}};
    expect(overlays).toEqual([
      {id: 'progress', kind: 'progress', ...whole},
      {id: 'ribbon', kind: 'ribbon', ...whole},
    ]);
  });

  it('refuses a narration that lacks a line, by the scene’s name', () => {
    expect(() => make({narration: {...narration, lines: narration.lines.slice(0, 2)}})).toThrow(/scene 's2'/);
  });

  it('takes the soundtrack without changing a frame', () => {
    const storyboard = make();
    const asset = {
      sha256: 'b'.repeat(64),
      kind: 'audio' as const,
      mimeType: 'audio/wav',
      bytes: 10,
      rights: {licence: 'own work', aiGenerated: false},
    };
    const sounding = withSoundtrack(storyboard, {
      assetId: 'soundtrack',
      asset,
      file: '/nowhere.wav',
      durationInSeconds: 1,
      loudnessLufs: -14,
      truePeakDbtp: -1,
    });
    expect(storyboardSchema.parse(sounding).soundtrack).toEqual({asset: 'soundtrack'});
    expect(sounding.scenes).toBe(storyboard.scenes);
  });
});

describe('sceneScopeOf', () => {
  it('says nothing of the scene’s place in time', () => {
    const storyboard = make();
    const scope = sceneScopeOf(storyboard, 2);
    expect(scope).toMatchObject({
      index: 2,
      count: 4,
      seed: 'cats/s2',
      aspect: '9:16',
      unit: 1,
      direction: 'ltr',
      previous: null,
      next: null,
    });
    const scene = storyboard.scenes[2]!;
    expect(JSON.stringify([scope, sceneFieldsOf(scene)])).not.toContain(
      'startFrame":' + String(scene.startFrame),
    );
    expect(sceneFieldsOf(scene)).not.toHaveProperty('startFrame');
    expect(sceneScopeOf(storyboard, 2, {neighbours: true}).previous).toMatchObject({id: 's1'});
  });

  it('pages every spoken word of the scene, and none when captions are off', () => {
    const storyboard = make();
    const words = sceneScopeOf(storyboard, 1).captions.flatMap((page) =>
      page.lines.flat().map(({text}) => text),
    );
    expect(words).toEqual(storyboard.scenes[1]?.words.map(({text}) => text));
    expect(sceneScopeOf(make({captions: {show: false}}), 1).captions).toEqual([]);
    expect(() => sceneScopeOf(storyboard, 9)).toThrow(RangeError);
  });
});

describe('surroundingsOf', () => {
  it('keeps fields and scope of the scene and changes everything around it', () => {
    const storyboard = make();
    storyboard.scenes.forEach((scene, index) => {
      const [here, there] = surroundingsOf(storyboard, index).map((one) => storyboardSchema.parse(one));
      expect(sceneFieldsOf(there!.scenes[index]!)).toEqual(sceneFieldsOf(here!.scenes[index]!));
      expect(sceneScopeOf(there!, index)).toEqual(sceneScopeOf(here!, index));
      if (index > 0) expect(there!.scenes[index]!.startFrame).not.toBe(here!.scenes[index]!.startFrame);
      const others = there!.scenes.filter((_, at) => at !== index);
      for (const other of others) expect(other.onScreenText).toBe('Something else');
      expect(scene).toEqual(storyboard.scenes[index]);
    });
  });

  it('leaves the neighbours alone for templates that draw on them', () => {
    const storyboard = make();
    const [here, there] = surroundingsOf(storyboard, 3, {neighbours: true});
    expect(sceneScopeOf(there, 3, {neighbours: true})).toEqual(sceneScopeOf(here, 3, {neighbours: true}));
    expect(there.scenes[3]!.startFrame).not.toBe(here.scenes[3]!.startFrame);
  });
});

describe('stored storyboards', () => {
  it('the sample of the template is valid and its drawing is the one it names', () => {
    const {storyboard, assetUrls} = sampleFor('headline', 'volt');
    expect(storyboardSchema.parse(storyboard)).toEqual(storyboard);
    expect(createHash('sha256').update(samplePicture.svg).digest('hex')).toBe(samplePicture.sha256);
    expect(Object.keys(assetUrls)).toEqual(Object.keys(storyboard.assets));
  });

  it('the standard of the bench is 30 s of eight scenes and its pictures are beside it', () => {
    const bench = new URL('../../bench/', import.meta.url);
    const storyboard = storyboardSchema.parse(
      JSON.parse(readFileSync(new URL('standard.storyboard.json', bench), 'utf8')),
    );
    expect(storyboard).toMatchObject({durationInFrames: 900, fps: 30, width: 1080, height: 1920});
    expect(new Set(storyboard.scenes.map(({kind}) => kind)).size).toBe(8);
    for (const [id, asset] of Object.entries(storyboard.assets)) {
      const bytes = readFileSync(new URL(`assets/${id}.jpg`, bench));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(asset.sha256);
      expect(bytes.length).toBe(asset.bytes);
    }
  });
});

import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {
  analyzeVideo,
  analyzeVideos,
  type AnalysisOutcome,
  performanceOf,
} from '../../../src/analysis/index.ts';
import {hear} from '../../../src/analysis/videos/sound-share.ts';
import {recogniseHooks} from '../../../src/analysis/videos/recognised-hooks.ts';
import {flite} from '../../../src/audio/voices/flite.ts';
import {parseSrt} from '../../../src/captions/index.ts';
import {runFfmpeg} from '../../../src/ffmpeg.ts';
import {scripted} from '../../../src/llm/scripted.ts';
import {analysisSchema, performanceSchema, type TrendingVideo} from '../../../src/schema/index.ts';
import {decodeWav, resample} from '../../../src/sound/index.ts';
import {documentCache} from '../../../src/store/cache.ts';
import {memory} from '../../../src/store/memory.ts';
import {makeClip, scene} from './made-clips.ts';

const folder = await mkdtemp(join(tmpdir(), 'viral-analyze-'));
afterAll(() => rm(folder, {recursive: true, force: true}));

const trending = (more: Partial<TrendingVideo> = {}): TrendingVideo => ({
  version: 1,
  videoId: 'a',
  platform: 'tiktok',
  url: 'https://www.tiktok.com/@me/video/1',
  title: '5 mistakes everyone makes with rice',
  description: 'Number 3 ruined my dinner! Follow for more. #cooking #RiceTips #fyp',
  publishedAt: '2026-10-01T00:00:00Z',
  scrapedAt: '2026-10-05T00:00:00Z',
  viewCount: 10_000,
  likeCount: 900,
  shareCount: 40,
  author: {id: 'me', name: 'Me'},
  hashtags: ['cooking', 'RiceTips', 'fyp'],
  ...more,
});

async function all(outcomes: AsyncIterable<AnalysisOutcome>): Promise<readonly AnalysisOutcome[]> {
  const list: AnalysisOutcome[] = [];
  for await (const outcome of outcomes) list.push(outcome);
  return list.sort((a, b) => a.index - b.index);
}

describe('what the words tell', () => {
  it.each([
    ['5 mistakes everyone makes with rice', 'list-count', '5 mistakes'],
    ['I tried the $1 haircut in Istanbul', 'confession', 'I tried'],
    ['How to peel garlic in ten seconds', 'how-to', 'How to'],
    ['From $0 to $10,000 in a month', 'from-to', 'From $0 to $10,000'],
    ['Don’t buy a new phone before you see this', 'warning', 'Don’t buy'],
    ['Stop washing your chicken', 'warning', 'Stop washing'],
    ['The biggest myth about vitamin C', 'myth', 'myth'],
    ['Why do cats knead?', 'question', 'Why do cats knead?'],
    ['Could this be the end of Venice?', 'modal-question', 'Could this be the end of Venice?'],
    ['Here’s why planes avoid Tibet', 'because-gap', 'Here’s why'],
    ['92% of people fail this test', 'number', '92%'],
    ['Before and after: my tiny kitchen', 'before-after', 'Before and after'],
    ['iPhone vs Pixel: which takes better photos', 'contrast', 'vs'],
    ['Meet Rosa, the last lighthouse keeper', 'meet', 'Meet Rosa,'],
    ['“You will never walk again,” the doctor said', 'quote', '“You will never walk again,”'],
    ['This could ruin your teeth', 'stake', 'could ruin'],
    ['The deepest lake in the world', 'superlative', undefined],
    ['This cave hides a secret', 'because-gap', undefined],
    ['This machine folds paper', 'demonstrative', undefined],
    ['Imagine waking up on Mars', 'scene', undefined],
    ['Morning light over the harbour', 'topic', undefined],
  ] as const)('%s', (line, type, text) => {
    const hooks = recogniseHooks(line);
    expect(hooks.map((hook) => hook.type)).toContain(type);
    const hook = hooks.find((one) => one.type === type)!;
    if (text !== undefined) expect(line.slice(hook.start, hook.end)).toBe(text);
    expect(hook.end).toBeLessThanOrEqual(line.length);
  });

  it('is told of title and description, each with its place', async () => {
    const analysis = await analyzeVideo({video: trending()});
    expect(analysisSchema.parse(analysis)).toEqual(analysis);
    expect(analysis).toMatchObject({
      language: 'en',
      structure: {type: 'list'},
      callsToAction: [{kind: 'follow', text: 'Follow for', span: {field: 'description'}}],
      pacing: {wordsPerSecond: null, cuts: null},
      by: 'embedded',
    });
    expect(analysis.hooks[0]).toEqual({
      type: 'list-count',
      text: '5 mistakes',
      span: {field: 'title', start: 0, end: 10},
    });
    expect(analysis.themes.map(({theme}) => theme)).toEqual(expect.arrayContaining(['cooking', 'rice tips']));
    expect(analysis.themes.map(({theme}) => theme)).not.toContain('fyp');
    expect(analysis.missing.map(({what}) => what)).toEqual(
      expect.arrayContaining(['words per second', 'cuts', 'sound', 'comment rate', 'save rate']),
    );
    expect(performanceSchema.parse(performanceOf(trending(), analysis))).toMatchObject({
      hook: 'list-count',
      structure: 'list',
      likes: 900,
    });
  });

  it('is told of what is said, with its time', async () => {
    const srt = [
      '1\n00:00:00,000 --> 00:00:02,000\nWhy does this cheese cost $600?',
      '2\n00:00:02,000 --> 00:00:04,000\nHey guys, welcome back.',
      '3\n00:00:04,500 --> 00:00:08,000\nIt is made from donkey milk, and the taste is wonderful, I love it.',
      '4\n00:00:08,000 --> 00:00:10,000\nBut the smell is another matter.',
      '5\n00:00:10,000 --> 00:00:12,000\nSubscribe for more.',
    ].join('\n\n');
    const {cues} = parseSrt(srt);
    const analysis = await analyzeVideo({
      video: trending({title: 'Cheese', description: ''}),
      transcript: cues,
    });
    expect(analysis.hooks[0]).toMatchObject({type: 'question', span: {field: 'transcript', start: 0}});
    expect(analysis.sections.map(({name, emotion}) => [name, emotion])).toEqual([
      ['opening', null],
      ['middle', 'joy'],
      ['ending', null],
    ]);
    expect(analysis.sections[1]!.startsAt).toBeCloseTo(4.5, 5);
    expect(analysis.pacing.firstPayoffAt).toBeCloseTo(4.5, 5);
    expect(analysis.pacing.wordsPerSecond).toBeGreaterThan(2);
    expect(analysis.pacing.wordsPerSecond).toBeLessThan(4);
    expect(analysis.callsToAction).toMatchObject([{kind: 'follow', span: {field: 'transcript'}}]);
  });

  it('is right, or missing with a reason, in fifteen languages', async () => {
    const captions: readonly (readonly [string, string, string | null, string?])[] = [
      ['en', 'Why do cats sleep in the sun?', 'question'],
      ['es', '¿Por qué los gatos duermen en el sol?', 'question'],
      ['pt', '7 dicas para dormir melhor que não são o que você pensa', 'list-count'],
      ['fr', 'Comment faire du pain avec les enfants dans la cuisine', 'how-to'],
      ['de', 'Wie man das Brot mit der Hand backt', 'how-to'],
      ['it', 'Perché i gatti dormono con noi nella notte?', 'question'],
      ['nl', '5 dingen die je niet van het brood weet', null],
      ['pl', 'Jak zrobić chleb w domu i nie zwariować', 'how-to'],
      ['tr', 'Ekmek nasıl yapılır ve ne için iyi', 'how-to'],
      ['ru', 'Как сделать хлеб дома', 'how-to'],
      ['ar', 'كيف تصنع الخبز في المنزل؟', 'how-to'],
      ['hi', 'घर पर रोटी कैसे बनाएं?', 'how-to'],
      ['ja', 'パンの作り方', 'how-to'],
      ['ko', '빵 만드는 방법이 뭐예요?', 'question'],
      ['zh', '如何在家做面包？', 'how-to'],
      ['th', 'วิธีทำขนมปังที่บ้าน', 'how-to'],
    ];
    for (const [language, title, hook] of captions) {
      const analysis = await analyzeVideo({video: trending({title, description: '', hashtags: []})});
      expect(analysis.language, title).toBe(language);
      if (hook !== null)
        expect(
          analysis.hooks.map(({type}) => type),
          title,
        ).toContain(hook);
      if (language === 'en') expect(analysis.sentiment).not.toBeNull();
      else {
        expect(analysis.sentiment).toBeNull();
        expect(analysis.missing.find(({what}) => what === 'sentiment')?.why).toContain(`this is ${language}`);
      }
    }
  });
});

describe('rates', () => {
  const others = Array.from({length: 9}, (_, index) =>
    trending({videoId: `o${index}`, likeCount: 400 + 10 * index, shareCount: 40}),
  );

  it('are held against what the account usually gets', async () => {
    const {rates} = await analyzeVideo({video: trending()}, {history: [...others, trending()]});
    const like = rates.find(({metric}) => metric === 'like')!;
    expect(like.rate).toBeCloseTo(0.09, 10);
    expect(like.usual).toMatchObject({videos: 9});
    expect(like.usual!.rate).toBeCloseTo(0.044, 3);
    expect(like.lift).toBeCloseTo(0.09 / 0.044 - 1, 1);
    expect(like.percentile).toBe(1);
    expect(rates.find(({metric}) => metric === 'share')!.percentile).toBe(0.5);
    expect(rates.map(({metric}) => metric)).toEqual(['engagement', 'like', 'share']);
  });

  it('of videos that gain with age are brought to one age', async () => {
    const account = (name: string) =>
      Array.from({length: 30}, (_, index) => {
        const days = 1 + index;
        return trending({
          videoId: `${name}${index}`,
          author: {id: name, name},
          scrapedAt: new Date(Date.parse('2026-10-01T00:00:00Z') + days * 86_400_000).toISOString(),
          likeCount: Math.round(300 * days ** 0.5),
        });
      });
    const history = ['x', 'y', 'z'].flatMap(account);
    const young = history.find(({videoId}) => videoId === 'x0')!;
    const {rates} = await analyzeVideo({video: young}, {history});
    const {lift} = rates.find(({metric}) => metric === 'like')!;
    expect(Math.abs(lift!), 'as usual for a video of one day').toBeLessThan(0.25);
  });

  it.each([
    ['zero views', trending({viewCount: 0, likeCount: 0, shareCount: 0}), 'nobody saw it'],
    ['more likes than views', trending({viewCount: 100}), 'more than views'],
    ['a clock ahead', trending({scrapedAt: '2026-09-30T23:00:00Z'}), ''],
    ['mixed zones', trending({publishedAt: '2026-10-01T09:00:00+09:00'}), ''],
    ['10^9 views', trending({viewCount: 1e9, likeCount: 1e8}), ''],
    ['no author', {...trending(), author: undefined}, ''],
  ])('%s: correct or refused with a reason', async (_name, video, why) => {
    const analysis = await analyzeVideo({video}, {history: others});
    expect(JSON.stringify(analysis)).not.toMatch(/NaN|Infinity/);
    expect(analysisSchema.parse(analysis)).toEqual(analysis);
    if (why !== '') expect(analysis.missing.map((one) => one.why).join()).toContain(why);
    for (const {rate, low, high, reason} of analysis.rates) {
      expect(low).toBeLessThanOrEqual(rate);
      expect(high).toBeGreaterThanOrEqual(rate);
      expect(high).toBeGreaterThan(low);
      expect(reason).not.toBe('');
    }
  });
});

describe('sound', () => {
  it('tells speech, music and silence apart', async () => {
    const voice = flite();
    const {samples, sampleRateHz} = await voice.doSpeak({
      text: 'The storm of eighteen fifty nine set telegraph offices on fire, and nobody knew why it had happened at all.',
      language: 'en',
      rate: 1,
      signal: new AbortController().signal,
    });
    await voice.doClose?.();
    const speech = resample(samples, sampleRateHz, 16_000);
    const mp3 = new URL('../../../docs/samples/calm.mp3', import.meta.url).pathname;
    const {stdout} = await runFfmpeg([
      '-i',
      mp3,
      '-t',
      '6',
      '-ac',
      '1',
      '-ar',
      '16000',
      '-c:a',
      'pcm_s16le',
      '-f',
      'wav',
      'pipe:1',
    ]);
    const music = decodeWav(stdout).channels[0]!;
    const shares = (sound: Float32Array) => {
      const seconds = hear(sound);
      const share = (is: (second: (typeof seconds)[number]) => boolean) =>
        seconds.filter(is).length / seconds.length;
      return [share(({speech: s}) => s), share(({music: m}) => m), share(({silent}) => silent)].map(
        (value) => Math.round(10 * value) / 10,
      );
    };
    expect(shares(speech)[0]).toBeGreaterThanOrEqual(0.8);
    expect(shares(speech)[1]).toBeLessThanOrEqual(0.3);
    expect(shares(music)).toEqual([0, 1, 0]);
    expect(shares(new Float32Array(64_000))).toEqual([0, 0, 1]);
    const both = speech.map((value, index) => value + 0.4 * (music[index % music.length] ?? 0));
    expect(shares(both)[0]).toBeGreaterThanOrEqual(0.7);
    expect(shares(both)[1]).toBeGreaterThanOrEqual(0.5);
    expect(hear(new Float32Array(0))).toEqual([]);
  });
});

describe('a batch', () => {
  it('measures files, keeps what is done for a day, and sets bad rows aside', async () => {
    const file = await makeClip(
      folder,
      'two-cuts.mp4',
      (seconds) => scene(seconds < 1 ? 1 : seconds < 2 ? 2 : 3, seconds),
      {seconds: 3, sound: Float32Array.from({length: 48_000}, (_, index) => 0.2 * Math.sin(index / 5))},
    );
    const broken = join(folder, 'broken.mp4');
    await writeFile(broken, 'this is no video');
    let now = 1_000_000_000;
    const cache = documentCache({documents: memory(), now: () => now});
    const inputs = [
      {file, place: 'file 1'},
      {video: trending()},
      {video: trending({viewCount: -1}), place: 'line 3'},
      {file: broken, place: 'file 4'},
      {file: join(folder, 'missing.mp4'), place: 'file 5'},
      {},
      {video: trending({videoId: 'b'}), file},
    ];
    const outcomes = await all(analyzeVideos(inputs, {cache}));
    expect(outcomes.map(({status}) => status)).toEqual([
      'analyzed',
      'analyzed',
      'failed',
      'failed',
      'failed',
      'failed',
      'analyzed',
    ]);
    const failures = outcomes.flatMap((one) =>
      one.status === 'failed' ? [[one.place, one.error.code]] : [],
    );
    expect(failures).toEqual([
      ['line 3', 'invalid-input'],
      ['file 4', 'ffmpeg-failed'],
      ['file 5', 'file-not-found'],
      [null, 'invalid-input'],
    ]);
    const [first] = outcomes;
    if (first?.status !== 'analyzed') throw new Error('analysed');
    expect(first.analysis.pacing.cuts!.map(({kind}) => kind)).toEqual(['cut', 'cut']);
    expect(first.analysis.pacing.cutsPerMinute).toBeCloseTo(40, 0);
    expect(first.analysis.onScreenTextShare).toBe(0);
    expect(first.analysis.sound).toMatchObject({speechShare: 0, musicShare: 1});
    const again = await all(analyzeVideos(inputs, {cache}));
    expect(again.flatMap((one) => (one.status === 'analyzed' ? [one.cached] : []))).toEqual([
      true,
      true,
      true,
    ]);
    expect(again[0]).toEqual({...first, cached: true});
    now += 25 * 3_600_000;
    expect((await all(analyzeVideos([{file}], {cache})))[0]).toMatchObject({cached: false});
  });

  it('stops when told to', async () => {
    const outcomes = analyzeVideos([{video: trending()}], {signal: AbortSignal.abort(new Error('enough'))});
    await expect(all(outcomes)).rejects.toThrow('enough');
  });
});

describe('with a model', () => {
  const answer = {
    hooks: [{type: 'warning', words: 'everyone makes'}],
    structure: {type: 'problem-solution', evidence: 'shows burnt rice, then the fix'},
    themes: ['rice'],
    emotions: {opening: 'surprise', middle: null, ending: 'joy'},
    firstPayoffAt: 2.5,
    callsToAction: [],
  };

  it('takes what it sees, keeps what was measured, and does without it where it fails', async () => {
    const file = await makeClip(folder, 'seen.mp4', (seconds) => scene(1, seconds), {seconds: 1});
    let sent: readonly string[] = [];
    const model = scripted({
      answers: ({parts}) => {
        sent = parts.map((part) => (part.kind === 'text' ? 'text' : part.mimeType));
        return JSON.stringify(answer);
      },
    });
    const sees = {...model, accepts: ['video'] as const};
    const analysis = await analyzeVideo({video: trending(), file}, {model: sees});
    expect(sent).toEqual(['text', 'video/mp4']);
    expect(analysis).toMatchObject({
      hooks: [{type: 'warning', span: {field: 'title', start: 11, end: 25}}],
      structure: {type: 'problem-solution'},
      pacing: {firstPayoffAt: 2.5, cutsPerMinute: 0},
      callsToAction: [{kind: 'follow'}],
      by: expect.not.stringContaining('embedded') as string,
    });
    const silent = scripted({answers: () => 'I would rather not.'});
    const fallen = await analyzeVideo({video: trending()}, {model: silent});
    expect(fallen).toMatchObject({by: 'embedded', hooks: [{type: 'list-count'}]});
    expect(fallen.missing.map(({what}) => what)).toContain('what a model sees');
  });
});

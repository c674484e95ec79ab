import {describe, expect, it} from 'vitest';
import {
  createCues,
  formatSrt,
  formatVtt,
  paginate,
  parseSrt,
  parseVtt,
  type CaptionPage,
} from '../../src/captions/index.ts';
import type {Word} from '../../src/schema/index.ts';
import {spokenEvenly} from './words.ts';

const spoken = (texts: readonly string[], msPerWord = 300): Word[] =>
  texts.map((text, index) => ({text, startMs: index * msPerWord, endMs: (index + 1) * msPerWord}));
const linesOf = (words: readonly Word[], language: string, text?: string) =>
  createCues(words, {language, ...(text === undefined ? {} : {text})}).map(({lines}) => lines);
const shown = (pages: readonly CaptionPage[]) =>
  pages.map(({lines}) =>
    lines.map((line) =>
      line.map(({text, joined}, index) => (index === 0 || joined ? text : ` ${text}`)).join(''),
    ),
  );
const page = (words: readonly Word[], language: string, durationInFrames = 900) =>
  paginate(words, {fps: 30, durationInFrames, maxCharsPerLine: 16, language});

const neverFirst =
  /^[、。，！？；：）」』】》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々%.,!?:;)\]”’…๐ๆฯ\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/u;
const neverLast = /[（「『【《“‘([$¥]$/u;

const sentences: Readonly<Record<string, string>> = {
  ja: 'あなたの脳は毎日約35,000回の決断をしています。しかし、「ほとんど」は無意識です！たった3秒で人は第一印象を決めてしまい、なかなかキャンセルできないのです。',
  zh: '你知道吗？猫为什么会揉你，就像揉面团一样：因为它们把你当成“妈妈”！2024年有50%的人每天都会遇到这样的情况，但几乎没有人知道原因（真的）。',
  'zh-Hant': '你知道嗎？貓為什麼會揉你，就像揉麵團一樣：因為牠們把你當成「媽媽」！',
  th: 'แมวทำไมถึงนวดคุณเหมือนนวดแป้งเพราะพวกมันคิดว่าคุณเป็นแม่และเรื่องต่างๆเหล่านี้เกิดขึ้นทุกวัน',
  km: 'ខ្ញុំស្រលាញ់ភាសាខ្មែរហើយចង់រៀនវាឱ្យបានល្អ',
  lo: 'ຂ້ອຍຢາກຮຽນພາສາລາວໃຫ້ເກັ່ງແລະເວົ້າກັບທຸກຄົນ',
};

describe('scripts without spaces', () => {
  it.each(Object.entries(sentences))(
    'break between phrases, wherever the words come from: %s',
    (language, text) => {
      const segments = [...new Intl.Segmenter(language, {granularity: 'word'}).segment(text)].map(
        ({segment}) => segment,
      );
      const graphemes = [...new Intl.Segmenter(language, {granularity: 'grapheme'}).segment(text)].map(
        ({segment}) => segment,
      );
      const boundaries = new Set<number>();
      let at = 0;
      for (const segment of segments) boundaries.add((at += segment.length));
      const streams = [
        [{text, startMs: 0, endMs: graphemes.length * 150}],
        spoken(segments, 300),
        spoken(graphemes, 150),
      ];
      for (const words of streams) {
        const cues = createCues(words, {language});
        const lines = cues.flatMap((cue) => cue.lines);
        expect(lines.join('')).toBe(text);
        let passed = 0;
        for (const line of lines) {
          expect(line).not.toMatch(neverFirst);
          expect(line).not.toMatch(neverLast);
          passed += line.length;
          expect(boundaries.has(passed), `a word is split after ${line}`).toBe(true);
        }
        const pages = page(words, language);
        expect(shown(pages).flat().join('')).toBe(text);
        for (const line of shown(pages).flat()) {
          expect(line).not.toMatch(neverFirst);
          expect(line).not.toMatch(neverLast);
        }
        expect(pages.length).toBeGreaterThan(2);
      }
    },
  );

  it('keep particles, endings, counters and quotes with their word', () => {
    const lines = page(spoken([sentences['ja'] ?? '']), 'ja', 60).flatMap(({lines: own}) =>
      own.map((line) => line.map(({text}) => text).join('|')),
    );
    expect(lines.join('|')).not.toMatch(/\|(?:は|の|を|で|に|です|ます|回)/u);
    expect(lines.join('|')).toContain('約35,000回');
  });

  it('light the phrases of a long word in turn, in its time', () => {
    const [first, ...rest] = page(
      [{text: '猫はなぜ人をこねるのか、誰も知らない。', startMs: 1000, endMs: 4000}],
      'ja',
    ).flatMap(({lines}) => lines.flat());
    expect(first?.startFrame).toBe(30);
    expect(rest.length).toBeGreaterThan(3);
    let before = 30;
    for (const {startFrame} of rest) {
      expect(startFrame).toBeGreaterThan(before);
      expect(startFrame).toBeLessThan(120);
      before = startFrame;
    }
  });

  it('take no space between their words and keep those of other scripts', () => {
    expect(linesOf(spokenEvenly('猫は 液体 です。'), 'ja')).toEqual([['猫は液体です。']]);
    expect(
      linesOf(spoken(['我们', '用', 'Google', 'Maps', '找', '50', '%', '的', '路', '。']), 'zh'),
    ).toEqual([['我们用 Google Maps 找50%的路。']]);
    expect(linesOf(spokenEvenly('고양이는 왜 반죽을 할까요?'), 'ko')).toEqual([
      ['고양이는 왜 반죽을 할까요?'],
    ]);
  });

  it('space the phrases of Thai and not its words', () => {
    expect(linesOf(spoken(['แมว', 'ทำไม', 'ถึง', 'นวด', 'คุณ']), 'th')).toEqual([['แมวทำไมถึงนวดคุณ']]);
    const written = 'แมวชอบนวดคุณ เพราะคิดว่าคุณเป็นแม่ ในปี 2024';
    expect(createCues(spokenEvenly(written), {language: 'th', maxCharsPerLine: 60})[0]?.lines).toEqual([
      written,
    ]);
    const characters = [...'แมว นวด'].map((text) => text);
    expect(linesOf(spoken(characters), 'th')).toEqual([['แมว นวด']]);
    expect(linesOf(spoken(['แมว', 'นวด', 'คุณ']), 'th', 'แมวนวด คุณ')).toEqual([['แมวนวด คุณ']]);
  });
});

describe('spaces and punctuation', () => {
  it.each([
    [
      'en',
      ['Well', ',', 'it', 'costs', '$', '5', '(', 'or', '50', '%', ')', '.'],
      'Well, it costs $5 (or 50%).',
    ],
    ['fr', ['Vraiment', '?', '«', 'Oui', '»', '!'], 'Vraiment ? « Oui » !'],
    ['de', ['Das', 'sind', '50', '%', '!'], 'Das sind 50 %!'],
    ['en', [' Did', ' you', ' kn', 'ow', '?'], 'Did you know?'],
    ['ar', ['هل', 'تعلم', '؟'], 'هل تعلم؟'],
  ])('are set right (%s %j)', (language, texts, expected) => {
    expect(linesOf(spoken(texts), language).flat().join(' ')).toBe(expected);
  });

  it('never part a sign from its word', () => {
    const words = spokenEvenly(
      'Voici une très longue phrase qui finit exactement ici ! Puis une autre question arrive : laquelle ?',
    );
    for (const line of linesOf(words, 'fr').flat()) expect(line).not.toMatch(/^[!?:]/);
    for (const line of shown(page(words, 'fr')).flat()) expect(line).not.toMatch(/^[!?:]/);
  });
});

describe('right-to-left text', () => {
  const hebrew = 'הוא קנה iPhone 15 ב־999 דולר, והתחרט!';
  const arabic = 'هل تعلم أن 90% من الناس لا يعرفون هذا؟';

  it.each([
    ['he', hebrew],
    ['ar', arabic],
  ])('keeps its logical order and its words whole (%s)', (language, text) => {
    const words = spokenEvenly(text);
    const cues = createCues(words, {language});
    expect(cues.flatMap(({lines}) => lines).join(' ')).toBe(text);
    expect(shown(page(words, language)).flat().join(' ')).toBe(text);
  });

  it('is embedded in files where a line has figures, signs or foreign words, and comes back as it was', () => {
    const cues = [
      {startMs: 0, endMs: 1000, lines: ['שלום עולם', hebrew]},
      {startMs: 1000, endMs: 2000, lines: [arabic]},
    ];
    const srt = formatSrt(cues);
    expect(srt).toContain('\nשלום עולם\n');
    expect(srt).toContain(`\n\u202B${hebrew}\u202C\n`);
    expect(srt).toContain(`\n\u202B${arabic}\u202C\n`);
    expect(parseSrt(srt)).toEqual({cues, problems: []});
    expect(parseVtt(formatVtt(cues, {language: 'he'})).cues).toEqual(cues);
  });

  it('marks a left-to-right line that begins with a right-to-left word', () => {
    const cues = [{startMs: 0, endMs: 1000, lines: ['שלום means hello, my friends.', 'Say שלום!']}];
    expect(formatSrt(cues)).toContain('\n\u200Eשלום means hello, my friends.\nSay שלום!\n');
    expect(parseSrt(formatSrt(cues)).cues).toEqual(cues);
  });
});

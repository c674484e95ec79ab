import {describe, expect, it} from 'vitest';
import {
  createCues,
  decodeCueFile,
  formatAss,
  formatSrt,
  formatVtt,
  parseAss,
  parseCues,
  parseSrt,
  parseVtt,
  unrolled,
  withoutOverlaps,
  wordsOfCues,
  type Cue,
} from '../../src/captions/index.ts';
import {seededRandom} from '../../src/sound/index.ts';
import {cpuMs} from './cpu-time.ts';
import {randomWords, spokenEvenly} from './words.ts';

const size = {width: 1080, height: 1920};

const awkward = [
  'a < b & c > d',
  '<i>tags</i> and <b',
  '{\\an8} and {braces} {y:i}',
  'C:\\Network \\N \\h',
  '&amp; &lt;3 &#65; &',
  '42',
  '- Hi.',
  'WEBVTT',
  'NOTE this',
  'Dialogue: 0,1,2',
  '“quotes”, commas, 100 %',
  '00:00:01',
  '猫は液体です。',
  'שלום, עולם!',
  'هل تعلم؟',
  '😀👨‍👩‍👧',
  'é e\u0301',
  '\\',
  'X1:40 X2:600',
  '<c.red>x</c>',
  '<00:00:01.000>',
  '[Events]',
  '{',
  '}{',
  '\\{',
];

function randomCues(random: () => number, count: number): Cue[] {
  let at = 0;
  return Array.from({length: count}, () => {
    const startMs = at + Math.floor(random() * 3000);
    at = startMs + 1 + Math.floor(random() * 5000);
    const line = () => awkward[Math.floor(random() * awkward.length)] ?? 'x';
    const lines = random() < 0.5 ? [line()] : [line(), line()];
    const alignment = Math.floor(random() * 9) + 1;
    return {startMs, endMs: at, lines, ...(alignment === 2 ? {} : {alignment: alignment as 1})};
  });
}

describe('what is written', () => {
  it('is read back the same, whatever stands in it', () => {
    const random = seededRandom(8);
    for (let round = 0; round < 60; round += 1) {
      const cues = randomCues(random, 20);
      expect(parseSrt(formatSrt(cues))).toEqual({cues, problems: []});
      expect(parseVtt(formatVtt(cues, {language: 'en'}))).toEqual({cues, problems: [], language: 'en'});
      const ass = parseAss(formatAss(cues, size));
      expect(ass.problems).toEqual([]);
      expect(ass.cues.length).toBe(cues.length);
      for (const [index, {startMs, endMs, ...rest}] of ass.cues.entries()) {
        const {startMs: start, endMs: end, ...written} = cues[index] as Cue;
        // The format counts hundredths of a second.
        expect(Math.abs(startMs - start)).toBeLessThanOrEqual(5);
        expect(Math.abs(endMs - end)).toBeLessThanOrEqual(10);
        expect(rest).toEqual(written);
      }
    }
  });

  it('keeps its format told apart', () => {
    const cues = randomCues(seededRandom(2), 5);
    expect(parseCues(formatSrt(cues)).format).toBe('srt');
    expect(parseCues(formatVtt(cues, {language: 'en'})).format).toBe('vtt');
    expect(parseCues(formatAss(cues, size))).toMatchObject({format: 'ass', problems: []});
  });

  it('leaves out cues and lines without text, which would end a cue too early', () => {
    const cues = [
      {startMs: 0, endMs: 1, lines: ['', ' ']},
      {startMs: 1, endMs: 900, lines: ['one\n\ntwo', '', 'three']},
    ];
    const lines = ['one', 'two', 'three'];
    expect(formatSrt(cues)).toBe('1\n00:00:00,001 --> 00:00:00,900\none\ntwo\nthree\n');
    expect(parseVtt(formatVtt(cues, {language: 'en'})).cues[0]?.lines).toEqual(lines);
    expect(parseAss(formatAss(cues, size)).cues[0]?.lines).toEqual(lines);
  });

  it('carries the times of words through WebVTT and ASS', () => {
    const words = randomWords(seededRandom(4), 80).filter(({text}) => !/[^\w.,?'$"]/.test(text));
    const cues = createCues(words, {language: 'en'});
    for (const read of [
      parseVtt(formatVtt(cues, {language: 'en', wordTimes: true})).cues,
      parseVtt(formatVtt(cues, {language: 'en', wordTimes: true, wordClass: 'word'})).cues,
      parseAss(formatAss(cues, {...size, karaoke: 'jump'})).cues,
      parseAss(formatAss(cues, {...size, karaoke: 'sweep'})).cues,
    ]) {
      const {words: back, estimated} = wordsOfCues(read, {language: 'en'});
      expect(back.map(({text}) => text)).toEqual(words.map(({text}) => text));
      for (const [index, {startMs}] of back.entries()) {
        expect(Math.abs(startMs - (words[index]?.startMs ?? -99))).toBeLessThanOrEqual(5);
      }
      // A cue of one word has no time inside it to tell.
      expect(estimated.filter(Boolean).length).toBeLessThan(4);
    }
  });
});

describe('formatVtt', () => {
  const cue: Cue = {
    startMs: 1000,
    endMs: 3000,
    lines: ['Hi <you>', 'there'],
    speaker: 'Ada & Bob',
    alignment: 8,
    words: [
      {text: 'Hi', startMs: 1000, endMs: 1400},
      {text: '<you>', startMs: 1500, endMs: 2000},
      {text: 'there', startMs: 2100, endMs: 2500},
    ],
  };
  const bodyOf = (options: object) => formatVtt([cue], {language: 'en', ...options}).split('\n\n')[1];

  it('writes tags only when asked', () => {
    expect(bodyOf({})).toBe('00:00:01.000 --> 00:00:03.000 line:0\nHi &lt;you&gt;\nthere\n');
    expect(bodyOf({speakers: true, wordTimes: true})).toBe(
      '00:00:01.000 --> 00:00:03.000 line:0\n<v Ada &amp; Bob>Hi <00:00:01.500>&lt;you&gt;\n<00:00:02.100>there\n',
    );
    expect(bodyOf({wordTimes: true, wordClass: 'w'})).toContain(
      '<c.w>Hi</c> <00:00:01.500><c.w>&lt;you&gt;</c>',
    );
    expect(parseVtt(formatVtt([cue], {language: 'en', speakers: true})).cues[0]?.speaker).toBe('Ada & Bob');
  });

  it('writes no inner time where the words are not those of the lines', () => {
    expect(formatVtt([{...cue, lines: ['Changed by hand']}], {language: 'en', wordTimes: true})).toContain(
      '\nChanged by hand\n',
    );
  });
});

describe('formatAss', () => {
  it('describes the look in the units of the video', () => {
    const ass = formatAss(
      [
        {startMs: 61_234, endMs: 3_723_456, lines: ['a {b}', 'c'], speaker: 'A, b'},
        {startMs: 3_724_000, endMs: 3_725_000, lines: ['up'], alignment: 8},
      ],
      {
        ...size,
        title: 'Why\ncats',
        style: {fontFamily: 'Inter', fontSizePx: 64, color: '#12AB9F', shadowColor: '#01020380'},
      },
    );
    expect(ass).toContain('\nPlayResX: 1080\nPlayResY: 1920\n');
    expect(ass).toContain('\nTitle: Why cats\n');
    expect(ass).toContain('\nStyle: Default,Inter,64,&H009FAB12,&H009FAB12,&H000D0B0B,&H7F030201,-1,0,');
    expect(ass).toContain('\nDialogue: 0,0:01:01.23,1:02:03.46,Default,A b,0,0,0,,a \\{b\\}\\Nc\n');
    expect(ass).toContain(',,{\\an8}up\n');
  });

  it('times karaoke without drift', () => {
    const words = spokenEvenly('one two three four five six', 333).map((word) => ({
      ...word,
      startMs: word.startMs + 1004,
      endMs: word.endMs + 1004,
    }));
    const ass = formatAss([{startMs: 804, endMs: 3100, lines: ['one two three', 'four five six'], words}], {
      ...size,
      karaoke: 'jump',
    });
    expect(ass).toContain(
      ',,{\\k20}{\\k34}one {\\k33}two {\\k33}three\\N{\\k34}four {\\k33}five {\\k33}six\n',
    );
  });

  it.each([
    [{style: {color: 'red'}}, /style\.color: 'red' is no colour/],
    [{width: 0}, /width: must be the video's width/],
  ])('refuses %j', (wrong, message) => {
    expect(() => formatAss([], {...size, ...wrong})).toThrow(message);
  });
});

const textsOf = ({cues}: {readonly cues: readonly Cue[]}) =>
  cues.map(({startMs, endMs, lines}) => `${startMs}-${endMs} ${lines.join(' / ')}`);

describe('parseSrt', () => {
  it.each<[string, string, string[], number[]]>([
    [
      'BOM and CRLF',
      '\uFEFF1\r\n00:00:01,000 --> 00:00:02,000\r\nHi\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nHo\r\n',
      ['1000-2000 Hi', '3000-4000 Ho'],
      [],
    ],
    [
      'old Mac line ends',
      '1\r00:00:01,000 --> 00:00:02,000\rHi\r\r2\r00:00:03,000 --> 00:00:04,000\rHo',
      ['1000-2000 Hi', '3000-4000 Ho'],
      [],
    ],
    ['doubled carriage returns', '1\r\r\n00:00:01,000 --> 00:00:02,000\r\r\nHi\r\r\n', ['1000-2000 Hi'], []],
    [
      'no numbers, dots, no hours',
      '00:01.000 --> 00:02.500\nHi\n\n0:03.5 --> 0:04\n42\n\n0:05 --> 0:06\nHo',
      ['1000-2500 Hi', '3500-4000 42', '5000-6000 Ho'],
      [],
    ],
    [
      'wrong numbers, no blank lines',
      '7\n00:00:01,000-->00:00:02,000\nHi\n7\n00:00:03,000 -> 00:00:04,000\nHo',
      ['1000-2000 Hi', '3000-4000 Ho'],
      [],
    ],
    [
      'blank lines in the text',
      '1\n00:00:01,000 --> 00:00:02,000\n\nHi\n\nyou\n\n\n2\n00:00:03,000 --> 00:00:04,000\nHo\n\n',
      ['1000-2000 Hi / you', '3000-4000 Ho'],
      [5],
    ],
    ['coordinates', '1\n00:00:01,000 --> 00:00:02,000  X1:40 X2:600 Y1:20 Y2:50\nHi', ['1000-2000 Hi'], []],
    [
      'styles',
      '1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Hi</i> <font color="#ff0000">you</FONT><br>&amp; {\\i1}me{\\i0} 1 < 2 &hearts;',
      ['1000-2000 Hi you / & me 1 < 2 &hearts;'],
      [],
    ],
    [
      'an end before its start',
      '1\n00:00:05,000 --> 00:00:02,000\nHi\n\n2\n00:00:05,400 --> 00:00:07,000\nHo',
      ['5000-5400 Hi', '5400-7000 Ho'],
      [2],
    ],
    ['negative times', '1\n-00:00:01,000 --> 00:00:02,000\nHi', ['0-2000 Hi'], [2]],
    [
      'overlaps stay',
      '1\n00:00:01,000 --> 00:00:05,000\nHi\n\n2\n00:00:02,000 --> 00:00:03,000\nHo',
      ['1000-5000 Hi', '2000-3000 Ho'],
      [],
    ],
    [
      'wrong order',
      '1\n00:00:05,000 --> 00:00:06,000\nHo\n\n2\n00:00:01,000 --> 00:00:02,000\nHi',
      ['1000-2000 Hi', '5000-6000 Ho'],
      [6],
    ],
    [
      'a broken time',
      '1\n00:00:01,000 --> 00:00:02,000\nHi\n\n2\n00:00:0x,000 --> 00:00:04,000\nlost\n\n3\n00:00:05,000 --> 00:00:06,000\nHo',
      ['1000-2000 Hi', '5000-6000 Ho'],
      [6],
    ],
    ['no end', '1\n00:00:01,000 -->\nHi\n', ['1000-2000 Hi'], [2, 2]],
    [
      'no text',
      '1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nHo',
      ['3000-4000 Ho'],
      [2],
    ],
    [
      'an arrow in the text',
      '1\n00:00:01,000 --> 00:00:02,000\nget --> 12 points',
      ['1000-2000 get --> 12 points'],
      [],
    ],
    ['long times', '1\n100:00:01,000 --> 100:00:02,000\nHi', ['360001000-360002000 Hi'], []],
    ['nothing', '', [], [1]],
    ['blanks only', '\n \n\t\n', [], [1]],
    ['prose', '\nOnce upon\na time', [], [2]],
  ])('reads a file with %s', (_, file, expected, problems) => {
    const parsed = parseSrt(file);
    expect(textsOf(parsed)).toEqual(expected);
    expect(parsed.problems.map(({line}) => line)).toEqual(problems);
  });

  it('keeps the place of a cue', () => {
    const [top, old] = parseSrt('1\n0:01 --> 0:02\n{\\an8}a\n\n2\n0:03 --> 0:04\n{\\a6}b').cues;
    expect([top?.alignment, old?.alignment]).toEqual([8, 8]);
  });
});

describe('parseVtt', () => {
  it('reads all that the format knows', () => {
    const parsed = parseVtt(
      [
        'WEBVTT - Made elsewhere',
        'Kind: captions',
        'Language: pt-BR',
        '',
        'STYLE',
        '::cue { color: lime }',
        '',
        '::cue(b) {',
        '  color: red',
        '}',
        '',
        'REGION',
        'id:fred',
        'lines:3',
        '',
        'NOTE',
        'a comment',
        'of two lines',
        '',
        'NOTE one line',
        '',
        'intro',
        '00:01.000 --> 00:04.000 line:0 position:20% align:start',
        '<v.loud Ada Byron>Hi &amp; <b>welcome</b>',
        '<c.yellow>all</c> of <i>you</i>',
        '',
        '2',
        '00:00:05.000 --> 00:00:06.000 align:end',
        '{\\an5}1 &lt; 2<br>a < b',
        '',
        'NOTE',
        '',
        '00:07.000 --> 00:08.000',
        '&lrm;last&nbsp;one',
        '',
      ].join('\r\n'),
    );
    expect(parsed).toEqual({
      language: 'pt-BR',
      problems: [],
      cues: [
        {
          startMs: 1000,
          endMs: 4000,
          lines: ['Hi & welcome', 'all of you'],
          speaker: 'Ada Byron',
          alignment: 7,
        },
        {startMs: 5000, endMs: 6000, lines: ['1 < 2', 'a < b'], alignment: 5},
        {startMs: 7000, endMs: 8000, lines: ['last\u00A0one']},
      ],
    });
  });

  it('reads inner times of words, and of syllables as one word', () => {
    const {cues} = parseVtt(
      'WEBVTT\n\n00:01.000 --> 00:04.000\nOne <00:02.000><c>two</c> three<00:03.000>fold\n',
    );
    expect(cues[0]).toEqual({
      startMs: 1000,
      endMs: 4000,
      lines: ['One two threefold'],
      words: [
        {text: 'One', startMs: 1000, endMs: 2000},
        {text: 'two', startMs: 2000, endMs: 2375},
        {text: 'threefold', startMs: 2375, endMs: 4000},
      ],
    });
  });

  it('says what is wrong and goes on', () => {
    const parsed = parseVtt(
      'Language: en\n\n00:01,000 --> 00:02,000\nHi\n\nthere\n\nname\n00:03.000 --> 00:04.000\nHo',
    );
    expect(textsOf(parsed)).toEqual(['1000-2000 Hi / there', '3000-4000 Ho']);
    expect(parsed.problems.map(({line}) => line)).toEqual([1, 5]);
    expect(parseVtt('').problems).toEqual([{line: 1, message: 'the file is empty'}]);
    expect(parseVtt('WEBVTT').cues).toEqual([]);
  });
});

describe('parseAss', () => {
  it('reads fields in any order, styles, places, speakers and drawings', () => {
    const parsed = parseAss(
      [
        '[Script Info]',
        '; a comment',
        'PlayResX: 640',
        '',
        '[V4+ Styles]',
        'Format: Name, Alignment, Fontname',
        'Style: Default,2,Arial',
        'Style: Top,8,Arial',
        '',
        '[Events]',
        'Format: Start, End, Style, Actor, Text',
        'Dialogue: 0:00:01.00,0:00:02.50,Default,,Hello, {\\b1}big{\\b0} world\\Nsecond\\hline {not shown}',
        'Comment: 0:00:01.00,0:00:02.50,Default,,hidden',
        'Dialogue: 0:00:03.00,0:00:04.00,Top,Ada,above',
        'Dialogue: 0:00:05.00,0:00:06.00,Default,,{\\an5\\pos(1,2)}centre',
        'Dialogue: 0:00:05.00,0:00:06.00,Default,,{\\p1}m 0 0 l 10 10{\\p0}',
        'Dialogue: soon,0:00:06.00,Default,,lost',
        '',
        '[Fonts]',
        'Dialogue is no event here',
      ].join('\r\n'),
    );
    expect(parsed.cues).toEqual([
      {startMs: 1000, endMs: 2500, lines: ['Hello, big world', 'second\u00A0line']},
      {startMs: 3000, endMs: 4000, lines: ['above'], alignment: 8, speaker: 'Ada'},
      {startMs: 5000, endMs: 6000, lines: ['centre'], alignment: 5},
    ]);
    expect(parsed.problems.map(({line}) => line)).toEqual([17]);
  });

  it('reads SSA and files without a format line', () => {
    const ssa =
      '[V4 Styles]\nFormat: Name, Alignment\nStyle: *Default,6\n[Events]\nDialogue: Marked=0,0:00:01.00,0:00:02.00,*Default,,0,0,0,,Hi, you';
    expect(parseAss(ssa).cues).toEqual([{startMs: 1000, endMs: 2000, lines: ['Hi, you'], alignment: 8}]);
    expect(textsOf(parseCues('Dialogue: 0,0:00:01.00,0:00:02.00,,,,,,,x'))).toEqual(['1000-2000 x']);
    expect(parseAss('').problems).toEqual([{line: 1, message: 'the file is empty'}]);
    expect(parseAss('[Events]\n').cues).toEqual([]);
  });

  it('reads karaoke of syllables', () => {
    const [cue] = parseAss('Dialogue: 0,0:00:01.00,0:00:03.00,,,,,,,{\\k50}Ka{\\kf50}ra {\\K100}oke').cues;
    expect(cue?.words).toEqual([
      {text: 'Kara', startMs: 1000, endMs: 2000},
      {text: 'oke', startMs: 2000, endMs: 3000},
    ]);
  });
});

describe('any file at all', () => {
  it('never throws and never takes long', () => {
    const random = seededRandom(77);
    const scraps = [
      '-->',
      '00:00:01,000',
      ' --> ',
      '\n',
      '\r',
      '\n\n',
      '{\\',
      '}',
      '<',
      '>',
      '<v ',
      '&#x',
      ';',
      '\0',
      '\uFEFF',
      '\u202B',
      'WEBVTT\n',
      'NOTE',
      'STYLE\n',
      '[Events]\n',
      'Dialogue:',
      'Format:',
      ',',
      '0:00:01.00',
      '-',
      '99999999',
      '\uD800',
      'text',
      '猫',
      '{\\k',
      '\\',
      ':',
      '.',
    ];
    for (let round = 0; round < 400; round += 1) {
      const file = Array.from(
        {length: Math.floor(random() * 120)},
        () => scraps[Math.floor(random() * scraps.length)],
      ).join('');
      for (const parse of [parseSrt, parseVtt, parseAss, parseCues]) {
        const {cues} = parse(file);
        let before = 0;
        for (const {startMs, endMs, lines} of cues) {
          expect(startMs).toBeGreaterThanOrEqual(before);
          expect(endMs).toBeGreaterThan(startMs);
          expect(lines.length).toBeGreaterThan(0);
          before = startMs;
        }
        createCues(wordsOfCues(cues, {language: 'en'}).words, {language: 'en'});
      }
    }
  });

  it.each(['{', '<', '&', '-', '\u202B', '00:', ' ', '\\', '--> ', '<v a', '{\\an8', '1 ', '\r', '('])(
    'stands 300,000 times %j on one line',
    (scrap) => {
      const long = scrap.repeat(300_000);
      const files = [long, `1\n0:01 --> 0:02\n${long}x`, `Dialogue: 0,0:00:01.00,0:00:02.00,,,,,,,${long}x`];
      const took = cpuMs(() => {
        for (const file of files) for (const parse of [parseSrt, parseVtt, parseAss]) parse(file);
      });
      // Work that grows with the square of the length would take hours.
      expect(took).toBeLessThan(6000);
    },
  );

  it.each(['srt', 'vtt', 'ass'] as const)('of 50,000 cues is read well within a second (%s)', (format) => {
    const cues = Array.from({length: 50_000}, (_, index) => ({
      startMs: index * 2000,
      endMs: index * 2000 + 1500,
      lines: ['Every cue <i>has</i>', `two lines, ${index} & more`],
    }));
    const file = {srt: formatSrt(cues), vtt: formatVtt(cues, {language: 'en'}), ass: formatAss(cues, size)}[
      format
    ];
    expect(JSON.stringify(parseCues(file).cues)).toBe(JSON.stringify(cues));
    expect(cpuMs(() => parseCues(file))).toBeLessThan(1000);
  });

  it('lists no more than a thousand problems', () => {
    const {problems} = parseSrt('1\n00:00:01,000 --> 00:00:02,000\n\n'.repeat(5000));
    expect(problems.length).toBe(1001);
    expect(problems.at(-1)?.message).toBe('4000 more problems are not listed');
  });
});

describe('decodeCueFile', () => {
  it('tells the encodings that subtitle files come in', () => {
    const text = '1\n0:01 --> 0:02\nCafé — 猫';
    const utf16 = new Uint8Array(new Uint16Array([...text].map((sign) => sign.charCodeAt(0))).buffer);
    expect(decodeCueFile(new TextEncoder().encode(text))).toBe(text);
    expect(decodeCueFile(new Uint8Array([0xff, 0xfe, ...utf16]))).toBe(text);
    expect(decodeCueFile(utf16)).toBe(text);
    expect(decodeCueFile(new Uint8Array([0x43, 0x61, 0x66, 0xe9]))).toBe('Café');
    expect(decodeCueFile(new Uint8Array([0xd4, 0xc7]), 'windows-1256')).toBe('شا');
    expect(decodeCueFile(new Uint8Array())).toBe('');
  });
});

describe('wordsOfCues', () => {
  it('guesses times by length and says so', () => {
    const {words, estimated} = wordsOfCues(
      [
        {startMs: 0, endMs: 2000, lines: ['I understand', 'completely.']},
        {startMs: 2000, endMs: 60_000, lines: ['Yes.']},
      ],
      {language: 'en'},
    );
    expect(words.map(({text}) => text)).toEqual(['I', 'understand', 'completely.', 'Yes.']);
    expect(estimated).toEqual([true, true, true, true]);
    const lengths = words.map(({startMs, endMs}) => endMs - startMs);
    expect(lengths[0]).toBeLessThan((lengths[1] ?? 0) / 4);
    expect(words[2]?.endMs).toBe(2000);
    // Nobody takes 58 seconds to say yes.
    expect(words[3]?.endMs).toBeLessThan(4000);
  });

  it('gives back the words that cues were made of', () => {
    const words = randomWords(seededRandom(9), 200);
    const back = wordsOfCues(createCues(words, {language: 'en'}), {language: 'en'});
    expect(back.words).toEqual(words);
    expect(back.estimated.some(Boolean)).toBe(false);
  });

  it('cuts unspaced scripts into phrases and trims overlaps', () => {
    const {words} = wordsOfCues(
      [
        {startMs: 0, endMs: 3000, lines: ['猫はなぜ人をこねるのか']},
        {startMs: 1000, endMs: 2000, lines: ['知らない']},
      ],
      {language: 'ja'},
    );
    expect(words.length).toBeGreaterThan(3);
    expect(words.map(({text}) => text).join('')).toBe('猫はなぜ人をこねるのか知らない');
    let before = 0;
    for (const {startMs} of words) {
      expect(startMs).toBeGreaterThanOrEqual(before);
      before = startMs;
    }
  });
});

describe('withoutOverlaps', () => {
  it('ends a cue where the next one starts and joins those that start together', () => {
    expect(
      withoutOverlaps([
        {startMs: 2000, endMs: 3000, lines: ['b']},
        {startMs: 0, endMs: 9000, lines: ['a']},
        {startMs: 2000, endMs: 4000, lines: ['c']},
      ]),
    ).toEqual([
      {startMs: 0, endMs: 2000, lines: ['a']},
      {startMs: 2000, endMs: 4000, lines: ['b', 'c']},
    ]);
  });

  it('joins thousands that start together without taking longer for each', () => {
    const cues = Array.from({length: 20_000}, (_, index) => ({startMs: 5, endMs: 9, lines: [`${index}`]}));
    const took = cpuMs(() => expect(withoutOverlaps(cues)[0]?.lines).toHaveLength(20_000));
    expect(took).toBeLessThan(1000);
  });
});

describe('unrolled', () => {
  it('gives automatic captions, which show every line two or three times, once', () => {
    const rolling = `WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.550 align:start position:0%
 
cats<00:00:00.480><c> knead</c><00:00:00.800><c> what</c>

00:00:02.550 --> 00:00:02.560 align:start position:0%
cats knead what
 

00:00:02.560 --> 00:00:04.950 align:start position:0%
cats knead what
they<00:00:02.800><c> love</c>

00:00:04.950 --> 00:00:04.960 align:start position:0%
they love
 

00:00:04.960 --> 00:00:06.000 align:start position:0%
they love
most
`;
    const cues = unrolled(parseCues(rolling).cues);
    expect(cues.map(({lines}) => lines.join('/'))).toEqual(['cats knead what', 'they love', 'most']);
    expect(cues[1]).toMatchObject({startMs: 2560, endMs: 4960});
    expect(cues[1]?.words).toEqual([
      expect.objectContaining({text: 'they', startMs: 2560}),
      expect.objectContaining({text: 'love', startMs: 2800}),
    ]);
  });

  it('leaves alone what is only said again', () => {
    const cue = (startMs: number, ...lines: string[]) => ({startMs, endMs: startMs + 1000, lines});
    const chant = [cue(0, 'Go!'), cue(1000, 'Go!'), cue(2000, 'Go!'), cue(3000, 'Home!')];
    expect(unrolled(chant)).toEqual(chant);
    const apart = [cue(0, 'No.'), cue(5000, 'No.', 'Never.'), cue(9000, 'Never.', 'No.')];
    expect(unrolled(apart)).toEqual(apart);
    expect(unrolled([])).toEqual([]);
  });
});

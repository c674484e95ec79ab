import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {paginate} from '../../src/captions/paginate.ts';
import {contrastOf} from '../../src/compositions/contrast.ts';
import {stressedWords} from '../../src/compositions/kit/captions/emphasis.ts';
import {captionPaging} from '../../src/compositions/kit/captions/paging.ts';
import {weightsOf} from '../../src/compositions/kit/text/weighty-words.ts';
import {sampleFor} from '../../src/compositions/sample.ts';
import {findTheme, themes} from '../../src/compositions/themes.ts';
import {decodePicture, type Picture} from '../../src/render/likeness/compare-pictures.ts';
import {
  captionStyleSchema,
  storyboardSchema,
  type CaptionStyle,
  type Storyboard,
  type Theme,
} from '../../src/schema/index.ts';
import {openStage} from './stage.ts';

const entry = fileURLToPath(new URL('../fixtures/compositions/caption-styles-entry.tsx', import.meta.url));
const styles = captionStyleSchema.options;
const fps = 30;

const spokenWords = (text: string) =>
  text.split(' ').map((word, index) => ({text: word, startMs: 100 + index * 320, endMs: 400 + index * 320}));

interface BoardOptions {
  readonly theme: Theme;
  readonly text: string;
  readonly behind?: string;
  readonly language?: string;
  readonly tone?: string;
  readonly emphasis?: readonly string[];
}

/** One scene with every style of captions at once, a strip of the frame for each. */
function boardOf({
  theme,
  text,
  behind = 'theme',
  tone = 'base',
  language = 'en',
  emphasis = [],
}: BoardOptions): Storyboard {
  const {storyboard} = sampleFor('headline', 'volt');
  const words = spokenWords(text);
  const durationInFrames = Math.ceil((words.at(-1)!.endMs / 1000) * fps) + 20;
  const scene = {
    kind: 'point',
    id: 's',
    startFrame: 0,
    durationInFrames,
    onScreenText: 'x',
    emphasis: [...emphasis],
    words,
  };
  return storyboardSchema.parse({
    ...storyboard,
    theme,
    language,
    template: {id: 'caption-styles', options: {behind, tone}},
    scenes: [{...scene, visual: null}],
    durationInFrames,
  });
}

interface SeenWord {
  readonly style: CaptionStyle;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface SeenFrame {
  readonly picture: Picture;
  readonly words: readonly SeenWord[];
}

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage(entry);
}, 180_000);
afterAll(() => stage?.close());

async function look(board: Storyboard, frames: readonly number[], scale = 1): Promise<readonly SeenFrame[]> {
  const seen: SeenFrame[] = [];
  for (const frame of frames) {
    const {pictures, logs} = await stage.frames('caption-styles', board, {}, [frame], scale);
    const size = {width: board.width * scale, height: board.height * scale};
    const words = logs.flatMap((log) => {
      const [, json] = /WORDS (.*)$/s.exec(log) ?? [];
      return json === undefined ? [] : [(JSON.parse(json) as {words: SeenWord[]}).words];
    });
    seen.push({picture: await decodePicture(pictures[0]!, size), words: words.at(-1) ?? []});
  }
  return seen;
}

type Color = readonly [red: number, green: number, blue: number];
const colorOf = (hex: string): Color =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Color;
const hexOf = (color: Color) => `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
const alike = (first: Color, second: Color, tolerance: number) =>
  first.every((part, at) => Math.abs(part - (second[at] ?? 0)) <= tolerance);
const pixelAt = ({rgb, width}: Picture, x: number, y: number): Color => {
  const at = (y * width + x) * 3;
  return [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
};

/** Pixels of a word's box, at a scale of the picture. */
function* pixelsOf(
  word: SeenWord,
  picture: Picture,
  scale: number,
): Generator<readonly [number, number, Color]> {
  const [left, top] = [Math.max(0, Math.round(word.x * scale)), Math.max(0, Math.round(word.y * scale))];
  const right = Math.min(picture.width, Math.round((word.x + word.width) * scale));
  const bottom = Math.min(picture.height, Math.round((word.y + word.height) * scale));
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) yield [x, y, pixelAt(picture, x, y)];
}

/** Share of a word's box that is of a colour. */
function shareOf(word: SeenWord, {picture}: SeenFrame, color: string, scale: number): number {
  const wanted = colorOf(color);
  let [found, all] = [0, 0];
  for (const [, , pixel] of pixelsOf(word, picture, scale)) {
    all++;
    if (alike(pixel, wanted, 30)) found++;
  }
  return found / Math.max(1, all);
}

const wordsOf = (style: CaptionStyle, frame: SeenFrame): readonly string[] =>
  frame.words.filter((word) => word.style === style).map(({text}) => text);

/** Share of a word's box, 0-1, that two pictures show in other colours. */
function changeOf(word: SeenWord, before: SeenFrame, after: SeenFrame, scale: number): number {
  let [changed, all] = [0, 0];
  for (const [x, y, pixel] of pixelsOf(word, after.picture, scale)) {
    all++;
    if (!alike(pixel, pixelAt(before.picture, x, y), 32)) changed++;
  }
  return changed / Math.max(1, all);
}

/** The text of the word that a picture shows as being said; `null` for none. Read from its colours alone. */
function litWord(style: CaptionStyle, frame: SeenFrame, {palette}: Theme, scale: number): string | null {
  const words = frame.words.filter((word) => word.style === style);
  const shares = (color: string) => words.map((word) => shareOf(word, frame, color, scale));
  const [accent, ink] = [shares(palette.accent), shares(palette.ink)];
  if (style === 'box' || style === 'karaoke' || style === 'pop') {
    const lit = words.filter((_, index) => (accent[index] ?? 0) > 0.05);
    if (lit.length > 1) throw new Error(`${style} lights ${lit.map(({text}) => text).join(' and ')} at once`);
    return lit[0]?.text ?? null;
  }
  // The other styles fill up: the last of the words that are there is the one being said.
  const there = words.map((_, index) =>
    style === 'underline'
      ? (accent[index] ?? 0) > 0.004
      : (ink[index] ?? 0) + (style === 'stacked' ? (accent[index] ?? 0) : 0) > 0.005,
  );
  return words[there.lastIndexOf(true)]?.text ?? null;
}

describe('captions, drawn', () => {
  it('light each word on the frame on which it is spoken, in every style', async () => {
    const theme = findTheme('volt');
    // Nothing here is stressed: the colours say only what is lit.
    const board = boardOf({theme, text: 'Cats knead soft things while they rest'});
    const starts = board.scenes[0]!.words.map(({startMs}) => Math.round((startMs * fps) / 1000));
    const scale = 0.5;
    const onTime = await look(board, starts, scale);
    const before = await look(
      board,
      starts.map((frame) => frame - 1),
      scale,
    );
    const shown = (style: CaptionStyle, text: string) =>
      theme.type.display.caps && ['box', 'pop', 'one-word'].includes(style) ? text.toUpperCase() : text;
    const bare = (text: string | null) => text?.toLowerCase() ?? null;
    for (const style of styles) {
      board.scenes[0]!.words.forEach(({text}, index) => {
        const lit = litWord(style, onTime[index]!, theme, scale);
        expect(bare(lit), `${style}, '${text}' on frame ${starts[index]}`).toBe(bare(shown(style, text)));
        // A page comes two frames early, and with it the only word of a page of one word.
        if (style === 'one-word') return;
        const words = wordsOf(style, onTime[index]!).map(bare);
        const first = words[0] === bare(text);
        // Up to then the word before was lit, without a dark hole; on a page that has just come, none.
        expect(bare(litWord(style, before[index]!, theme, scale)), `${style}, before '${text}'`).toBe(
          first ? null : words[words.indexOf(bare(text)) - 1],
        );
      });
    }
  }, 180_000);

  it('change only the word that begins and the one before it', async () => {
    // A number and a word the script marks stand out in colours of their own, and must still be seen to light up.
    const board = boardOf({
      theme: findTheme('press'),
      text: 'A nap of 41 minutes is never wasted',
      emphasis: ['wasted'],
    });
    const starts = board.scenes[0]!.words.map(({startMs}) => Math.round((startMs * fps) / 1000));
    const scale = 0.5;
    const frames = await look(
      board,
      starts.flatMap((frame) => [frame - 1, frame]),
      scale,
    );
    const checked = new Map<CaptionStyle, number>();
    for (const style of styles) {
      starts.forEach((start, index) => {
        const [before, after] = [frames[2 * index]!, frames[2 * index + 1]!];
        const there = after.words.filter((word) => word.style === style);
        const was = before.words.filter((word) => word.style === style);
        const said = board.scenes[0]!.words[index]!.text.toLowerCase();
        const at = there.findIndex(({text}) => text.toLowerCase() === said);
        // Where a page comes or has only one word, the whole of it changes.
        if (at < 1 || was.length !== there.length) return;
        there.forEach((word, place) => {
          const change = changeOf(word, before, after, scale);
          const where = `${style}, '${word.text}' when '${said}' begins on frame ${start}`;
          if (place === at) expect(change, where).toBeGreaterThan(0.008);
          else if (place !== at - 1) expect(change, where).toBeLessThan(0.007);
        });
        checked.set(style, (checked.get(style) ?? 0) + 1);
      });
    }
    for (const style of styles)
      if (style !== 'one-word') expect(checked.get(style), style).toBeGreaterThan(2);
  }, 90_000);

  it.each(themes)(
    'stay readable over black and over white in the colours of $id',
    async (theme) => {
      const board = boardOf({theme, text: 'Nobody told me 41 reasons', behind: '#000000'});
      const white = boardOf({theme, text: 'Nobody told me 41 reasons', behind: '#FFFFFF'});
      const {ink, muted, accent, onAccent} = theme.palette;
      const [scale, distance] = [1, 3];
      const seen = [...(await look(board, [14], scale)), ...(await look(white, [14], scale))];
      for (const [index, frame] of seen.entries()) {
        for (const style of styles) {
          let [good, all] = [0, 0];
          for (const whole of frame.words.filter((each) => each.style === style)) {
            const boxed = style === 'box' && shareOf(whole, frame, accent, scale) > 0.3;
            const fills = (boxed ? [onAccent] : style === 'box' ? [ink] : [ink, muted, accent]).map(colorOf);
            // Above and below the lit box the ground shows, which may be of the letters' colour.
            const word = boxed
              ? {...whole, y: whole.y + 0.15 * whole.height, height: 0.7 * whole.height}
              : whole;
            for (const [x, y, pixel] of pixelsOf(word, frame.picture, scale)) {
              const fill = fills.find((color) => alike(color, pixel, 12));
              if (!fill) continue;
              for (const [dx, dy] of [
                [distance, 0],
                [-distance, 0],
                [0, distance],
                [0, -distance],
              ] as const) {
                const beside = pixelAt(frame.picture, x + dx, y + dy);
                const beyond = pixelAt(frame.picture, x + (dx * 5) / 3, y + (dy * 5) / 3);
                // Still the letter, or the soft edge of one.
                if (alike(beside, pixel, 60) || !alike(beside, beyond, 40)) continue;
                all++;
                if (contrastOf(hexOf(pixel), hexOf(beside)) >= 4.5) good++;
              }
            }
          }
          const where = `${style} over ${index === 0 ? 'black' : 'white'}`;
          expect(all, where).toBeGreaterThan(200);
          // The rest are soft edges in narrow places.
          expect(good / all, where).toBeGreaterThan(0.9);
        }
      }
    },
    60_000,
  );
});

describe('stress in captions', () => {
  const pagesOf = (text: string, language = 'en', style: CaptionStyle = 'box') =>
    paginate(spokenWords(text), {
      fps,
      durationInFrames: 3000,
      language,
      ...captionPaging(style, '9:16'),
    });
  const stressedIn = (text: string, phrases: readonly string[] = [], language = 'en') => {
    const pages = pagesOf(text, language);
    const marks = stressedWords(pages, phrases, language);
    return pages.flatMap(({lines}, page) =>
      lines.flat().flatMap((word, index) => (marks[page]?.[index] ? [word.text] : [])),
    );
  };

  it('falls on what the script marks, and else on numbers, turns and names', () => {
    expect(stressedIn('We moved the red chairs outside', ['red chairs'])).toEqual(['red', 'chairs']);
    expect(stressedIn('It takes about 41 hours')).toEqual(['41']);
    expect(stressedIn('You should never pay that')).toEqual(['never']);
    expect(stressedIn('They asked Marie Curie then')).toEqual(['Marie', 'Curie']);
    expect(stressedIn('The cat is on it')).toEqual([]);
    expect(stressedIn('Das Haus am See steht leer', [], 'de')).toEqual([]);
    expect(stressedIn('Das kostet niemals viel', [], 'de')).toEqual(['niemals']);
  });

  it('is rare: one page in three at most, whatever the text', () => {
    const text = Array.from({length: 40}, (_, index) => `it was ${index + 10}`).join(' ');
    const pages = pagesOf(text);
    const marked = stressedWords(pages, [], 'en').map((page) => page.includes(true));
    expect(marked.filter(Boolean).length).toBeGreaterThan(3);
    marked.forEach((is, index) => {
      if (is) expect(marked.slice(index + 1, index + 3)).not.toContain(true);
    });
  });

  it('weighs words of other languages by their own lists', () => {
    expect(weightsOf(['Это', 'никогда', 'не', 'кончится'], 'ru')).toEqual([0, 2, 2, 0]);
    expect(weightsOf(['hai', 'tách'], 'vi')).toEqual([3, 0]);
    expect(weightsOf(['hai', 'tazze'], 'it')).toEqual([0, 0]);
    expect(weightsOf(['٤١', 'ساعة'], 'ar')).toEqual([3, 0]);
  });
});

describe('pages of captions', () => {
  it('hold as many words as the style shows at once', () => {
    const words = spokenWords('one two three four five six seven eight nine ten eleven twelve');
    for (const style of styles) {
      for (const aspect of ['9:16', '1:1', '16:9'] as const) {
        const paging = captionPaging(style, aspect);
        const pages = paginate(words, {fps, durationInFrames: 300, language: 'en', ...paging});
        const counts = pages.map(({lines}) => lines.flat().length);
        expect(Math.max(...counts)).toBeLessThanOrEqual(paging.maxWordsPerPage);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(words.length);
        if (style === 'one-word') expect(new Set(counts)).toEqual(new Set([1]));
      }
    }
  });

  it('are as before in the first three styles', () => {
    for (const style of ['box', 'karaoke', 'minimal'] as const) {
      expect(captionPaging(style, '9:16')).toEqual({maxCharsPerLine: 18, maxWordsPerPage: 4});
      expect(captionPaging(style, '1:1').maxCharsPerLine).toBe(24);
      expect(captionPaging(style, '16:9').maxCharsPerLine).toBe(32);
    }
  });
});

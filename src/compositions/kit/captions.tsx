import {useMemo} from 'react';
import {useCurrentFrame} from 'remotion';
import type {CaptionPage, PageWord} from '../../captions/page.ts';
import type {SceneScope} from '../contract.ts';
import {Canvas} from './canvas.tsx';
import {withAlpha, type Inks} from './inks.ts';
import {useStage} from './scene-stage.tsx';
import {layoutText, useFace, type Face} from './text-layout.ts';
import {zonesOf} from './zones.ts';

interface CaptionLook {
  readonly face: Face;
  readonly px: number;
  readonly caps: boolean;
}

interface PlacedCaptionWord {
  readonly word: PageWord;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface PlacedPage {
  readonly page: CaptionPage;
  readonly words: readonly PlacedCaptionWord[];
  readonly width: number;
  readonly height: number;
}

/** Largest caption size, px at 1080 wide. */
const largestPx = {'9:16': 100, '1:1': 62, '16:9': 60} as const;

/** Characters of a full caption line. */
const fullLine = {'9:16': 16, '1:1': 22, '16:9': 30} as const;

const paddingEm = 0.16;
const gapEm = 0.36;
/** Between words that are written together; enough for a lit word's box to keep off its neighbour's strokes. */
const joinedGapEm = 0.04;
const lineEm = 1.22;

function lookOf(scope: SceneScope): Omit<CaptionLook, 'px'> {
  const {theme, captionStyle} = scope;
  const {family, weight} = captionStyle === 'minimal' ? theme.type.text : theme.type.caption;
  return {face: {family, weight, lineHeight: 1}, caps: captionStyle === 'box' && theme.type.display.caps};
}

/** Width of a word in em; measured through the same layout that paints headlines. */
function widthEm(text: string, face: Face, scope: SceneScope): number {
  const layout = layoutText({
    text,
    face,
    language: scope.language,
    direction: scope.direction,
    maxPx: 100,
    minPx: 100,
    width: 1e6,
    height: 1e6,
    maxLines: 1,
    unit: 1,
  });
  return layout.width / 100;
}

/** Places the words of every page; one size for the whole scene, so that captions do not pump. */
function placePages(scope: SceneScope): {readonly pages: readonly PlacedPage[]; readonly look: CaptionLook} {
  const {face, caps} = lookOf(scope);
  const show = (text: string): string => (caps ? text.toLocaleUpperCase(scope.language) : text);
  const room = zonesOf(scope).captions.width - 24 * scope.unit;
  const measured = scope.captions.map((page) =>
    page.lines.map((line) =>
      line.map((word) => ({word, text: show(word.text), em: widthEm(show(word.text), face, scope)})),
    ),
  );
  const gapBefore = ({joined}: PageWord): number => (joined ? joinedGapEm : gapEm);
  const lineWidthEm = (line: readonly {readonly word: PageWord; readonly em: number}[]): number =>
    line.reduce((sum, {word, em}, index) => sum + em + (index === 0 ? 0 : gapBefore(word)), 2 * paddingEm);
  // As wide as a full line usually gets, so that most scenes of a video share one size.
  const usual = widthEm(show('n'.repeat(fullLine[scope.aspect])), face, scope) * 0.92;
  const widest = Math.max(usual, ...measured.flat().map(lineWidthEm));
  const largest = largestPx[scope.aspect] * (scope.captionStyle === 'minimal' ? 0.62 : 1) * scope.unit;
  const px = Math.min(largest, room / widest);
  const pages = scope.captions.map((page, pageIndex): PlacedPage => {
    const lines = measured[pageIndex] ?? [];
    const width = Math.max(...lines.map(lineWidthEm)) * px;
    const words = lines.flatMap((line, lineIndex) => {
      const lineWidth = lineWidthEm(line) * px;
      let x = (width - lineWidth) / 2 + paddingEm * px;
      return line.map(({word, text, em}, index) => {
        if (index > 0) x += gapBefore(word) * px;
        const left = scope.direction === 'rtl' ? width - x - em * px : x;
        x += em * px;
        return {word, text, x: left, y: lineIndex * lineEm * px, width: em * px};
      });
    });
    return {page, words, width, height: lines.length * lineEm * px};
  });
  return {pages, look: {face, caps, px}};
}

type WordState = 'ahead' | 'lit' | 'spoken';

function paintWord(
  context: CanvasRenderingContext2D,
  {text, width}: PlacedCaptionWord,
  {face, px}: CaptionLook,
  state: WordState,
  scope: SceneScope,
  inks: Inks,
): void {
  const margin = 0.3 * px;
  const height = lineEm * px;
  useFace(context, face, px, scope.direction);
  const metrics = context.measureText('H');
  const baseline = margin + height / 2 + metrics.actualBoundingBoxAscent / 2;
  const x = scope.direction === 'rtl' ? margin + width : margin;
  const {captionStyle, theme} = scope;
  const lit = state === 'lit';
  if (captionStyle === 'box' && lit) {
    const padding = paddingEm * px;
    const box = Math.min(height - 4, 1.1 * px);
    context.fillStyle = inks.accent;
    context.beginPath();
    context.roundRect(
      margin - padding,
      margin + (height - box) / 2,
      width + 2 * padding,
      box,
      Math.min(theme.radius, 18) * scope.unit,
    );
    context.fill();
    context.fillStyle = inks.onAccent;
    context.fillText(text, x, baseline);
    return;
  }
  if (captionStyle === 'minimal') {
    context.fillStyle = state === 'ahead' ? inks.muted : inks.ink;
    context.fillText(text, x, baseline);
    return;
  }
  context.lineJoin = 'round';
  context.lineWidth = 0.14 * px;
  context.strokeStyle = inks.ground;
  context.strokeText(text, x, baseline);
  if (captionStyle === 'karaoke' && lit) {
    context.fillStyle = inks.accent;
    context.fillRect(margin, baseline + 0.14 * px, width, 0.09 * px);
  }
  context.fillStyle = captionStyle === 'karaoke' && lit ? inks.accent : inks.ink;
  context.fillText(text, x, baseline);
}

/**
 * The spoken words of the scene, a page of a few words at a time, the word being spoken lit on its own frame.
 * `box` puts it on an accent box, `karaoke` colours and underlines it, `minimal` fills a quiet panel word by word.
 */
export function Captions() {
  const {scope, inks} = useStage();
  const frame = useCurrentFrame();
  const {pages, look} = useMemo(() => placePages(scope), [scope]);
  const placed = pages.find(({page}) => frame >= page.startFrame && frame < page.endFrame);
  if (!placed) return null;
  const zone = zonesOf(scope).captions;
  const left = zone.x + (zone.width - placed.width) / 2;
  const top = zone.y + (zone.height - placed.height) / 2;
  const margin = 0.3 * look.px;
  const padding = paddingEm * look.px;
  const side = 0.6 * look.px;
  const rise = 0.4 * look.px;
  return (
    <>
      {scope.captionStyle === 'minimal' ? (
        <div
          style={{
            position: 'absolute',
            left: Math.round(left - side),
            top: Math.round(top - rise),
            width: Math.round(placed.width + 2 * side),
            height: Math.round(placed.height + 2 * rise),
            borderRadius: Math.min(scope.theme.radius, 22) * scope.unit,
            backgroundColor: withAlpha(inks.surface, 0.94),
          }}
        />
      ) : null}
      {placed.words.map((item, index) => {
        const {startFrame, endFrame} = item.word;
        const state: WordState = frame < startFrame ? 'ahead' : frame < endFrame ? 'lit' : 'spoken';
        return (
          <Canvas
            key={`${placed.page.startFrame}/${index}`}
            label={item.text}
            caption
            x={left + item.x - margin}
            y={top + item.y - margin}
            width={Math.ceil(item.width + 2 * margin)}
            height={Math.ceil(lineEm * look.px + 2 * margin)}
            words={[
              {
                text: item.text,
                x: margin - padding,
                y: margin,
                width: item.width + 2 * padding,
                height: lineEm * look.px,
              },
            ]}
            paintKey={JSON.stringify([item.text, state, look.px, inks])}
            paint={(context) => paintWord(context, item, look, state, scope, inks)}
          />
        );
      })}
    </>
  );
}

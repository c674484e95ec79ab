import {useMemo} from 'react';
import {useCurrentFrame} from 'remotion';
import {Canvas} from '../canvas.tsx';
import {backColor, lookOf, type WordMoment} from './looks.ts';
import {captionManners} from './manners.ts';
import {paintCaptionWord, wordMarginEm} from './paint-word.ts';
import {paddingEm, placePages, type PlacedCaptionWord, type PlacedPage} from './place-pages.ts';
import {smoothstep} from '../ground/recipe.ts';
import {withAlpha} from '../inks.ts';
import {Layer} from '../layer.tsx';
import {frameAt30} from '../motion.ts';
import {useStage} from '../scene-stage.tsx';
import {zonesOf} from '../zones.ts';

/** Frames of 30 a second in which a page that grows has grown. */
const growFrames = 4;

/** Letters of a word as people count them. */
const lettersOf = (text: string): number =>
  Array.from(new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(text)).length;

/** What lies under the words of a style that has something there. */
function Back({
  placed,
  left,
  top,
}: {
  readonly placed: PlacedPage;
  readonly left: number;
  readonly top: number;
}) {
  const {scope, inks, width} = useStage();
  const {back} = captionManners[scope.captionStyle];
  if (back === 'none') return null;
  if (back === 'panel') {
    // The caret of the last word stands beside it, inside the panel.
    const side = (scope.captionStyle === 'typewriter' ? 0.8 : 0.6) * placed.px;
    const rise = 0.4 * placed.px;
    return (
      <div
        style={{
          position: 'absolute',
          left: Math.round(left - side),
          top: Math.round(top - rise),
          width: Math.round(placed.width + 2 * side),
          height: Math.round(placed.height + 2 * rise),
          borderRadius: Math.min(scope.theme.radius, 22) * scope.unit,
          backgroundColor: backColor('panel', inks),
        }}
      />
    );
  }
  const soft = 0.9 * placed.px;
  const height = Math.ceil(placed.height + 2 * soft);
  return (
    <Canvas
      x={0}
      y={top - soft}
      width={width}
      height={height}
      density={0.25}
      paintKey={`${height}/${soft}/${inks.ground}`}
      paint={(context) => {
        const shade = context.createLinearGradient(0, 0, 0, height);
        const full = Number.parseInt(backColor('band', inks).slice(7), 16) / 255;
        for (let stop = 0; stop <= 24; stop++) {
          const y = (stop / 24) * height;
          const inside = smoothstep(0, soft, y) * (1 - smoothstep(height - soft, height, y));
          shade.addColorStop(stop / 24, withAlpha(inks.ground, full * inside));
        }
        context.fillStyle = shade;
        context.fillRect(0, 0, width, height);
      }}
    />
  );
}

function CaptionWord({
  placed,
  left,
  top,
  last,
}: {
  readonly placed: PlacedCaptionWord;
  readonly left: number;
  readonly top: number;
  readonly last: boolean;
}) {
  const {scope, inks, fps} = useStage();
  const frame = useCurrentFrame();
  const {word, text, px, width, lineHeight, lineTop, stressed, key} = placed;
  const letters = useMemo(() => lettersOf(text), [text]);
  const moment: WordMoment = {
    state: frame < word.startFrame ? 'ahead' : frame < word.endFrame ? 'lit' : 'spoken',
    since: frameAt30(frame - word.startFrame, fps),
    lasts: frameAt30(word.endFrame - word.startFrame, fps),
    stressed,
    key,
    letters,
    last,
  };
  const look = lookOf(scope.captionStyle, moment, inks);
  const margin = wordMarginEm * px;
  const padding = paddingEm * px;
  const radius = Math.min(scope.theme.radius, 18) * scope.unit;
  return (
    <Canvas
      label={text}
      caption
      x={left + placed.x - margin}
      y={top + lineTop - margin}
      // The caret stands beside its word.
      width={Math.ceil(width + 2 * margin + (look.typed === undefined ? 0 : 0.3 * px))}
      height={Math.ceil(lineHeight + 2 * margin)}
      words={[{text, x: margin - padding, y: margin, width: width + 2 * padding, height: lineHeight}]}
      paintKey={JSON.stringify([text, look, px, radius, placed.direction])}
      paint={(context) => paintCaptionWord(context, placed, look, radius)}
    />
  );
}

/**
 * The spoken words of the scene, a page of a few words at a time, the word being spoken lit on its own frame; where
 * and how large they stand does not change within a scene. The manners of lighting a word:
 *
 * - `box` puts it on an accent box; `karaoke` colours and underlines it; `underline` draws a bar below it as it is said;
 * - `pop`, `stacked` and `one-word` show words as they are said: popping up, as a small line leading to a large one, or
 *   one at a time;
 * - `typewriter` types them on a panel; `minimal` fills a quiet panel word by word.
 *
 * Words that matter (the script's `emphasis`, numbers, turns of a sentence, names) stand out while their page stands.
 */
export function Captions() {
  const {scope, scene, fps} = useStage();
  const frame = useCurrentFrame();
  const pages = useMemo(() => placePages(scope, scene.emphasis), [scope, scene.emphasis]);
  const placed = pages.find(({page}) => frame >= page.startFrame && frame < page.endFrame);
  if (!placed) return null;
  const {growsFrom} = captionManners[scope.captionStyle];
  const zone = zonesOf(scope).captions;
  const left = zone.x + (zone.width - placed.width) / 2;
  const top = zone.y + (zone.height - placed.height) / 2;
  const part = Math.min(1, (frameAt30(frame - placed.page.startFrame, fps) + 1) / growFrames);
  return (
    <Layer
      scale={growsFrom + (1 - growsFrom) * part}
      origin={[left + placed.width / 2, top + placed.height / 2]}
    >
      <Back placed={placed} left={left} top={top} />
      {placed.words.map((word, index) => (
        <CaptionWord
          key={`${placed.page.startFrame}/${index}`}
          placed={word}
          left={left}
          top={top}
          last={index === placed.words.length - 1}
        />
      ))}
    </Layer>
  );
}

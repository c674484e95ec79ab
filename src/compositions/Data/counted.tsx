import type {SceneFields} from '../contract.ts';
import {heightOf, present} from '../kit/blocks/block.ts';
import {gapOf} from '../kit/blocks/first-whole.ts';
import {headline} from '../kit/blocks/headline.ts';
import {sentence} from '../kit/blocks/sentence.ts';
import {figure} from '../kit/figures/numeral.tsx';
import {sweep} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {axisLabel, Label} from './labels.tsx';
import {Reading, Ruler} from './paper.tsx';
import {along, sheetOf} from './sheet.ts';
import {Standing, type Compose} from './standing.tsx';

type Counted = SceneFields<'step'> | SceneFields<'list-item'>;

/** The places of a series along the baseline, and a mark that moves from the one before to this one. */
function Places({scene}: {readonly scene: Counted}) {
  const frame = useFrame30();
  const stage = useStage();
  const {scope, inks} = stage;
  const sheet = sheetOf(stage);
  const {unit, language, previous} = scope;
  const {n} = scene;
  const total = Math.max(n, scene.total);
  const before =
    (previous?.kind === 'step' || previous?.kind === 'list-item') && previous.total === scene.total
      ? previous.n
      : null;
  const whole = sheet.columns * sheet.cell;
  const pitch = total <= sheet.columns ? Math.floor(sheet.columns / total) * sheet.cell : whole / total;
  const from = (before ?? n - 1) * pitch;
  const at = from + (n * pitch - from) * sweep(frame, 0, 18);
  const number = new Intl.NumberFormat(language, {useGrouping: false});
  const top = sheet.floor + 32 * unit;
  // Where the places stand too close for all of their numbers, only this one's and the last one's are written.
  const crowded = pitch < 66 * unit;
  const shown = Array.from({length: total}, (_, index) => index + 1).filter(
    (place) => !crowded || place === n || (place === total && (total - n) * pitch > 90 * unit),
  );
  return (
    <>
      <Ruler
        sheet={sheet}
        every={crowded ? 1 : pitch / sheet.cell}
        long={0}
        enterAt={before === null ? -8 : null}
      />
      {shown.map((place) => {
        const layout = axisLabel(stage, number.format(place), 140 * unit);
        return (
          <Label
            key={place}
            layout={layout}
            // The last one keeps inside the safe area.
            x={along(sheet, Math.min(place * pitch, whole - layout.width / 2))}
            y={top}
            enterAt={before === null ? place : -10}
            color={place === n ? inks.accent : inks.muted}
          />
        );
      })}
      <Reading sheet={sheet} at={at} thickness={20 * unit} pointed={false} />
    </>
  );
}

/** One of several: its number as large as it goes, what it is beside or below it, its place marked on the baseline. */
export function CountedContent({scene}: {readonly scene: Counted}) {
  const stage = useStage();
  const {aspect} = stage.scope;
  const compose: Compose = (box, pictured, own) => {
    const {unit} = own.scope;
    const number = figure(own, {
      box,
      value: scene.n,
      decimals: 0,
      maxPx: pictured ? 190 : aspect === '9:16' ? 440 : 240,
      height: box.height * (pictured ? 0.3 : 0.42),
      enterAt: 0,
      color: own.inks.accent,
    });
    const under = sentence(own, {
      box,
      text: scene.detail,
      height: Math.max(180 * unit, box.height * 0.34),
      maxLines: 5,
      gap: 32,
      enterAt: 12,
    });
    const others = [number, under].filter(present);
    const title = headline(own, {
      box,
      text: scene.onScreenText,
      height: box.height - heightOf(others) - gapOf(own, 60),
      scale: pictured ? 0.66 : 0.84,
      gap: 36,
      enterAt: -3,
      maxLines: 4,
    });
    return {title, head: number, blocks: [title, under]};
  };
  return (
    <>
      <Standing scene={scene} compose={compose} />
      <Places scene={scene} />
    </>
  );
}

import type {Box} from '../../platforms/index.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {noteTorn} from '../kit/blocks/first-whole.ts';
import {sentence} from '../kit/blocks/sentence.ts';
import {sweep} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {frameAt30} from '../kit/motion.ts';
import {sentencesOf} from '../kit/text/sentences.ts';
import {sliding} from './panel.tsx';

function Bullet({
  box,
  y,
  height,
  enterAt,
}: {
  readonly box: Box;
  readonly y: number;
  readonly height: number;
  readonly enterAt: number;
}) {
  const frame = useFrame30();
  const {scope, inks} = useStage();
  const size = 14 * scope.unit;
  const long = Math.round(height * sweep(frame, enterAt, 12));
  if (long < 1) return null;
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.round(scope.direction === 'rtl' ? box.x + box.width - size * 0.5 : box.x),
        top: Math.round(y),
        width: Math.max(2, Math.round(size * 0.5)),
        height: long,
        backgroundColor: inks.accent,
      }}
    />
  );
}

export interface FactsOptions {
  readonly box: Box;
  readonly text: string | undefined;
  /** Room for all of them, px. */
  readonly height: number;
  readonly enterAt: number;
  readonly most?: number;
}

/**
 * The sentences of a text as facts: each slides in by itself, the last one when three fifths of the scene are over. One
 * of them alone is set as a sentence.
 */
export function facts(
  stage: StageContext,
  {box, text, height, enterAt, most = 3}: FactsOptions,
): readonly (Block | null)[] {
  if (text === undefined) return [];
  const {scope, scene, inks, fps} = stage;
  const {unit, direction, language} = scope;
  const length = frameAt30(scene.durationInFrames, fps);
  // Pages of several facts would turn side by side.
  for (let count = stage.paged ? 1 : most; count >= 1; count--) {
    const tried = {...stage, ledger: {torn: 0}};
    const lines = sentencesOf(text, language, count);
    const inset = lines.length > 1 ? 34 * unit : 0;
    const inner = {...box, x: direction === 'rtl' ? box.x : box.x + inset, width: box.width - inset};
    const step = Math.min(36, (0.6 * length - enterAt) / Math.max(1, lines.length - 1));
    const blocks = lines.map((line, index) =>
      sentence(tried, {
        box: inner,
        text: line,
        height: height - (lines.length - 1) * 24 * unit,
        maxPx: 50,
        maxLines: 4,
        gap: index === 0 ? 34 : 24,
        color: index === 0 && lines.length === 1 ? inks.muted : inks.ink,
      }),
    );
    const whole = blocks.filter(present);
    if (whole.length < lines.length || heightOf(whole) > height) continue;
    if (stage.ledger) stage.ledger.torn += tried.ledger.torn;
    return whole.map((block, index) => {
      const at = enterAt + index * step;
      const marked: Block =
        lines.length === 1
          ? block
          : {
              ...block,
              draw: (y) => (
                <>
                  <Bullet box={box} y={y + 6 * unit} height={block.height - 12 * unit} enterAt={at} />
                  {block.draw(y)}
                </>
              ),
            };
      return sliding(marked, at);
    });
  }
  noteTorn(stage, 'leftOut');
  return [];
}

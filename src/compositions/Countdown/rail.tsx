import type {Box} from '../../platforms/index.ts';
import type {SeriesPlace} from '../kit/figures/series-place.ts';
import {labelFace} from '../kit/text/faces.ts';
import {Layer} from '../kit/layer.tsx';
import {sweep} from '../kit/motion.ts';
import {useFrame30, useStage} from '../kit/scene-stage.tsx';
import {Text} from '../kit/text/text.tsx';
import {layoutText} from '../kit/text/text-layout.ts';

/** Width of the part of the marker inside the safe area, and the gap to the text; px at 1080 wide. */
export const railMeasures = {marker: 82, gap: 44} as const;

/** Ranks that get a tick of their own; of more only the line tells. */
const mostTicks = 20;

export interface RankRailProps {
  readonly place: SeriesPlace;
  /** The room of the scene's content with that of the rail, px. */
  readonly box: Box;
  /** Whether the list lies behind: the whole rail is filled. */
  readonly done?: boolean;
}

/** A ruler at the frame's leading edge, first rank on top; a marker with the rank slides along it and leaves it filled. */
export function RankRail({place, box, done = false}: RankRailProps) {
  const frame = useFrame30();
  const {scope, inks, width: frameWidth} = useStage();
  const {n, total, from, falls} = place;
  const {unit, theme} = scope;
  const rtl = scope.direction === 'rtl';
  const edge = rtl ? frameWidth - (box.x + box.width) : box.x;
  // From the frame's edge, unless that is far away.
  const bleed = edge <= 130 * unit ? edge : 60 * unit;
  const start = rtl ? box.x + box.width + bleed : box.x - bleed;
  const across = (from: number, length: number): number =>
    Math.round(rtl ? start - from - length : start + from);
  const pitch = box.height / Math.max(1, total);
  const yOf = (rank: number): number => box.y + pitch * (rank - 0.5);
  const before = from ?? n;
  const part = sweep(frame, 1, 16);
  const at = n === null || before === null ? null : yOf(before) + (yOf(n) - yOf(before)) * part;
  const origin = falls ? box.y + box.height : box.y;
  const filled = done
    ? {top: box.y, bottom: box.y + box.height * sweep(frame, 1, 16)}
    : at === null
      ? null
      : {top: Math.min(at, origin), bottom: Math.max(at, origin)};
  const line = Math.max(2, Math.round(6 * unit));
  const tick = Math.max(bleed - 22 * unit, 26 * unit);
  const marker = {width: bleed + railMeasures.marker * unit, height: 84 * unit};
  const reached = (rank: number): boolean =>
    filled !== null && yOf(rank) >= filled.top - 1 && yOf(rank) <= filled.bottom + 1;
  const label = n === null ? null : String(part < 0.5 && before !== null ? before : n);
  const layout =
    label === null
      ? null
      : layoutText({
          text: label,
          face: {...labelFace(theme), weight: theme.type.caption.weight, family: theme.type.caption.family},
          language: scope.language,
          direction: 'ltr',
          maxPx: 56,
          minPx: 44,
          width: railMeasures.marker * unit,
          height: 80 * unit,
          maxLines: 1,
          unit,
        });
  const radius = Math.min(theme.radius * unit, marker.height / 2);
  return (
    <>
      <div
        style={{
          position: 'absolute',
          left: across(0, line),
          top: Math.round(box.y),
          width: line,
          height: Math.round(box.height),
          backgroundColor: inks.quiet,
        }}
      />
      {filled && filled.bottom - filled.top >= 1 ? (
        <div
          style={{
            position: 'absolute',
            left: across(0, 2 * line),
            top: Math.round(filled.top),
            width: 2 * line,
            height: Math.round(filled.bottom) - Math.round(filled.top),
            backgroundColor: inks.accent,
          }}
        />
      ) : null}
      {total <= mostTicks
        ? Array.from({length: total}, (_, index) => {
            const rank = falls ? total - index : index + 1;
            // Before the first item the ranks are set out one by one.
            const drawn =
              n === null ? Math.round(tick * sweep(frame, 4 + index * Math.min(5, 40 / total), 12)) : tick;
            return drawn < 1 ? null : (
              <div
                key={rank}
                style={{
                  position: 'absolute',
                  left: across(0, Math.round(drawn)),
                  top: Math.round(yOf(rank) - line / 2),
                  width: Math.round(drawn),
                  height: line,
                  backgroundColor: reached(rank) ? inks.accent : inks.quiet,
                }}
              />
            );
          })
        : null}
      {at !== null && layout ? (
        <Layer y={Math.round(at - marker.height / 2)}>
          <div
            style={{
              position: 'absolute',
              left: across(0, Math.round(marker.width)),
              top: 0,
              width: Math.round(marker.width),
              height: Math.round(marker.height),
              backgroundColor: inks.accent,
              borderRadius: rtl ? `${radius}px 0 0 ${radius}px` : `0 ${radius}px ${radius}px 0`,
            }}
          />
          <Text
            layout={layout}
            x={across(bleed, railMeasures.marker * unit)}
            y={(marker.height - layout.height) / 2}
            width={railMeasures.marker * unit}
            align="center"
            color={inks.onAccent}
          />
        </Layer>
      ) : null}
    </>
  );
}

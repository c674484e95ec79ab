import {useCurrentFrame} from 'remotion';
import {withAlpha} from '../kit/inks.ts';
import {useStage} from '../kit/scene-stage.tsx';
import {timeline, timelineTop} from './room.ts';

/** Above this count the line is not divided: its parts would be dots. */
const mostParts = 18;

/** One thin line for the whole story, a part for each scene; the part of this scene fills while it lasts. */
export function Timeline() {
  const {scope, scene, inks} = useStage();
  const frame = useCurrentFrame();
  const {index, count, safeArea, unit, direction, theme} = scope;
  const done = (frame + 1) / Math.max(1, scene.durationInFrames);
  const parts = count <= mostParts ? count : 1;
  const gap = 10 * unit;
  const width = (safeArea.width - gap * (parts - 1)) / parts;
  const height = Math.max(2, Math.round(timeline.thickness * unit));
  const top = Math.round(timelineTop(scope));
  const radius = theme.radius > 0 ? height / 2 : 0;
  return Array.from({length: parts}, (_, part) => {
    const filled = parts === 1 ? (index + done) / count : part < index ? 1 : part === index ? done : 0;
    const offset = part * (width + gap);
    const left = Math.round(safeArea.x + offset);
    const full = Math.round(safeArea.x + offset + width) - left;
    const long = Math.round(full * filled);
    const place = (length: number) =>
      direction === 'rtl' ? 2 * safeArea.x + safeArea.width - left - length : left;
    const bar = {position: 'absolute', top, height, borderRadius: radius} as const;
    return (
      <div key={part}>
        <div style={{...bar, left: place(full), width: full, backgroundColor: withAlpha(inks.ink, 0.3)}} />
        {long > 0 ? (
          <div
            style={{
              ...bar,
              left: place(long),
              width: long,
              backgroundColor: part === index || parts === 1 ? inks.accent : inks.ink,
            }}
          />
        ) : null}
      </div>
    );
  });
}

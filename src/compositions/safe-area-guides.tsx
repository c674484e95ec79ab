import {platforms, safeAreaOf, type Box, type Platform} from '../platforms/index.ts';

/** What `useRemotionEnvironment` tells that decides over aids for the eye. */
interface Environment {
  readonly isStudio: boolean;
  readonly isPlayer: boolean;
  readonly isRendering: boolean;
  readonly isClientSideRendering: boolean;
}

/** Aids are for people who look on: in the Studio and the Player, never in a picture that is kept. */
export function showsGuides(asked: boolean, environment: Environment): boolean {
  const {isStudio, isPlayer, isRendering, isClientSideRendering} = environment;
  return asked && (isStudio || isPlayer) && !isRendering && !isClientSideRendering;
}

/** The parts of a frame beside its safe area. */
function coveredParts(safe: Box, width: number, height: number): readonly (Box & {readonly side: string})[] {
  const right = safe.x + safe.width;
  const bottom = safe.y + safe.height;
  return [
    {side: 'top', x: 0, y: 0, width, height: safe.y},
    {side: 'bottom', x: 0, y: bottom, width, height: height - bottom},
    {side: 'left', x: 0, y: safe.y, width: safe.x, height: safe.height},
    {side: 'right', x: right, y: safe.y, width: width - right, height: safe.height},
  ];
}

/** Shades what the platform's own interface covers, so that an author sees where no text may stand. */
export function SafeAreaGuides({
  platform,
  width,
  height,
}: {
  readonly platform: Platform;
  readonly width: number;
  readonly height: number;
}) {
  const safe = safeAreaOf(platform, width, height);
  const unit = Math.min(width, height) / 1080;
  return (
    <>
      {coveredParts(safe, width, height).map(({side, ...box}) => (
        <div
          key={side}
          style={{
            position: 'absolute',
            left: box.x,
            top: box.y,
            width: box.width,
            height: box.height,
            backgroundColor: 'rgba(255, 0, 92, 0.28)',
          }}
        />
      ))}
      <div
        style={{
          position: 'absolute',
          left: safe.x,
          top: safe.y,
          width: safe.width,
          height: safe.height,
          boxSizing: 'border-box',
          border: `${Math.max(1, 3 * unit)}px dashed rgba(255, 0, 92, 0.9)`,
        }}
      />
      <div
        style={{
          position: 'absolute',
          left: safe.x,
          top: safe.y + safe.height + 16 * unit,
          font: `600 ${30 * unit}px sans-serif`,
          color: '#FFFFFF',
          backgroundColor: 'rgba(120, 0, 44, 0.85)',
          padding: `${8 * unit}px ${16 * unit}px`,
        }}
      >
        {platforms[platform].product}: covered by its interface
      </div>
    </>
  );
}

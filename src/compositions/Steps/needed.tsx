import type {Box} from '../../platforms/index.ts';
import type {SceneProps} from '../contract.ts';
import {heightOf, present} from '../kit/blocks/block.ts';
import {Column} from '../kit/blocks/column.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {firstWhole, squeezed} from '../kit/blocks/first-whole.ts';
import {InsetPicture} from '../kit/pictures/inset-picture.tsx';
import {listed} from '../kit/blocks/listed.tsx';
import {sweep} from '../kit/motion.ts';
import {useFrame30, useStage, type StageContext} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';

/** What is needed before the first step: a card whose points are ticked off one after the other. */
export function NeededContent({scene}: Pick<SceneProps<'context'>, 'scene'>) {
  const stage = useStage();
  const frame = useFrame30();
  const {scope, inks, fps} = stage;
  const {unit, aspect, direction, theme} = scope;
  const {content} = zonesOf(scope);
  const tall = aspect === '9:16';
  const pictured = scene.visual !== null;
  const gap = 40 * unit;
  const padding = 48 * unit;
  const seconds30 = (scene.durationInFrames / fps) * 30;
  const composed = (own: StageContext, favour: 'picture' | 'text') => {
    const beside = favour === 'text' ? 0.7 : 0.56;
    const cardWidth = tall
      ? content.width
      : pictured
        ? content.width * beside
        : content.width * (aspect === '1:1' ? 1 : 0.66);
    const x = direction === 'rtl' ? content.x + content.width - cardWidth : content.x;
    const most = tall && pictured ? content.height * (favour === 'text' ? 0.84 : 0.68) : content.height;
    const inner: Box = {
      x: x + padding,
      y: content.y,
      width: cardWidth - 2 * padding,
      height: most - 2 * padding,
    };
    const points = listed(own, {
      box: inner,
      text: scene.detail,
      height: inner.height * 0.62,
      maxPx: 60,
      gap: 36,
      enterAt: 14,
      until: Math.max(26, seconds30 * 0.6),
      marker: 'tick',
      color: inks.ink,
    });
    const title = headline(own, {
      box: inner,
      text: scene.onScreenText,
      height: inner.height - (points ? points.height + points.gap : 0),
      scale: 0.64,
      enterAt: -4,
      maxLines: 4,
    });
    return {cardWidth, x, inner, blocks: [title, points].filter(present)};
  };
  const {cardWidth, x, inner, blocks} = firstWhole(stage, [
    (own) => composed(own, 'picture'),
    (own) => composed(own, 'text'),
    (own) => composed(squeezed(own), 'picture'),
    (own) => composed(squeezed(own), 'text'),
    (own) => composed(squeezed(own, 2), 'text'),
  ]);
  const high = heightOf(blocks) + 2 * padding;
  const y =
    tall && pictured
      ? content.y + content.height - high
      : content.y + (content.height - high) * (tall ? 0.36 : 0.5);
  const picture: Box | null = !pictured
    ? null
    : tall
      ? {...content, height: y - gap - content.y}
      : {
          x: direction === 'rtl' ? content.x : content.x + cardWidth + gap,
          y: content.y,
          width: content.width - cardWidth - gap,
          height: content.height,
        };
  // All but there on the first frame, so that no letter stands on the bare ground.
  const grown = sweep(frame, -13, 16);
  return (
    <>
      {picture && scene.visual ? <InsetPicture asset={scene.visual.asset} box={picture} /> : null}
      <div
        style={{
          position: 'absolute',
          left: Math.round(x),
          top: Math.round(y),
          width: Math.round(cardWidth),
          height: Math.round(high * grown),
          backgroundColor: inks.surface,
          borderRadius: theme.radius * unit,
        }}
      />
      <div
        style={{
          position: 'absolute',
          left: Math.round(direction === 'rtl' ? x + cardWidth - padding - 120 * unit : x + padding),
          top: Math.round(y),
          width: Math.round(120 * unit * sweep(frame, 2, 14)),
          height: Math.round(12 * unit),
          backgroundColor: inks.accent,
        }}
      />
      <Column box={{...inner, y: y + padding, height: heightOf(blocks)}} blocks={blocks} />
    </>
  );
}

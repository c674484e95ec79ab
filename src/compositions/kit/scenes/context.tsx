import type {SceneProps} from '../../contract.ts';
import {heightOf} from '../blocks/block.ts';
import {Column} from '../blocks/column.tsx';
import {headline} from '../blocks/headline.ts';
import {sentence} from '../blocks/sentence.ts';
import {firstWhole, squeezed} from '../blocks/first-whole.ts';
import {sweep} from '../motion.ts';
import {Picture} from '../pictures/picture.tsx';
import {useFrame30, useStage, type StageContext} from '../scene-stage.tsx';
import {zonesOf} from '../zones.ts';

/** Sets the scene: a panel over the picture, or over the ground. */
export function ContextContent({scene}: Pick<SceneProps<'context'>, 'scene'>) {
  const stage = useStage();
  const frame = useFrame30();
  const {scope, inks, width, height} = stage;
  const {content, captions} = zonesOf(scope);
  const {unit, aspect, theme} = scope;
  const padding = 52 * unit;
  const tall = aspect === '9:16';
  const panelWidth = aspect === '16:9' ? content.width * 0.62 : content.width;
  const composed = (own: StageContext, share: number) => {
    const inner = {
      x: content.x + padding,
      y: content.y,
      width: panelWidth - 2 * padding,
      height: content.height * share - 2 * padding,
    };
    const under = sentence(own, {
      box: inner,
      text: scene.detail,
      height: inner.height * 0.5,
      maxLines: 4,
      gap: 30,
      enterAt: 12,
    });
    const title = headline(own, {
      box: inner,
      text: scene.onScreenText,
      height: inner.height - (under ? under.height + under.gap : 0),
      scale: 0.62,
      enterAt: -3,
      maxLines: 5,
    });
    return {inner, blocks: [title, under].filter((block) => block !== null)};
  };
  // A long text takes more of the picture.
  const {inner, blocks} = firstWhole(stage, [
    (own) => composed(own, tall ? 0.62 : 0.86),
    (own) => composed(own, tall ? 0.8 : 1),
    (own) => composed(squeezed(own), tall ? 0.8 : 1),
  ]);
  const panelHeight = heightOf(blocks) + 2 * padding;
  // All but there on the first frame, so that no letter stands on the bare picture.
  const grown = sweep(frame, -13, 16);
  const anchorY =
    scene.visual || !tall
      ? content.y + content.height - panelHeight
      : content.y + (content.height - panelHeight) * 0.42;
  const panelX = scope.direction === 'rtl' ? content.x + content.width - panelWidth : content.x;
  return (
    <>
      {scene.visual ? (
        <Picture
          asset={scene.visual.asset}
          x={0}
          y={0}
          width={width}
          height={scope.captions.length > 0 ? captions.y - 10 * unit : height}
          travel={0.08}
        />
      ) : null}
      <div
        style={{
          position: 'absolute',
          left: Math.round(tall ? 0 : panelX),
          top: Math.round(anchorY + panelHeight * (1 - grown)),
          width: Math.round(tall ? content.x + panelWidth : panelWidth),
          height: Math.round(panelHeight * grown),
          backgroundColor: inks.surface,
          borderRadius: tall ? `0 ${theme.radius * unit}px ${theme.radius * unit}px 0` : theme.radius * unit,
        }}
      />
      <div
        style={{
          position: 'absolute',
          left: Math.round(tall ? 0 : panelX),
          top: Math.round(anchorY + panelHeight - 12 * unit),
          width: Math.round((tall ? content.x + 168 * unit : 220 * unit) * sweep(frame, 4, 16)),
          height: Math.round(12 * unit),
          backgroundColor: inks.accent,
        }}
      />
      <Column
        box={{...inner, x: panelX + padding, y: anchorY + padding, height: heightOf(blocks)}}
        blocks={blocks}
      />
    </>
  );
}

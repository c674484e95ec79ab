import type {ReactNode} from 'react';
import type {Box} from '../../platforms/index.ts';
import type {SceneProps} from '../contract.ts';
import {askingBlocks} from '../kit/blocks/asking-blocks.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {chip} from '../kit/blocks/chip.tsx';
import {Column} from '../kit/blocks/column.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {pips} from '../kit/blocks/pips.tsx';
import {firstWhole, gapOf, squeezed} from '../kit/blocks/first-whole.ts';
import {hookBlocks} from '../kit/blocks/hook-blocks.ts';
import {listed} from '../kit/blocks/listed.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Podium, podiumFor, ShownDevice} from './device.tsx';
import {fitSeal, Seal} from './seal.tsx';
import {deviceOf, pictureOf, standOf, type Favour} from './stand.ts';

/** Blocks for a box, the one that is read first apart. */
export interface Composed {
  readonly title: Block | null;
  readonly blocks: readonly (Block | null)[];
}

/** Blocks for a box on a stage, which may be one on which texts give way to each other. */
export type Compose = (box: Box, stage: StageContext) => Composed;

/** Shares of a tall content's height that text may take beside the device, and for long texts; headlines below this size are cramped. */
const shares = [0.56, 0.84] as const;
const comfortablePx = 84;

/** Text beside its device, in the largest room that the device leaves it. */
export function beside(stage: StageContext, compose: Compose) {
  const device = deviceOf(stage.scope);
  const tall = stage.scope.aspect === '9:16';
  const placed = (own: StageContext, share: number, favour: Favour = 'device') => {
    const stand = standOf(own, device, share, favour);
    const {title, blocks} = compose(stand.text, own);
    const shown = blocks.filter(present);
    const {text} = stand;
    const top = tall
      ? text.y + text.height - heightOf(shown)
      : text.y + Math.max(0, text.height - heightOf(shown)) / 2;
    return {title, shown, text: {...text, y: top}, device: stand.deviceFrom(top)};
  };
  return firstWhole(stage, [
    (own) => {
      if (!tall) return placed(own, shares[0]);
      const {title} = placed({...own, ledger: {torn: 0}}, shares[0]);
      return placed(own, (title?.px ?? comfortablePx) < comfortablePx ? shares[1] : shares[0]);
    },
    (own) => placed(own, shares[1], 'text'),
    (own) => placed(squeezed(own), shares[1]),
    (own) => placed(squeezed(own), shares[1], 'text'),
    (own) => placed(squeezed(own, 2), shares[1], 'text'),
  ]);
}

/** Where a seal sits on its device, px: on the lower corner that is free of text. */
export function sealPlace(
  {scope}: StageContext,
  device: Box,
  radius: number,
): {readonly x: number; readonly y: number} {
  const {aspect, safeArea, direction} = scope;
  const rtl = direction === 'rtl';
  const foot = device.y + device.height;
  const y = Math.max(safeArea.y + radius, foot - radius * (aspect === '9:16' ? 1.1 : 1.02));
  const left = safeArea.x + radius;
  const right = safeArea.x + safeArea.width - radius;
  // In a tall frame the leading side is free, elsewhere the trailing one.
  const leading = aspect === '9:16' ? !rtl : rtl;
  const x = leading
    ? Math.max(left, device.x - 0.1 * radius)
    : Math.min(right, device.x + device.width + 0.1 * radius);
  return {x, y};
}

export interface ShowProps {
  readonly compose: Compose;
  /** What lies on the device. */
  readonly over?: (device: Box) => ReactNode;
}

/** The device before its disc, text below or beside it. */
export function Show({compose, over}: ShowProps) {
  const stage = useStage();
  const {scope} = stage;
  const {shown, text, device} = beside(stage, compose);
  return (
    <>
      <Podium {...podiumFor(device, scope.unit, scope.aspect)} />
      <ShownDevice box={device} asset={pictureOf(stage)} />
      <Column box={text} blocks={shown} />
      {over?.(device)}
    </>
  );
}

/** What it is, whole on the first frame. */
export function HookContent({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  const stage = useStage();
  return (
    <Show
      compose={(box, own) => {
        const {title, blocks} = hookBlocks(own, {
          scene,
          box,
          scale: stage.scope.aspect === '9:16' ? 0.88 : 0.94,
          titleGap: 28,
          detailGap: 32,
          maxLines: 5,
        });
        return {title, blocks};
      }}
    />
  );
}

interface TellOptions {
  readonly over: Block | null;
  readonly text: string;
  readonly detail: string | undefined;
  readonly scale: number;
}

/** A headline and the features below it, ticked off one by one. */
function tell(stage: StageContext, box: Box, {over, text, detail, scale}: TellOptions): Composed {
  const {scene, scope, fps} = stage;
  const {unit} = scope;
  const under = listed(stage, {
    box,
    text: detail,
    height: Math.max(210 * unit, box.height * 0.44),
    maxPx: scope.aspect === '16:9' ? 58 : 52,
    gap: 34,
    enterAt: 12,
    until: Math.max(26, (scene.durationInFrames / fps) * 30 * 0.55),
    marker: 'tick',
    color: stage.inks.ink,
  });
  const title = headline(stage, {
    box,
    text,
    height: box.height - heightOf([over, under].filter(present)) - gapOf(stage, 80),
    scale: scale * (scope.aspect === '9:16' ? 0.86 : 1),
    gap: 36,
    enterAt: -4,
    maxLines: 5,
  });
  return {title, blocks: [over, title, under]};
}

/** What it is for. */
export function ContextContent({scene}: Pick<SceneProps<'context'>, 'scene'>) {
  const {onScreenText: text, detail} = scene;
  return <Show compose={(box, own) => tell(own, box, {over: null, text, detail, scale: 0.74})} />;
}

/** What it can do. Draws any kind of scene. */
export function PointContent({scene}: Pick<SceneProps<'point'>, 'scene'>) {
  // Kinds that the template does not know reach this scene too; there these fields may hold something else.
  const label = typeof scene.kicker === 'string' ? scene.kicker : undefined;
  const detail = typeof scene.detail === 'string' ? scene.detail : undefined;
  return (
    <Show
      compose={(box, own) =>
        tell(own, box, {
          over: label === undefined ? null : chip(own, {box, text: label, enterAt: -2}),
          text: scene.onScreenText,
          detail,
          scale: 0.78,
        })
      }
    />
  );
}

/** One of several, its number on a seal. */
export function CountedContent({
  scene,
}: {
  readonly scene: SceneProps<'step'>['scene'] | SceneProps<'list-item'>['scene'];
}) {
  const stage = useStage();
  const {unit, aspect} = stage.scope;
  const options = {value: scene.n, radius: (aspect === '1:1' ? 84 : 116) * unit};
  const fit = fitSeal(stage, options);
  return (
    <Show
      compose={(box, own) =>
        tell(own, box, {
          over: pips(own, {box, n: scene.n, total: scene.total}),
          text: scene.onScreenText,
          detail: scene.detail,
          scale: 0.76,
        })
      }
      over={(device) =>
        fit ? <Seal {...sealPlace(stage, device, options.radius)} at={5} options={options} fit={fit} /> : null
      }
    />
  );
}

/** Where to get it. */
export function CallToActionContent({scene}: Pick<SceneProps<'call-to-action'>, 'scene'>) {
  const stage = useStage();
  const scale = stage.scope.aspect === '9:16' ? 0.82 : 0.92;
  return (
    <Show
      compose={(box, own) =>
        askingBlocks(own, {scene, box, scale, maxLines: 4, buttonGap: 56, handleGap: 32, spare: 70})
      }
    />
  );
}

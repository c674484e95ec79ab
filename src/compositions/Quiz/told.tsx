import type {Box} from '../../platforms/index.ts';
import type {SceneFields, SceneProps} from '../contract.ts';
import {askingBlocks} from '../kit/blocks/asking-blocks.ts';
import {heightOf, present, type Block} from '../kit/blocks/block.ts';
import {chip} from '../kit/blocks/chip.tsx';
import {Column} from '../kit/blocks/column.tsx';
import {headline} from '../kit/blocks/headline.ts';
import {kicker} from '../kit/blocks/kicker.ts';
import {firstWhole, gapOf, squeezed} from '../kit/blocks/first-whole.ts';
import {hookBlocks} from '../kit/blocks/hook-blocks.ts';
import {listed} from '../kit/blocks/listed.tsx';
import {Picture} from '../kit/pictures/picture.tsx';
import {useStage, type StageContext} from '../kit/scene-stage.tsx';
import {Card, cardPlace, edge, innerOf} from './card.tsx';
import type {DialFace} from './dial.tsx';
import {signOf} from './frame.tsx';

/** Blocks for a box, the first of them the highest. */
type Compose = (stage: StageContext, box: Box) => readonly (Block | null)[];

/** Least share of its room that a card takes, so that a word or two do not stand on a strip. */
const leastShare = {'9:16': 0.52, '1:1': 0.8, '16:9': 0.8} as const;

/** Letters that leave a picture above them half of the card. */
const shortText = 100;

function lettersIn(scene: SceneFields): number {
  const {detail = ''} = scene as {readonly detail?: string};
  return scene.onScreenText.length + detail.length;
}

export interface ToldProps {
  readonly scene: SceneFields;
  readonly face?: DialFace;
  readonly compose: Compose;
}

/** Shares of a card that its text may take beside or below a picture: as a rule, for longer texts, and for the longest. */
const textShares = {
  '9:16': {picture: 0.54, shared: 0.66, text: 0.82},
  '1:1': {picture: 0.58, shared: 0.58, text: 0.72},
  '16:9': {picture: 0.54, shared: 0.54, text: 0.68},
} as const;

/**
 * Text on a card that is as high as the text needs; with a picture in its upper part, or beside the text. The picture
 * gives way to a text that would not be whole beside it.
 */
export function Told({scene, face = {kind: 'sign', text: signOf(scene)}, compose}: ToldProps) {
  const stage = useStage();
  const {scope, width} = stage;
  const {unit, aspect, theme, direction} = scope;
  const place = cardPlace(scope, width);
  const {whole, padding} = place;
  const tall = aspect === '9:16';
  const inner = innerOf(scope, whole, place);
  const stroke = Math.max(2, Math.round(edge.line * unit));
  const radius = Math.max(0, theme.radius * unit - stroke);

  const pictured = (own: StageContext, asset: string, share: number) => {
    if (tall) {
      const blocks = compose(own, {...inner, y: whole.y, height: whole.height * share}).filter(present);
      const top = whole.y + whole.height - padding - heightOf(blocks);
      return (
        <Card box={whole} face={face}>
          <Picture
            asset={asset}
            x={whole.x + stroke}
            y={whole.y + stroke}
            width={Math.round(whole.width) - 2 * stroke}
            height={top - 0.8 * padding - whole.y}
            radius={radius}
          />
          <Column box={{...inner, y: top}} blocks={blocks} />
        </Card>
      );
    }
    const taken = whole.width * (1 - share);
    const box = {
      ...inner,
      x: direction === 'rtl' ? inner.x + taken - 0.3 * padding : inner.x,
      width: inner.width - taken + 0.3 * padding,
    };
    const x = direction === 'rtl' ? whole.x + stroke : whole.x + whole.width - taken;
    return (
      <Card box={whole} face={face}>
        <Picture
          asset={asset}
          x={x}
          y={whole.y + stroke}
          width={taken - stroke}
          height={whole.height - 2 * stroke}
          radius={radius}
        />
        <Column box={box} anchor={0.5} blocks={compose(own, box)} />
      </Card>
    );
  };
  const alone = (pictureless: StageContext) => {
    const own = {...pictureless, scene: {...pictureless.scene, visual: null}};
    const blocks = compose(own, inner).filter(present);
    const around = whole.height - inner.height;
    const high = Math.min(
      whole.height,
      Math.max(whole.height * leastShare[aspect], heightOf(blocks) + around + 0.4 * padding),
    );
    const card = {...whole, y: whole.y + (whole.height - high) * (tall ? 0.4 : 0.5), height: high};
    return (
      <Card box={card} face={face}>
        <Column box={innerOf(scope, card, place)} anchor={0.42} blocks={blocks} />
      </Card>
    );
  };
  const bare = [
    alone,
    (own: StageContext) => alone(squeezed(own)),
    (own: StageContext) => alone(squeezed(own, 2)),
  ] as const;
  if (!scene.visual) return firstWhole(stage, bare);
  const {asset} = scene.visual;
  const shares = textShares[aspect];
  const usual = lettersIn(scene) > shortText ? shares.shared : shares.picture;
  return firstWhole(stage, [
    (own) => pictured(own, asset, usual),
    (own) => pictured(own, asset, shares.text),
    (own) => pictured(squeezed(own), asset, usual),
    (own) => pictured(squeezed(own), asset, shares.text),
    (own) => pictured(squeezed(own, 2), asset, shares.text),
    ...bare,
  ]);
}

/** Size of a headline against that in a tall frame: less beside a picture, more on a wide card of its own. */
function sizeFor({scene, scope}: StageContext): number {
  if (scene.visual) return 0.78;
  return scope.aspect === '16:9' ? 1.3 : 1;
}

/** The scene's length in frames of 30 a second. */
function lengthOf({scene, fps}: StageContext): number {
  return (scene.durationInFrames / fps) * 30;
}

/** A headline with a label over it and what there is to say of it below. */
function titled(over: Compose, text: string, detail: string | undefined, scale: number): Compose {
  return (stage, box) => {
    const {unit} = stage.scope;
    const label = over(stage, box)[0] ?? null;
    const under = listed(stage, {
      box,
      text: detail,
      height: Math.max(200 * unit, box.height * 0.4),
      gap: 40,
      enterAt: 14,
      until: Math.max(24, lengthOf(stage) * 0.5),
      marker: 'dash',
      maxPx: stage.scope.aspect === '16:9' ? 64 : 52,
    });
    const title = headline(stage, {
      box,
      text,
      height: box.height - heightOf([label, under].filter(present)) - gapOf(stage, 90),
      scale: scale * sizeFor(stage),
      gap: 44,
      enterAt: -5,
      maxLines: 6,
    });
    return [label, title, under];
  };
}

/** Opens the show. */
export function HookContent({scene}: Pick<SceneProps<'hook'>, 'scene'>) {
  return (
    <Told
      scene={scene}
      compose={(stage, box) =>
        hookBlocks(stage, {scene, box, scale: 0.96 * sizeFor(stage), titleGap: 32, maxLines: 6}).blocks
      }
    />
  );
}

/** What one has to know. */
export function ContextContent({scene}: Pick<SceneProps<'context'>, 'scene'>) {
  return <Told scene={scene} compose={titled(() => [], scene.onScreenText, scene.detail, 0.8)} />;
}

/** One thought, an answer for one. Draws any kind of scene. */
export function PointContent({scene}: Pick<SceneProps<'point'>, 'scene'>) {
  // Kinds that the template does not know reach this scene too; there these fields may hold something else.
  const label = typeof scene.kicker === 'string' ? scene.kicker : undefined;
  const detail = typeof scene.detail === 'string' ? scene.detail : undefined;
  const over: Compose = (stage, box) =>
    label === undefined ? [] : [chip(stage, {box, text: label, enterAt: -2})];
  return <Told scene={scene} compose={titled(over, scene.onScreenText, detail, 0.88)} />;
}

/** One of several, its number on the disc. */
export function CountedContent({
  scene,
}: {
  readonly scene: SceneProps<'step'>['scene'] | SceneProps<'list-item'>['scene'];
}) {
  const {scope} = useStage();
  const number = new Intl.NumberFormat(scope.language);
  const over: Compose = (stage, box) => [
    kicker(stage, {box, text: `${number.format(scene.n)} / ${number.format(scene.total)}`}),
  ];
  return <Told scene={scene} compose={titled(over, scene.onScreenText, scene.detail, 0.84)} />;
}

/** What the viewer is asked to do. */
export function CallToActionContent({scene}: Pick<SceneProps<'call-to-action'>, 'scene'>) {
  return (
    <Told
      scene={scene}
      face={{kind: 'tick', since: 4}}
      compose={(stage, box) =>
        askingBlocks(stage, {
          scene,
          box,
          scale: 0.92 * sizeFor(stage),
          buttonGap: 64,
          handleGap: 36,
          spare: 80,
        }).blocks
      }
    />
  );
}

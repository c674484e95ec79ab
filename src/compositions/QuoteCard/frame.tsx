import {useMemo} from 'react';
import {Canvas} from '../kit/canvas.tsx';
import {cardTheme} from '../kit/card-theme.ts';
import {Captions} from '../kit/captions/captions.tsx';
import {filmTheme} from '../kit/film-theme.ts';
import {Ground} from '../kit/ground/ground.tsx';
import {bake} from '../kit/ground/recipe.ts';
import {inksOf, withAlpha} from '../kit/inks.ts';
import {Layer} from '../kit/layer.tsx';
import {entrance} from '../kit/motion.ts';
import type {SceneFrameProps} from '../kit/scene-frame.ts';
import {SceneStage, useFrame30, useStage} from '../kit/scene-stage.tsx';
import {seededRandom} from '../kit/seeded.ts';
import {Shot} from '../kit/pictures/shot.tsx';
import type {Box} from '../../platforms/index.ts';
import {cardOf, innerOf, uncovers} from './card.ts';

/** The grain of the card's stock and, inside its edge, a fine line. */
function Stock({card}: {readonly card: Box}) {
  const {inks, scope} = useStage();
  const {unit, theme, options} = scope;
  const {width, height} = card;
  const lined = options.keyline !== false;
  const radius = theme.radius * unit;
  return (
    <Canvas
      x={card.x}
      y={card.y}
      width={width}
      height={height}
      paintKey={`${width}x${height}/${inks.ground}/${inks.line}/${lined}/${radius}`}
      paint={(context) => {
        const tile = bake(`stock/${inks.ink}`, 160, 160, (grain) => {
          const random = seededRandom('stock');
          for (let speck = 0; speck < 1500; speck++) {
            grain.fillStyle = withAlpha(random() < 0.5 ? inks.ink : '#FFFFFF', 0.02 + 0.025 * random());
            grain.fillRect(random() * 160, random() * 160, 1 + 2 * random(), 1 + random());
          }
        });
        const pattern = context.createPattern(tile, 'repeat');
        if (pattern) {
          context.fillStyle = pattern;
          context.fillRect(0, 0, width, height);
        }
        if (!lined) return;
        const inset = 26 * unit;
        context.strokeStyle = inks.line;
        context.lineWidth = 2.5 * unit;
        context.beginPath();
        context.roundRect(
          inset,
          inset,
          width - 2 * inset,
          height - 2 * inset,
          Math.max(0, radius - inset * 0.7),
        );
        context.stroke();
      }}
    />
  );
}

/** The card, laid down on the ground at the start of a scene. */
function Card({
  scene,
  scope,
  tone,
  children,
}: Required<Pick<SceneFrameProps, 'scene' | 'scope' | 'children'>> & {
  readonly tone: 'base' | 'deep' | 'accent';
}) {
  const {width, height} = useStage();
  const frame = useFrame30();
  const card = cardOf(scope, uncovers(scene), width);
  const inner = innerOf(scope, card);
  const {unit} = scope;
  const cardScope = useMemo(
    () => ({...scope, theme: cardTheme(scope.theme), safeArea: inner, captions: []}),
    // The room depends on nothing else.
    [scope, scene, width],
  );
  const bare = useMemo(() => ({...scene, visual: null}), [scene]);
  // On the first frame of the video the card lies there already.
  const laid = scope.index === 0 ? 1 : entrance('calm', frame, -5);
  const whole = {
    left: Math.round(card.x),
    top: Math.round(card.y),
    width: Math.round(card.width),
    height: Math.round(card.height),
  };
  const radius = scope.theme.radius * unit;
  const {ground} = inksOf(cardScope.theme, tone);
  return (
    <Layer y={Math.round((1 - laid) * 90 * unit)}>
      <div
        style={{
          position: 'absolute',
          ...whole,
          left: whole.left + Math.round(10 * unit),
          top: whole.top + Math.round(16 * unit),
          borderRadius: radius,
          backgroundColor: 'rgba(0, 0, 0, 0.2)',
        }}
      />
      <div
        style={{
          position: 'absolute',
          ...whole,
          overflow: 'hidden',
          borderRadius: radius,
          backgroundColor: ground,
        }}
      >
        <div style={{position: 'absolute', left: -whole.left, top: -whole.top, width, height}}>
          <SceneStage scene={bare} scope={cardScope} tone={tone}>
            <Stock card={{...card, x: whole.left, y: whole.top, width: whole.width, height: whole.height}} />
            {children}
          </SceneStage>
        </div>
      </div>
    </Layer>
  );
}

/** The theme's pattern, or the scene's picture, under a card that holds the scene; captions below the card. */
export function QuoteCardFrame({scene, scope, tone = 'base', children}: SceneFrameProps) {
  const asset = scene.visual?.asset;
  const outer = useMemo(
    () => (asset === undefined ? scope : {...scope, theme: filmTheme(scope.theme)}),
    [scope, asset],
  );
  return (
    <SceneStage scene={scene} scope={outer} tone={asset === undefined ? 'deep' : 'base'}>
      {asset === undefined ? <Ground /> : <Shot asset={asset} />}
      <Card scene={scene} scope={scope} tone={tone}>
        {children}
      </Card>
      <Captions />
    </SceneStage>
  );
}

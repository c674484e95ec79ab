// A template of your own: a frame that every scene stands in, and what is yours inside it.
import {useCurrentFrame} from 'remotion';
import {
  Captions,
  Column,
  defineTemplate,
  framed,
  Ground,
  headline,
  kicker,
  type SceneFrameProps,
  SceneStage,
  scenesIn,
  useStage,
  zonesOf,
} from 'viral-video-generator/compositions';

function Bar() {
  const {inks, width} = useStage();
  const frame = useCurrentFrame(); // counts from the start of the scene
  const grown = Math.min(1, frame / 12);
  return (
    <div
      style={{
        position: 'absolute',
        left: 0,
        top: 0,
        width: width * grown,
        height: 24,
        background: inks.accent,
      }}
    />
  );
}

function Poster({scene, scope, tone, ground = true, children}: SceneFrameProps) {
  return (
    <SceneStage scene={scene} scope={scope} tone={tone ?? (scope.index % 2 === 0 ? 'base' : 'deep')}>
      {ground ? <Ground /> : null}
      <Bar />
      {children}
      <Captions />
    </SceneStage>
  );
}

function Hook() {
  const stage = useStage();
  const {scene, scope} = stage;
  const {content: box} = zonesOf(scope); // inside the platform's safe area, above the captions
  const label = scene.kind === 'hook' ? scene.kicker : undefined;
  return (
    <Column
      box={box}
      anchor={0.5}
      blocks={[
        kicker(stage, {box, text: label, enterAt: null}),
        headline(stage, {box, text: scene.onScreenText, height: box.height * 0.7, enterAt: null}),
      ]}
    />
  );
}

export const poster = defineTemplate({
  id: 'poster',
  version: '1.0.0',
  defaultTheme: 'swiss',
  engines: ['web', 'screenshots'], // the web engine is four times faster; what it draws is compared before it is used
  scenes: {...scenesIn(Poster), hook: framed(Poster, Hook)},
});

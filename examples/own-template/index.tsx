// A template of your own, and the entry that registers it (Remotion looks for the word registerRoot: it is called inside).
import {useCurrentFrame} from 'remotion';
import {
  builtins,
  Captions,
  Column,
  defineTemplate,
  headline,
  registerTemplates,
  SceneStage,
  type SceneProps,
  useStage,
  zonesOf,
} from 'viral-video-generator/compositions';

function Title() {
  const stage = useStage();
  const {content} = zonesOf(stage.scope); // inside the platform's safe area, above the captions
  const block = headline(stage, {box: content, text: stage.scene.onScreenText, height: content.height});
  return block ? <Column box={content} anchor={0.5} blocks={[block]} /> : null;
}

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

function Poster({scene, scope}: SceneProps) {
  return (
    <SceneStage scene={scene} scope={scope} tone={scope.index % 2 === 0 ? 'base' : 'deep'}>
      <Bar />
      <Title />
      <Captions />
    </SceneStage>
  );
}

const poster = defineTemplate({
  id: 'poster',
  version: '1.0.0',
  defaultTheme: 'swiss',
  engines: ['web', 'screenshots'], // the web engine is four times faster; what it draws is compared before it is used
  fallback: Poster,
});

registerTemplates([...builtins, poster]);

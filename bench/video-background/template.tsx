// A clip that fills the frame, and a title over it. The component that shows the clip is handed in: that alone differs
// between the two sides of the comparison.
import type {ComponentType, CSSProperties} from 'react';
import {
  Column,
  defineTemplate,
  headline,
  SceneStage,
  useAsset,
  useStage,
  zonesOf,
  type SceneProps,
  type Template,
} from 'viral-video-generator/compositions';

export type Clip = ComponentType<{
  readonly src: string;
  readonly muted: boolean;
  readonly style: CSSProperties;
}>;

function Title() {
  const stage = useStage();
  const {content} = zonesOf(stage.scope);
  const block = headline(stage, {box: content, text: stage.scene.onScreenText, height: content.height});
  return block ? <Column box={content} anchor={0.5} blocks={[block]} /> : null;
}

export function videoBackground(Clip: Clip): Template {
  function Background({asset}: {readonly asset: string}) {
    const {url} = useAsset(asset);
    const {width, height} = useStage();
    return <Clip src={url} muted style={{position: 'absolute', left: 0, top: 0, width, height}} />;
  }
  function Point({scene, scope}: SceneProps) {
    return (
      <SceneStage scene={scene} scope={scope}>
        {scene.visual ? <Background asset={scene.visual.asset} /> : null}
        <Title />
      </SceneStage>
    );
  }
  return defineTemplate({
    id: 'video-background',
    version: '1.0.0',
    engines: ['web', 'screenshots'],
    fallback: Point,
  });
}

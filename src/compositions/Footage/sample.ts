import type {TemplateSample} from '../contract.ts';
import {sampleFor} from '../sample.ts';

/** The common sample with its picture behind every scene but the one that shows a chart. */
export function footageSample(): TemplateSample {
  const {storyboard, assetUrls} = sampleFor('footage', 'noir');
  const scenes = storyboard.scenes.map((scene) =>
    scene.kind === 'statistic' ? scene : {...scene, visual: {asset: 'sunrise'}},
  );
  return {storyboard: {...storyboard, scenes}, assetUrls};
}

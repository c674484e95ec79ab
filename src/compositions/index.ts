export {brandTheme} from './brand-theme.ts';
export type {BrandThemeOptions} from './brand-theme.ts';
export {builtins} from './builtins.ts';
export type {
  FontUse,
  OverlayProps,
  SceneComponents,
  SceneFields,
  SceneProps,
  SceneScope,
  Template,
  TemplateDeclaration,
  TemplateDescription,
  TemplateSample,
} from './contract.ts';
export {defineTemplate} from './define-template.ts';
export type {TemplateInput} from './define-template.ts';
export {heightOf} from './kit/blocks/block.ts';
export {chip} from './kit/blocks/chip.tsx';
export {Column} from './kit/blocks/column.tsx';
export {headline} from './kit/blocks/headline.ts';
export {kicker} from './kit/blocks/kicker.ts';
export {pips} from './kit/blocks/pips.tsx';
export {rule} from './kit/blocks/rule.tsx';
export {sentence} from './kit/blocks/sentence.ts';
export type {Block} from './kit/blocks/block.ts';
export type {ColumnProps} from './kit/blocks/column.tsx';
export {Bars} from './kit/figures/bars.tsx';
export {Canvas} from './kit/canvas.tsx';
export type {CanvasProps} from './kit/canvas.tsx';
export {Captions} from './kit/captions/captions.tsx';
export {CutWipe} from './kit/cut-wipe.tsx';
export {registerFonts} from './fonts/families.ts';
export type {OwnFont} from './fonts/families.ts';
export {displayFace, labelFace, textFace} from './kit/text/faces.ts';
export {Ground} from './kit/ground/ground.tsx';
export {inksOf, mix, withAlpha} from './kit/inks.ts';
export type {Inks, Tone} from './kit/inks.ts';
export {Layer} from './kit/layer.tsx';
export {appear, countUp, entrance, frameAt30, motions, snap, sweep} from './kit/motion.ts';
export {figure} from './kit/figures/numeral.tsx';
export {Fade, Picture} from './kit/pictures/picture.tsx';
export {ProgressBar} from './kit/progress-bar.tsx';
export type {SceneFrameProps} from './kit/scene-frame.ts';
export {SceneStage, useFrame30, useStage} from './kit/scene-stage.tsx';
export type {SceneStageProps, StageContext} from './kit/scene-stage.tsx';
export {framed, scenesIn} from './kit/scenes/index.tsx';
export {seededNoise, seededRandom} from './kit/seeded.ts';
export {Text} from './kit/text/text.tsx';
export type {TextProps} from './kit/text/text.tsx';
export {layoutText} from './kit/text/text-layout.ts';
export type {Face, TextLayout, TextRequest} from './kit/text/text-layout.ts';
export {zonesOf} from './kit/zones.ts';
export type {Zones} from './kit/zones.ts';
export {registerTemplates} from './register.tsx';
export {findTheme, themes} from './themes.ts';
export {useAsset} from './use-asset.tsx';
export type {ResolvedAsset} from './use-asset.tsx';

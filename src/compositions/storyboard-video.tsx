import {Audio} from '@remotion/media';
import {useEffect, useMemo, useState, type ComponentType} from 'react';
import {AbsoluteFill, Sequence, useBufferState, useDelayRender, useRemotionEnvironment} from 'remotion';
import {parseInput, ViralError} from '../errors.ts';
import {safeAreaOf} from '../platforms/index.ts';
import type {Overlay, Storyboard} from '../schema/index.ts';
import type {SceneProps, Template} from './contract.ts';
import {themeInLanguage} from './fonts/language-faces.ts';
import {loadFonts} from './fonts/load.ts';
import {plainText, withoutSigns, withTexts} from './plain-text.ts';
import {SafeAreaGuides, showsGuides} from './safe-area-guides.tsx';
import {assetsOfOverlay, assetsOfScene} from './scene-assets.ts';
import {SceneBoundary} from './scene-boundary.tsx';
import {sceneFieldsOf, sceneScopeOf} from './scene-scope.ts';
import {AssetProvider, useAsset} from './use-asset.tsx';

export interface StoryboardVideoProps {
  readonly template: Template;
  readonly storyboard: Storyboard;
  /** URL of every asset the storyboard names, by asset id. */
  readonly assetUrls: Readonly<Record<string, string>>;
  /** Shades what the platform's interface covers, in the Studio and the Player; no rendered frame ever holds it. */
  readonly guides?: boolean | undefined;
  /** Plays the soundtrack in a render as well; left out, a render gets it muxed in afterwards. */
  readonly sound?: boolean | undefined;
}

/** The storyboard with its options checked and completed by the template's own schema. */
function withOptions(storyboard: Storyboard, template: Template): Storyboard {
  const options = parseInput(
    template.options,
    storyboard.template.options,
    `the options of the template '${template.id}'`,
  );
  return {
    ...storyboard,
    template: {...storyboard.template, options: options as Storyboard['template']['options']},
  };
}

/** Plays on only when all is there: in previews, where no frame waits for anything. */
function usePlaybackHeld(held: boolean): void {
  const {delayPlayback} = useBufferState();
  const {isRendering} = useRemotionEnvironment();
  useEffect(() => {
    if (!held || isRendering) return undefined;
    const {unblock} = delayPlayback();
    return unblock;
  }, [held, isRendering, delayPlayback]);
}

/** The storyboard as its fonts can draw it, once every one of them is there; until then the frame is held back. */
function useFontsLoaded(storyboard: Storyboard, template: Template): Storyboard | null {
  const {delayRender, continueRender, cancelRender} = useDelayRender();
  const {isRendering} = useRemotionEnvironment();
  const [handle] = useState(() => delayRender('Loading fonts'));
  const [loaded, setLoaded] = useState<Storyboard | null>(null);
  const [failure, setFailure] = useState<{readonly error: unknown} | null>(null);
  useEffect(() => {
    let current = true;
    const load = async () => {
      try {
        const undrawn = await loadFonts(storyboard, template.fonts?.(storyboard));
        if (current) setLoaded(withoutSigns(storyboard, undrawn));
      } catch (error) {
        if (isRendering) cancelRender(error);
        if (current) setFailure({error});
      }
    };
    void load();
    return () => {
      current = false;
    };
  }, [storyboard, template, isRendering, cancelRender]);
  // Released only when the frame with the fonts has been committed: an empty frame must never be taken.
  useEffect(() => {
    if (loaded) continueRender(handle);
  }, [loaded, handle, continueRender]);
  usePlaybackHeld(loaded === null && failure === null);
  // In a preview nobody hears of a cancelled render; an error of the component reaches who looks on.
  if (failure) throw failure.error;
  return loaded;
}

function Scene({template, storyboard, index, assetUrls}: StoryboardVideoProps & {readonly index: number}) {
  const scope = useMemo(
    () => sceneScopeOf(storyboard, index, {neighbours: template.neighbours ?? false}),
    [storyboard, index, template.neighbours],
  );
  const assets = useMemo(
    () => assetsOfScene(storyboard, index, {neighbours: template.neighbours ?? false}),
    [storyboard, index, template.neighbours],
  );
  const scene = storyboard.scenes[index];
  const fields = useMemo(() => (scene ? sceneFieldsOf(scene) : null), [scene]);
  if (!scene || !fields) return null;
  // Each component takes its own kind of scene; which one it is was just looked up by that kind.
  const Component = (template.scenes[scene.kind] ?? template.fallback) as ComponentType<SceneProps>;
  return (
    <SceneBoundary part={`scene '${scene.id}' (${scene.kind})`}>
      <AssetProvider assets={assets} urls={assetUrls} all={storyboard.assets}>
        <Component scene={fields} scope={scope} />
      </AssetProvider>
    </SceneBoundary>
  );
}

function OverlayView({
  template,
  storyboard,
  overlay,
  assetUrls,
}: StoryboardVideoProps & {readonly overlay: Overlay}) {
  const assets = useMemo(() => assetsOfOverlay(storyboard, overlay), [storyboard, overlay]);
  const Component = template.overlays[overlay.kind];
  if (!Component) {
    const known = Object.keys(template.overlays).join(', ') || 'none';
    throw new ViralError(
      'invalid-input',
      `The template '${template.id}' has no overlay '${overlay.kind}'; it has ${known}.`,
    );
  }
  const {width, height, platform, theme} = storyboard;
  const {startFrame: _startFrame, ...fields} = overlay;
  return (
    <SceneBoundary part={`overlay '${overlay.id}' (${overlay.kind})`}>
      <AssetProvider assets={assets} urls={assetUrls} all={storyboard.assets}>
        <Component
          overlay={fields}
          theme={theme}
          safeArea={safeAreaOf(platform, width, height)}
          unit={Math.min(width, height) / 1080}
        />
      </AssetProvider>
    </SceneBoundary>
  );
}

/** The sound beside the picture. */
function Soundtrack({asset}: {readonly asset: string}) {
  const {url} = useAsset(asset);
  return <Audio src={url} />;
}

/**
 * Draws a storyboard with a template: one sequence a scene, overlays above them, and while previewing the sound.
 * @throws InvalidInputError for options the template does not know
 */
export function StoryboardVideo({
  template,
  storyboard: given,
  assetUrls,
  guides = false,
  sound = false,
}: StoryboardVideoProps) {
  const readable = useMemo(() => {
    const written = withTexts(withOptions(given, template), plainText);
    return {...written, theme: themeInLanguage(written.theme, written.language)};
  }, [given, template]);
  const storyboard = useFontsLoaded(readable, template);
  const environment = useRemotionEnvironment();
  const {isRendering, isStudio, isPlayer} = environment;
  const audible = isRendering ? sound : isStudio || isPlayer;
  if (!storyboard) return null;
  return (
    <AssetProvider assets={storyboard.assets} urls={assetUrls} all={storyboard.assets}>
      <AbsoluteFill style={{backgroundColor: storyboard.theme.palette.bg}}>
        {storyboard.scenes.map((scene, index) => (
          <Sequence
            key={scene.id}
            name={`${scene.kind} ${scene.id}`}
            from={scene.startFrame}
            durationInFrames={scene.durationInFrames}
            // In somebody's app a scene's picture is fetched while the one before it still plays.
            {...(isPlayer ? {premountFor: storyboard.fps} : {})}
          >
            <Scene template={template} storyboard={storyboard} assetUrls={assetUrls} index={index} />
          </Sequence>
        ))}
        {storyboard.overlays.map((overlay) => (
          <Sequence
            key={overlay.id}
            name={overlay.kind}
            from={overlay.startFrame}
            durationInFrames={overlay.durationInFrames}
          >
            <OverlayView
              template={template}
              storyboard={storyboard}
              assetUrls={assetUrls}
              overlay={overlay}
            />
          </Sequence>
        ))}
        {audible && storyboard.soundtrack && assetUrls[storyboard.soundtrack.asset] !== undefined ? (
          <Soundtrack asset={storyboard.soundtrack.asset} />
        ) : null}
        {showsGuides(guides, environment) ? (
          <SafeAreaGuides
            platform={storyboard.platform}
            width={storyboard.width}
            height={storyboard.height}
          />
        ) : null}
      </AbsoluteFill>
    </AssetProvider>
  );
}

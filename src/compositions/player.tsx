'use client';

import {Player, type PlayerPropsWithoutZod, type PlayerRef} from '@remotion/player';
import {forwardRef, useMemo} from 'react';
import {ViralError} from '../errors.ts';
import type {Asset, Storyboard} from '../schema/index.ts';
export {assetFileName} from '../schema/index.ts';
export {registerFonts} from './fonts/families.ts';
export type {OwnFont} from './fonts/families.ts';
import {builtins} from './builtins.ts';
import {checkedStoryboard} from './checked-storyboard.ts';
import type {Template} from './contract.ts';
import {StoryboardVideo as WithTemplate} from './storyboard-video.tsx';

/** Says under which address this app serves a file of the storyboard. */
export type AssetUrlResolver = (id: string, asset: Asset) => string;

/** What `StoryboardVideo` draws. */
export interface StoryboardVideoProps extends Record<string, unknown> {
  readonly storyboard: Storyboard;
  /** URL of every asset the storyboard names, by asset id; the sound of the video is one of them. */
  readonly assetUrls: Readonly<Record<string, string>>;
  /** The templates to choose from; the built-in ones when left out. */
  readonly templates?: readonly Template[] | undefined;
  /** Shades what the platform's own interface covers. */
  readonly guides?: boolean | undefined;
}

function templateOf(id: string, templates: readonly Template[]): Template {
  const template = templates.find((each) => each.id === id);
  if (template) return template;
  const known = templates.map((each) => each.id).join(', ');
  throw new ViralError(
    'unknown-template',
    `There is no template '${id}'; there are ${known}. Name others in the property 'templates'.`,
  );
}

/**
 * A storyboard for a `<Player component={StoryboardVideo} inputProps={{storyboard, assetUrls}} …>` or a `<Thumbnail>`
 * that you set up yourself; size, fps and length are those of the storyboard. `StoryboardPlayer` does it for you.
 * @throws ViralError `unknown-template` naming the templates there are
 */
export function StoryboardVideo({storyboard, assetUrls, templates = builtins, guides}: StoryboardVideoProps) {
  return (
    <WithTemplate
      template={templateOf(storyboard.template.id, templates)}
      storyboard={storyboard}
      assetUrls={assetUrls}
      guides={guides}
    />
  );
}

/** Everything that `<Player>` of @remotion/player takes, except what the storyboard decides. */
type PlayerSettings = Omit<
  PlayerPropsWithoutZod<Record<string, unknown>>,
  | 'component'
  | 'lazyComponent'
  | 'inputProps'
  | 'schema'
  | 'durationInFrames'
  | 'compositionWidth'
  | 'compositionHeight'
  | 'fps'
>;

export interface StoryboardPlayerProps extends PlayerSettings {
  /** What `createStoryboard` made, or `storyboard.json` of a finished video; checked before anything is drawn. */
  readonly storyboard: Storyboard;
  /** URL of every asset the storyboard names: by asset id, or from a function that gets the id and what is known of the file. */
  readonly assetUrls: Readonly<Record<string, string>> | AssetUrlResolver;
  /** The templates to choose from; the built-in ones when left out. */
  readonly templates?: readonly Template[] | undefined;
  /** Shades what the platform's own interface covers. */
  readonly guides?: boolean | undefined;
}

function urlsOf(storyboard: Storyboard, given: StoryboardPlayerProps['assetUrls']): Record<string, string> {
  if (typeof given !== 'function') return {...given};
  return Object.fromEntries(Object.entries(storyboard.assets).map(([id, asset]) => [id, given(id, asset)]));
}

/** What stands in place of a picture that cannot be drawn. */
function Failure({error}: {readonly error: Error}) {
  return (
    <div
      role="alert"
      style={{
        boxSizing: 'border-box',
        width: '100%',
        height: '100%',
        padding: 24,
        overflow: 'auto',
        font: '16px/1.5 sans-serif',
        color: '#FFFFFF',
        backgroundColor: '#5A1020',
      }}
    >
      {error.message}
    </div>
  );
}

/**
 * Plays a storyboard in a React app: Remotion's `<Player>` with size, fps and length of the storyboard, its sound and
 * its captions. It has controls, is as wide as its parent and says what went wrong in place of the picture, unless you
 * say otherwise; all other properties and the ref are those of `<Player>`. Playing waits for fonts. Needs the package
 * `@remotion/player`.
 * @throws InvalidInputError naming each bad field of the storyboard; ViralError `unknown-template`
 */
export const StoryboardPlayer = forwardRef<PlayerRef, StoryboardPlayerProps>(function StoryboardPlayer(
  {
    storyboard: given,
    assetUrls,
    templates = builtins,
    guides = false,
    style,
    controls = true,
    errorFallback = Failure,
    ...settings
  },
  ref,
) {
  const storyboard = useMemo(
    () => checkedStoryboard(given, (id) => templateOf(id, templates)),
    [given, templates],
  );
  // Apps write functions and records in place; only other addresses are a reason to draw again.
  const urls = JSON.stringify(urlsOf(storyboard, assetUrls));
  const inputProps = useMemo(
    () => ({storyboard, assetUrls: JSON.parse(urls) as Record<string, string>, templates, guides}),
    [storyboard, urls, templates, guides],
  );
  return (
    <Player
      {...settings}
      ref={ref}
      controls={controls}
      errorFallback={errorFallback}
      // Time runs from left to right in its controls, whichever way the app around them reads.
      style={{width: '100%', direction: 'ltr', ...style}}
      component={StoryboardVideo}
      inputProps={inputProps}
      compositionWidth={storyboard.width}
      compositionHeight={storyboard.height}
      fps={storyboard.fps}
      durationInFrames={storyboard.durationInFrames}
    />
  );
});

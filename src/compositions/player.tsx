import {ViralError} from '../errors.ts';
import type {Storyboard} from '../schema/index.ts';
import {builtins} from './builtins.ts';
import type {Template} from './contract.ts';
import {StoryboardVideo as WithTemplate} from './storyboard-video.tsx';

export interface StoryboardPlayerProps extends Record<string, unknown> {
  readonly storyboard: Storyboard;
  /** URL of every asset the storyboard names, by asset id. */
  readonly assetUrls: Readonly<Record<string, string>>;
  /** Templates beside the built-in ones. */
  readonly templates?: readonly Template[];
}

/**
 * A storyboard for `<Player component={StoryboardVideo} inputProps={{storyboard, assetUrls}} …>`; size, fps and
 * length of the player are those of the storyboard.
 * @throws ViralError `unknown-template` naming the templates there are
 */
export function StoryboardVideo({storyboard, assetUrls, templates = builtins}: StoryboardPlayerProps) {
  const template = templates.find(({id}) => id === storyboard.template.id);
  if (!template) {
    const known = templates.map(({id}) => id).join(', ');
    throw new ViralError(
      'unknown-template',
      `There is no template '${storyboard.template.id}'; there are ${known}.`,
    );
  }
  return <WithTemplate template={template} storyboard={storyboard} assetUrls={assetUrls} />;
}

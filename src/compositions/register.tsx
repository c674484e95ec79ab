import {Composition, registerRoot, type CalculateMetadataFunction} from 'remotion';
import {z} from 'zod';
import {InvalidInputError, ViralError} from '../errors.ts';
import {storyboardSchema, type Storyboard} from '../schema/index.ts';
import {checkedStoryboard} from './checked-storyboard.ts';
import type {Template} from './contract.ts';
import {describeTemplate} from './define-template.ts';
import {StoryboardVideo} from './storyboard-video.tsx';
import type {WebComposition} from './web-engine.tsx';
import {webHookName, type WebHook} from './web-order.ts';

/** Props of every composition. */
// A type, not an interface: Remotion wants props that an index signature takes.
export type CompositionProps = {
  readonly storyboard: Storyboard;
  /** URL of every asset the storyboard names, by asset id. */
  readonly assetUrls: Readonly<Record<string, string>>;
  /** Shades what the platform's interface covers: a switch among the props of the Studio, without effect on a render. */
  readonly guides?: boolean | undefined;
  /** Plays the soundtrack in a render as well, for hosts that do not put it in afterwards. */
  readonly sound?: boolean | undefined;
  /** Asks for the template's description in place of a video; see `registerTemplates`. */
  readonly describe?: boolean | undefined;
};

/**
 * The fields the Studio lets people edit. Remotion turns a composition with its schema into JSON, which the
 * recursive schema of template options cannot become; the whole check stands in `calculateMetadata`.
 */
const editablePropsSchema = z.object({
  storyboard: z.object({
    ...storyboardSchema.shape,
    template: z.object({id: z.string(), options: z.record(z.string(), z.unknown())}),
  }),
  assetUrls: z.record(z.string(), z.string()),
  guides: z.boolean().optional(),
  sound: z.boolean().optional(),
  describe: z.boolean().optional(),
});

function metadataFor(template: Template): CalculateMetadataFunction<CompositionProps> {
  return ({props}) => {
    if (props.describe === true) {
      const described = {...props, description: describeTemplate(template)};
      return {width: 1080, height: 1920, fps: 30, durationInFrames: 1, props: described};
    }
    const storyboard = checkedStoryboard(props.storyboard, () => template);
    const {width, height, fps, durationInFrames} = storyboard;
    return {width, height, fps, durationInFrames, props: {...props, storyboard}};
  };
}

/** Lets the host that opened the page draw in it; see `WebHook`. What draws is loaded when it is first asked for. */
function offerWebHook(compositions: readonly WebComposition[]): void {
  const engine = () => import('./web-engine.tsx');
  const find = (id: string): WebComposition => {
    const composition = compositions.find((each) => each.id === id);
    if (!composition) throw new ViralError('unknown-template', `There is no template '${id}'.`);
    return composition;
  };
  const hook: WebHook = {
    canEncode: async (size) => (await engine()).canEncode(size),
    drawSegment: async (order) => (await engine()).drawSegment(find(order.template), order),
    drawStill: async (order) => (await engine()).drawStill(find(order.template), order),
  };
  Reflect.set(globalThis, webHookName, hook);
}

/**
 * Registers templates with Remotion: one composition a template, its id the template's.
 * Call it once, in the entry file that a bundle starts from.
 *
 * Node reads what the templates say of themselves from the bundle, without loading React:
 * `getCompositions(serveUrl, {inputProps: {describe: true}})` gives each composition with
 * `props.description`, a `TemplateDescription`.
 * @throws InvalidInputError when two templates share an id
 */
export function registerTemplates(templates: readonly Template[]): void {
  const ids = templates.map(({id}) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new InvalidInputError('the list of templates', [
      {path: '', message: `'${twice}' is registered twice`},
    ]);
  }
  const compositions = templates.map((template) => {
    const Video = ({storyboard, assetUrls, guides, sound}: CompositionProps) => (
      <StoryboardVideo
        template={template}
        storyboard={storyboard}
        assetUrls={assetUrls}
        guides={guides}
        sound={sound}
      />
    );
    return {template, Video, sample: template.sample(), calculateMetadata: metadataFor(template)};
  });
  offerWebHook(
    compositions.map(({template, Video, calculateMetadata}) => ({
      id: template.id,
      component: Video,
      calculateMetadata,
    })),
  );
  registerRoot(() =>
    compositions.map(({template, Video, sample, calculateMetadata}) => (
      <Composition
        key={template.id}
        id={template.id}
        component={Video}
        schema={editablePropsSchema as unknown as z.ZodObject}
        defaultProps={{storyboard: sample.storyboard, assetUrls: {...sample.assetUrls}, guides: false}}
        calculateMetadata={calculateMetadata}
      />
    )),
  );
}

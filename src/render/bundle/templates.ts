import {z} from 'zod';
import type {TemplateDescription} from '../../compositions/contract.ts';
import {ViralError} from '../../errors.ts';
import {aspectSchema} from '../../platforms/index.ts';
import {sceneKinds, slugSchema, storyboardSchema, type SceneKind} from '../../schema/index.ts';
import type {OpenBrowser} from '../browser/browser-process.ts';
import {pageMessage} from '../page/page-errors.ts';
import {readCompositions} from '../page/remotion.ts';
import {startRenderServer} from '../page/server.ts';

export const descriptionSchema = z.object({
  id: slugSchema,
  version: z.string().min(1),
  name: z.string(),
  description: z.string(),
  aspects: z.array(aspectSchema).min(1),
  engines: z.array(z.enum(['web', 'screenshots'])),
  defaultTheme: z.string(),
  neighbours: z.boolean(),
  sceneKinds: z.array(z.enum(sceneKinds as readonly [SceneKind, ...SceneKind[]])),
  overlays: z.array(z.string()),
  options: z.unknown(),
  sample: z
    .object({storyboard: storyboardSchema, assetUrls: z.record(z.string(), z.string())})
    .nullable()
    .catch(null),
});

/**
 * Opens a bundled site and asks each of its compositions to describe itself: `calculateMetadata` gets the props
 * `{describe: true}` and returns the description in `props.description`.
 * @throws ViralError `bundle-failed` when the entry registers nothing or a description does not hold
 */
export async function readTemplates(
  siteFolder: string,
  browser: OpenBrowser,
  timeoutInMs: number,
): Promise<readonly TemplateDescription[]> {
  const server = await startRenderServer(siteFolder);
  const logs: string[] = [];
  try {
    const compositions = await readCompositions({
      browser: browser.instance,
      siteUrl: server.siteUrl,
      inputProps: {describe: true},
      timeoutInMs,
      onPageLog: ({type, text}) => {
        if (type === 'error') logs.push(text);
      },
    });
    const described: TemplateDescription[] = [];
    for (const {id, props} of compositions) {
      const given =
        typeof props === 'object' && props !== null && 'description' in props ? props.description : undefined;
      if (given === undefined) continue;
      const result = descriptionSchema.safeParse(given);
      if (!result.success) {
        throw new ViralError(
          'bundle-failed',
          `The template '${id}' describes itself wrongly: ${z.prettifyError(result.error)}`,
        );
      }
      described.push(result.data);
    }
    if (described.length === 0) {
      throw new ViralError(
        'bundle-failed',
        'The entry registers no template; call registerTemplates([...]) in it.',
      );
    }
    return described;
  } catch (cause) {
    if (ViralError.isInstance(cause)) throw cause;
    const message = pageMessage(cause);
    // Remotion waits for a root that nothing has registered, and then speaks of a timeout.
    if (message.includes('Loading root component') && logs.length === 0) {
      throw new ViralError(
        'bundle-failed',
        'The entry ran and registered no template. Call registerTemplates([...builtins, yours]) in it; to export a template is not enough.',
        {cause},
      );
    }
    throw new ViralError(
      'bundle-failed',
      `The templates failed to start in the browser: ${[message, ...logs.slice(0, 2)].join(' | ')}`,
      {cause},
    );
  } finally {
    await server.close();
  }
}

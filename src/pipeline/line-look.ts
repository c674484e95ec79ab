import {z} from 'zod';
import {themes} from '../compositions/themes.ts';
import {aspectSchema} from '../platforms/index.ts';
import {captionStyleSchema, slugSchema} from '../schema/index.ts';
import type {ProduceOptions} from './produce.ts';

/** How one line of a manifest wants its video to look, as `video` of that line. */
export const lineLookSchema = z.strictObject({
  template: slugSchema.optional(),
  /** Of the template. */
  options: z.record(z.string(), z.json()).optional(),
  overlays: z.array(z.string().min(1)).max(20).optional(),
  theme: z.enum(themes.map(({id}) => id)).optional(),
  captions: z.enum([...captionStyleSchema.options, 'none']).optional(),
  aspect: aspectSchema.optional(),
  keepAssets: z.boolean().optional(),
});
export type LineLook = z.infer<typeof lineLookSchema>;

/** What of a video's options is its look. */
export type Look = Pick<
  ProduceOptions,
  'template' | 'templateOptions' | 'overlays' | 'theme' | 'captions' | 'aspect' | 'keepAssets'
>;

type Asked = {readonly [Key in keyof Look]?: Look[Key] | undefined};

/** Without what is left out, so that it takes nothing away where looks are laid over each other. */
const stated = (look: Asked): Look =>
  Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));

/**
 * The look of a line's video: what the line says wins over what is said for all. Options of a template go one by one;
 * to a template that the line itself names, options and overlays that were meant for another do not apply.
 */
export function lookOf(all: Asked, own: LineLook | undefined): Look {
  if (own === undefined) return stated(all);
  const sameTemplate = own.template === undefined || own.template === (all.template ?? 'headline');
  const options = {...(sameTemplate ? all.templateOptions : {}), ...own.options};
  return stated({
    template: own.template ?? all.template,
    templateOptions: Object.keys(options).length === 0 ? undefined : options,
    overlays: own.overlays ?? (sameTemplate ? all.overlays : undefined),
    theme: own.theme ?? all.theme,
    captions:
      own.captions === undefined
        ? all.captions
        : own.captions === 'none'
          ? {show: false}
          : {style: own.captions},
    aspect: own.aspect ?? all.aspect,
    keepAssets: own.keepAssets ?? all.keepAssets,
  });
}

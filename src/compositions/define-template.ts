import type {ComponentType} from 'react';
import {z} from 'zod';
import {parseInput} from '../errors.ts';
import {aspectSchema} from '../platforms/index.ts';
import {sceneKinds, slugSchema, type SceneKind} from '../schema/index.ts';
import type {SceneProps, Template, TemplateDescription, TemplateSample} from './contract.ts';
import {sampleFor} from './sample.ts';

/** What an author writes: an id, a version and components for scenes; the rest may be left out. */
export type TemplateInput = Pick<Template, 'id' | 'version'> & Partial<Omit<Template, 'id' | 'version'>>;

const isComponent = (value: unknown): boolean =>
  typeof value === 'function' || (typeof value === 'object' && value !== null && '$$typeof' in value);
const component = z.unknown().refine(isComponent, 'must be a React component');

const templateSchema = z.looseObject({
  id: slugSchema,
  version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, 'must be a semantic version such as 1.0.0'),
  name: z.string().min(1),
  description: z.string().min(1),
  aspects: z.array(aspectSchema).min(1),
  engines: z.array(z.enum(['web', 'screenshots'])).min(1),
  options: z.custom<z.ZodObject>((value) => value instanceof z.ZodObject, 'must be a z.object(…) schema'),
  defaultTheme: slugSchema,
  scenes: z.partialRecord(z.enum(sceneKinds as [SceneKind, ...SceneKind[]]), component),
  fallback: component,
  overlays: z.record(slugSchema, component),
  sample: z.custom<unknown>((value) => typeof value === 'function', 'must be a function'),
});

/**
 * Checks a template and fills in what was left out: `engines` becomes the screenshot engine alone, `aspects` 9:16,
 * `options` and `overlays` none, `defaultTheme` volt, `sample` one scene of each kind, and `fallback` the component of
 * `point`, which shows any scene from its `onScreenText`.
 * @throws InvalidInputError naming each field that is wrong
 */
export function defineTemplate(template: TemplateInput): Template {
  const {scenes = {}, defaultTheme = 'volt'} = template;
  const filled = {
    name: template.id,
    description: `The template ${template.id}.`,
    aspects: ['9:16'] as const,
    engines: ['screenshots'] as const,
    options: z.object({}),
    overlays: {},
    sample: () => sampleFor(template.id, defaultTheme),
    ...template,
    scenes,
    defaultTheme,
    // A point reads only what every scene has and fields that are optional to it, so it can draw any kind.
    fallback: template.fallback ?? (scenes.point as ComponentType<SceneProps> | undefined),
  };
  // An option that is typed wrongly must be told of, not dropped. Schemas that say more of other keys keep their word.
  const {options} = filled;
  if (options instanceof z.ZodObject && options.def.catchall === undefined) filled.options = options.strict();
  parseInput(templateSchema, filled, `the template '${template.id}'`);
  return filled as Template;
}

/** A sample that cannot be made takes the gallery's picture away, not the template. */
function sampleOrNull(template: Template): TemplateSample | null {
  try {
    return template.sample();
  } catch {
    return null;
  }
}

/** What a template says of itself as plain JSON, for readers that cannot load React. */
export function describeTemplate(template: Template): TemplateDescription {
  return {
    id: template.id,
    version: template.version,
    name: template.name,
    description: template.description,
    aspects: template.aspects,
    engines: template.engines,
    defaultTheme: template.defaultTheme,
    neighbours: template.neighbours ?? false,
    sceneKinds: sceneKinds.filter((kind) => template.scenes[kind] !== undefined),
    overlays: Object.keys(template.overlays),
    options: z.toJSONSchema(template.options, {io: 'input'}),
    sample: sampleOrNull(template),
  };
}

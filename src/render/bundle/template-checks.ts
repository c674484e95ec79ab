import {z} from 'zod';
import type {TemplateDescription} from '../../compositions/contract.ts';
import {InvalidInputError, parseInput, ViralError} from '../../errors.ts';
import type {PrepareRequest} from '../../ports/index.ts';
import {aspectOf, type Aspect} from '../../platforms/index.ts';
import type {Storyboard} from '../../schema/index.ts';

/** @throws InvalidInputError when the template does not lay out that shape */
function checkAspect(template: TemplateDescription, aspect: Aspect, shape: string, path: string): void {
  if (template.aspects.includes(aspect)) return;
  const takes = template.aspects.join(', ');
  throw new InvalidInputError('the storyboard', [
    {path, message: `${shape} is no shape that the template '${template.id}' lays out; it takes ${takes}`},
  ]);
}

/** @throws InvalidInputError naming the overlays that the template cannot draw */
function checkOverlays(template: TemplateDescription, kinds: readonly string[]): void {
  const known = template.overlays.length === 0 ? 'none' : template.overlays.join(', ');
  const issues = kinds.flatMap((kind, index) =>
    template.overlays.includes(kind)
      ? []
      : [
          {
            path: `overlays[${index}].kind`,
            message: `the template '${template.id}' has no overlay '${kind}'; it has ${known}`,
          },
        ],
  );
  if (issues.length > 0) throw new InvalidInputError('the storyboard', issues);
}

function findTemplate(templates: readonly TemplateDescription[], id: string): TemplateDescription {
  const template = templates.find((candidate) => candidate.id === id);
  if (template !== undefined) return template;
  const known = templates.map((candidate) => candidate.id).join(', ');
  throw new ViralError('unknown-template', `There is no template '${id}'. There are: ${known}.`);
}

/**
 * The template of a storyboard.
 * @throws ViralError `unknown-template`; InvalidInputError for a shape it does not lay out or an overlay it does not have
 */
export function templateFor(
  templates: readonly TemplateDescription[],
  {template: {id}, width, height, overlays}: Storyboard,
): TemplateDescription {
  const template = findTemplate(templates, id);
  checkAspect(template, aspectOf(width, height), `${width}x${height}`, 'width');
  checkOverlays(
    template,
    overlays.map(({kind}) => kind),
  );
  return template;
}

/** @throws InvalidInputError naming each option that the template does not have, or not with that value */
function checkOptions(template: TemplateDescription, options: Readonly<Record<string, unknown>>): void {
  // What a JSON Schema cannot say is found by the template itself, when it is asked to draw.
  const schema = z.fromJSONSchema(template.options as Parameters<typeof z.fromJSONSchema>[0]);
  parseInput(schema, options, `the options of the template '${template.id}'`);
}

/** What a template will be asked for. */
export type DrawRequest = Pick<PrepareRequest, 'template' | 'aspect' | 'options' | 'overlays'>;

/**
 * The template that can draw what is asked for.
 * @throws ViralError `unknown-template` with the ids there are; InvalidInputError for an aspect it does not lay out, an
 *   option or an overlay it does not have
 */
export function pickTemplate(
  templates: readonly TemplateDescription[],
  {template, aspect, options = {}, overlays = []}: DrawRequest,
): TemplateDescription {
  const found = findTemplate(templates, template);
  checkAspect(found, aspect, aspect, 'aspect');
  checkOptions(found, options);
  checkOverlays(found, overlays);
  return found;
}

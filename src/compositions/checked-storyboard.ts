import {InvalidInputError, parseInput} from '../errors.ts';
import {aspectOf} from '../platforms/index.ts';
import {storyboardSchema, type Storyboard} from '../schema/index.ts';
import type {TemplateDeclaration} from './contract.ts';

/**
 * A storyboard that its template can draw, read from anything.
 * @param templateOf finds the template of an id, or throws
 * @throws InvalidInputError naming each bad field, an aspect the template does not lay out, or an unknown option
 */
export function checkedStoryboard(
  given: unknown,
  templateOf: (id: string) => Pick<TemplateDeclaration, 'id' | 'aspects' | 'options'>,
): Storyboard {
  const storyboard = parseInput(storyboardSchema, given, 'the storyboard');
  const template = templateOf(storyboard.template.id);
  const {width, height} = storyboard;
  const aspect = aspectOf(width, height);
  if (!template.aspects.includes(aspect)) {
    throw new InvalidInputError('the storyboard', [
      {
        path: 'width',
        message: `the template '${template.id}' lays out ${template.aspects.join(', ')}, not ${aspect} (${width}x${height})`,
      },
    ]);
  }
  parseInput(template.options, storyboard.template.options, `the options of the template '${template.id}'`);
  return storyboard;
}

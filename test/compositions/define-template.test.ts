import {expect, it} from 'vitest';
import {z} from 'zod';
import {defineTemplate} from '../../src/compositions/define-template.ts';

const fallback = () => null;
const template = (options: z.ZodObject) =>
  defineTemplate({id: 'plain', version: '1.0.0', fallback, options}).options;

it('refuses options that a template does not know, unless its schema takes them', () => {
  const paper = {paper: z.enum(['lined', 'squared']).default('lined')};
  expect(template(z.object(paper)).parse({})).toEqual({paper: 'lined'});
  expect(template(z.object(paper)).safeParse({papr: 'lined'}).error?.message).toContain('papr');
  expect(template(z.looseObject(paper)).parse({more: 1})).toEqual({paper: 'lined', more: 1});
});

import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {stepsSample} from './sample.ts';

/** How-to: a line is drawn from node to node, one for each step, with what is needed on a card before them. */
export const stepsDeclaration = {
  id: 'steps',
  version: '1.0.0',
  name: 'Steps',
  description:
    'How-to videos: a line drawn from node to node, one for each step, details that come in one by one, and a card of what is needed.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: z.strictObject({}),
  defaultTheme: 'swiss',
  // A step shows the titles of those before and after it.
  neighbours: true,
  sample: stepsSample,
} as const satisfies TemplateDeclaration;

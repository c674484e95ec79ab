import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {productSample} from './sample.ts';

/** What `storyboard.template.options` may hold for this template. */
export const productOptions = z.strictObject({
  /** What shows the pictures. */
  device: z
    .enum(['phone', 'window', 'card'])
    .default('phone')
    .describe('What holds the pictures: a phone, a browser window or a plain card.'),
  /** Id of an asset that stands in where a scene has no picture of its own. */
  picture: z.string().min(1).max(64).optional().describe('Id of the picture for scenes without one.'),
});

/** A product on its stand: the picture on a device, features ticked off, numbers and prices on a seal. */
export const productDeclaration = {
  id: 'product',
  version: '1.0.0',
  name: 'Product',
  description:
    'A product on show: pictures on a phone, a window or a card before a great disc, features ticked off one by one, prices and numbers on a seal.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: productOptions,
  defaultTheme: 'blueprint',
  sample: productSample,
} as const satisfies TemplateDeclaration;

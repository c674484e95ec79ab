import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {sampleFor} from '../sample.ts';

/** What `storyboard.template.options` may hold for this template. */
export const headlineOptions = z.strictObject({
  /** A panel in the accent colour crosses the frame on every third cut. */
  wipes: z.boolean().default(true).describe('A coloured panel crosses the frame on every third cut.'),
});

/** Type as the picture: one large headline a scene over a moving ground, pictures where the scene has one. */
export const headlineDeclaration = {
  id: 'headline',
  version: '1.0.0',
  name: 'Headline',
  description:
    'One large headline a scene over a moving ground, with word captions, charts, comparisons and pictures.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: headlineOptions,
  defaultTheme: 'volt',
  sample: () => sampleFor('headline', 'volt'),
} as const satisfies TemplateDeclaration;

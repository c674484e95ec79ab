import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {footageSample} from './sample.ts';

/** What `storyboard.template.options` may hold for this template. */
export const footageOptions = z.strictObject({
  /** A line over the captions that fills scene by scene. */
  timeline: z.boolean().default(true).describe('A thin line under the text shows how far the story is.'),
});

/** A story told over pictures: they fill the frame, the words stand at its foot. */
export const footageDeclaration = {
  id: 'footage',
  version: '1.0.0',
  name: 'Footage',
  description:
    'Full-frame pictures and clips with a slow camera; words in the lower third over a scrim that keeps them readable.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: footageOptions,
  defaultTheme: 'noir',
  sample: footageSample,
} as const satisfies TemplateDeclaration;

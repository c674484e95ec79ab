import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {countdownSample} from './sample.ts';

/** What `storyboard.template.options` may hold for this template. */
export const countdownOptions = z.strictObject({
  rail: z.boolean().default(true).describe('A rail along the edge marks the rank of each item.'),
});

/** Lists and rankings: a numeral larger than the frame rolls on from item to item, a rail keeps the rank. */
export const countdownDeclaration = {
  id: 'countdown',
  version: '1.0.0',
  name: 'Countdown',
  description:
    'Lists and rankings: a numeral larger than the frame rolls on behind the text, and a rail along the edge fills rank by rank.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: countdownOptions,
  defaultTheme: 'terracotta',
  // The numeral rolls on from that of the scene before.
  neighbours: true,
  sample: countdownSample,
} as const satisfies TemplateDeclaration;

import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {sampleFor} from '../sample.ts';

/** What `storyboard.template.options` may hold for this template. */
export const newsOptions = z.strictObject({
  /** Name in the bar at the top; without one there is no bar. */
  outlet: z.string().trim().min(1).max(28).optional().describe('Name of the outlet, in a bar at the top.'),
});

/** A news brief: the picture above, a desk with chip and headline below. */
export const newsDeclaration = {
  id: 'news',
  version: '1.0.0',
  name: 'News brief',
  description:
    'A calm broadcast look: the picture above, a panel with a kicker and a headline that slides in, facts one by one.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: newsOptions,
  defaultTheme: 'harbor',
  sample: () => sampleFor('news', 'harbor'),
} as const satisfies TemplateDeclaration;

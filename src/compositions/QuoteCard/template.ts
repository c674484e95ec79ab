import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {quoteCardSample} from './sample.ts';

/** What `storyboard.template.options` may hold for this template. */
export const quoteCardOptions = z.strictObject({
  /** A fine line inside the card's edge. */
  keyline: z.boolean().default(true).describe('A fine line runs inside the edge of the card.'),
});

/** Words to keep: a printed card on a textured ground. */
export const quoteCardDeclaration = {
  id: 'quote-card',
  version: '1.0.0',
  name: 'Quote card',
  description:
    'Quotations and aphorisms on a printed card: wide margins, large type revealed line by line, a drawn quotation mark.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: quoteCardOptions,
  defaultTheme: 'press',
  sample: quoteCardSample,
} as const satisfies TemplateDeclaration;

import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {versusSample} from './sample.ts';

/** Two sides of a matter: a slanted seam parts every frame, and the winner's colour floods its field. */
export const versusDeclaration = {
  id: 'versus',
  version: '1.0.0',
  name: 'Versus',
  description:
    'Two sides on two fields with a slanted seam between them: bars on one scale, then the winner floods its field. Everything else is set as one thing against another.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: z.strictObject({}),
  defaultTheme: 'lagoon',
  // The opening names the two sides of the comparison that follows.
  neighbours: true,
  sample: versusSample,
} as const satisfies TemplateDeclaration;

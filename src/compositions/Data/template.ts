import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {dataSample} from './sample.ts';

/** Stories told in numbers, drawn on squared paper: the frame is a chart, and everything stands on its baseline. */
export const dataDeclaration = {
  id: 'data',
  version: '1.0.0',
  name: 'Data sheet',
  description:
    'Stories told in numbers: the frame is a chart on squared paper, with bars, lines and shares drawn to its squares and words standing on its baseline.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: z.strictObject({}),
  defaultTheme: 'sage',
  neighbours: true,
  sample: dataSample,
} as const satisfies TemplateDeclaration;

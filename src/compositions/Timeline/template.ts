import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {timelineSample} from './sample.ts';

/** Events in order on one line that runs from cut to cut; dates stand on it, pictures hang from it. */
export const timelineDeclaration = {
  id: 'timeline',
  version: '1.0.0',
  name: 'Timeline',
  description:
    'Events in order on a line that runs from cut to cut: dates as large as they go stand on it, pictures hang from it as plates.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: z.strictObject({}),
  defaultTheme: 'press',
  sample: timelineSample,
} as const satisfies TemplateDeclaration;

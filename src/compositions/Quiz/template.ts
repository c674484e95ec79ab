import {z} from 'zod';
import type {TemplateDeclaration} from '../contract.ts';
import {quizSample} from './sample.ts';

/** A quiz show: questions on a card, answers to press, a clock that runs out, then the answer. */
export const quizDeclaration = {
  id: 'quiz',
  version: '1.0.0',
  name: 'Quiz',
  description:
    'A quiz: a question on an outlined card, answers like buttons, a clock that runs out on the card’s corner, then the right one lights up and the others go down.',
  aspects: ['9:16', '1:1', '16:9'],
  engines: ['web', 'screenshots'],
  options: z.strictObject({}),
  defaultTheme: 'candy',
  sample: quizSample,
} as const satisfies TemplateDeclaration;

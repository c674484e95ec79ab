import {z} from 'zod';

/** Ways to open a video. The director writes with them and the analysis recognises them. */
export const hookTypes = [
  'number',
  'number-clause',
  'from-to',
  'contrast',
  'because-gap',
  'modal-question',
  'question',
  'how-to',
  'list-count',
  'superlative',
  'quote',
  'meet',
  'myth',
  'stake',
  'warning',
  'time',
  'deadline',
  'definition',
  'demonstrative',
  'before-after',
  'confession',
  'scene',
  'ranked-tease',
  'topic',
] as const;
export const hookTypeSchema = z.enum(hookTypes);
export type HookType = z.infer<typeof hookTypeSchema>;

/** Ways to order a video from its hook to its call to action. */
export const structureTypes = [
  'news-brief',
  'inverted-update',
  'explainer',
  'problem-solution',
  'list',
  'how-to',
  'myth-fact',
  'before-after',
  'story-arc',
  'question-answer',
  'versus',
  'timeline',
  'quote-led',
  'number-led',
  'release',
] as const;
export const structureTypeSchema = z.enum(structureTypes);
export type StructureType = z.infer<typeof structureTypeSchema>;

import type {ModelPrice} from '../../ports/index.ts';

interface KnownModel {
  readonly maxOutputTokens: number;
  readonly price?: ModelPrice;
}

/** Asked one after the other where a model is not there any more. */
export const successors = ['gemini-3.8-flash', 'gemini-3.5-flash-lite', 'gemini-flash-latest'] as const;

/**
 * ai.google.dev/gemini-api/docs/models and /pricing as read in November 2026. The price of output is derived from a
 * published ratio; prices change, so give your own where a budget must hold.
 */
const known: Readonly<Record<string, KnownModel>> = {
  'gemini-3.8-flash': {maxOutputTokens: 65_536, price: {inputPerMillion: 0.75, outputPerMillion: 3.75}},
};

/** What is known of a model; newer ones are taken to write as much as the others. */
export function modelFacts(model: string): KnownModel {
  return known[model.replace(/^models\//u, '')] ?? {maxOutputTokens: 65_536};
}

/** From 3 on a temperature other than the model's own risks loops, and thinking is set by level, not by tokens. */
export function isThirdGeneration(model: string): boolean {
  const [, major] = /gemini-(\d+)/u.exec(model) ?? [];
  return major === undefined || Number(major) >= 3;
}

export {createBudget, findSmuggled, generate, ModelError, quoteUntrusted} from '../generating.ts';
export type {
  Budget,
  BudgetLimits,
  Generated,
  GenerateOptions,
  GenerateRequest,
  ModelCall,
  QuotedMaterial,
  Spending,
  UntrustedText,
} from '../generating.ts';
export {record, replay} from './recording.ts';
export type {RecordOptions, ReplayOptions} from './recording.ts';

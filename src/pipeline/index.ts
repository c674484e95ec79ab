export {batchFolder, produceBatch} from './batch.ts';
export type {BatchOptions, BatchOutcome} from './batch.ts';
export {parseBatchManifest} from './batch-manifest.ts';
export type {BatchLine} from './batch-manifest.ts';
export type {Outcome} from './outcome.ts';
export {createPipeline} from './pipeline.ts';
export type {Pipeline, ProduceAllOptions} from './pipeline.ts';
export type {CheckOptions, ProduceOptions, ProductionParts} from './produce.ts';

export type {Outcome} from './outcome.ts';
export {createPipeline} from './pipeline.ts';
export type {Pipeline, ProduceAllOptions} from './pipeline.ts';
export type {ProduceOptions, ProductionParts} from './produce.ts';

export {inspect} from './inspect.ts';
export type {InspectOptions, Inspection, Measures} from './inspect.ts';
export {lint} from './lint.ts';

export {pageReader} from './page.ts';
export type {PageReaderOptions} from './page.ts';
export {readSource} from './read-source.ts';
export type {ReadableSource, ReadSourceOptions} from './read-source.ts';
export {collectTrends} from './collect.ts';
export type {CollectedTrends, CollectOptions, RejectedRow} from './collect.ts';
export {trendsFile} from './file.ts';
export type {TrendsFileOptions} from './file.ts';

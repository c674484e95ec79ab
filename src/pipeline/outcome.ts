import type {ViralError} from '../errors.ts';
import type {Video} from '../schema/index.ts';

/** How one item of a batch ended. `index` is its place in what was handed in. */
export type Outcome =
  | {readonly status: 'rendered'; readonly index: number; readonly video: Video}
  | {readonly status: 'failed'; readonly index: number; readonly error: ViralError};

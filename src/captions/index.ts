export {createCues} from './cues.ts';
export type {Cue, CueOptions} from './cues.ts';
export type {CaptionPage, PageWord} from './page.ts';
export {paginate} from './paginate.ts';
export type {PaginateOptions} from './paginate.ts';
export {formatSrt} from './srt.ts';
export {formatVtt} from './vtt.ts';

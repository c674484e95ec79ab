export {createAligner} from './aligner.ts';
export type {Aligner, AlignerOptions, AlignRequestLine, ReferenceVoice} from './aligner.ts';
export {openEnglishAligner} from './english-aligner.ts';
export {alignWords} from './align-words.ts';
export type {AlignOptions} from './align-words.ts';

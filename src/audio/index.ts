export {estimateWords} from './estimate-words.ts';
export {narrate} from './narrate.ts';
export type {NarrateOptions} from './narrate.ts';
export {composeSoundtrack} from './soundtrack.ts';
export type {SoundtrackOptions} from './soundtrack.ts';
export {prepareSpeech} from './speech-text.ts';
export type {SpeechToken} from './speech-text.ts';

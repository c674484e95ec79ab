export {languageModelConformance} from './language-model-conformance.ts';
export type {LanguageModelConformanceOptions} from './language-model-conformance.ts';
export {mediaConformance} from './media-conformance.ts';
export type {MediaConformanceOptions} from './media-conformance.ts';
export {memoryVoice} from './memory-voice.ts';
export type {MemoryVoiceOptions} from './memory-voice.ts';
export {voiceConformance} from './voice-conformance.ts';
export type {ConformanceCheck, VoiceConformanceOptions} from './voice-conformance.ts';

export {memoryVoice} from './memory-voice.ts';
export type {MemoryVoiceOptions} from './memory-voice.ts';
export {voiceConformance} from './voice-conformance.ts';
export type {ConformanceCheck, VoiceConformanceOptions} from './voice-conformance.ts';

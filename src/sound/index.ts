export {
  bandPass,
  filtered,
  filterInPlace,
  highPass,
  highShelf,
  lowPass,
  lowShelf,
  peaking,
} from './biquad.ts';
export type {Biquad} from './biquad.ts';
export {applyGains, compress} from './compressor.ts';
export type {CompressorOptions} from './compressor.ts';
export {doubleRate, halfRate} from './double-rate.ts';
export {fadeEnds, raisedCosine} from './fade.ts';
export {levelTo, limit} from './limiter.ts';
export type {Levelled, LimiterOptions} from './limiter.ts';
export {integratedLoudness, integratedOverTime, loudnessOverTime, measureLoudness} from './loudness.ts';
export type {Loudness} from './loudness.ts';
export {cepstra, logMel, melHopSeconds, melRateHz} from './mel.ts';
export type {MelFrames} from './mel.ts';
export {seededRandom, seedOf} from './noise.ts';
export {addInto, decibelsOf, gainOf, samplePeak, scaled, silence} from './pcm.ts';
export type {Pcm} from './pcm.ts';
export {resample} from './resample.ts';
export {room} from './reverb.ts';
export type {RoomOptions} from './reverb.ts';
export {truePeak} from './true-peak.ts';
export {toneVoice} from './voice-tone.ts';
export {decodeWav, encodeWav, isOnlyChunks} from './wav.ts';

import {
  addInto,
  fadeEnds,
  gainOf,
  integratedLoudness,
  limit,
  resample,
  scaled,
  truePeak,
  type Pcm,
} from '../sound/index.ts';
import {composeBed} from './bed.ts';

/** A spoken line and when it starts in the video, seconds. */
export interface PlacedLine {
  readonly samples: Float32Array;
  readonly startSeconds: number;
  /** When its words sound, seconds of the video: first word's start to last word's end. */
  readonly speechSeconds: readonly [number, number];
}

export interface MixRequest {
  readonly lines: readonly PlacedLine[];
  readonly lineRateHz: number;
  readonly sampleRateHz: number;
  /** Samples. */
  readonly length: number;
  readonly sceneStarts: readonly number[];
  readonly seed: number;
  /** Whether music lies under the speech. */
  readonly bed: boolean;
  readonly targetLufs: number;
  readonly maxTruePeakDbtp: number;
}

export interface Mix {
  readonly pcm: Pcm;
  readonly loudnessLufs: number;
  readonly truePeakDbtp: number;
}

/** The music's loudness against the speech's, LU: where nobody speaks, and how much further down under speech. */
const bedBelowSpeechLu = 15;
const duckingDb = 6;
/** The music starts to give way this long before speech, and comes back this long after it, seconds. */
const duckingLead = 0.18;
const duckingHold = 0.35;
const duckingReturn = 0.6;
/** Music is over this long before the end, so that a loop starts clean, seconds. */
const quietEnd = 0.1;
const endFade = 0.7;

/** The music's gain over time, sampled every `hop` samples: down under each line, up between. */
function duckingCurve({lines, length, sampleRateHz}: MixRequest, hop: number): Float32Array {
  const curve = new Float32Array(Math.ceil(length / hop) + 1).fill(1);
  const low = gainOf(-duckingDb);
  for (const {speechSeconds} of lines) {
    const [from, to] = speechSeconds;
    for (let index = 0; index < curve.length; index += 1) {
      const seconds = (index * hop) / sampleRateHz;
      const before = (from - seconds) / duckingLead;
      const after = (seconds - to - duckingHold) / duckingReturn;
      const distance = Math.min(1, Math.max(0, before, after));
      const gain = low + (1 - low) * (0.5 - 0.5 * Math.cos(Math.PI * distance));
      if (gain < (curve[index] as number)) curve[index] = gain;
    }
  }
  return curve;
}

function addBed(channels: readonly Float32Array[], speechLufs: number, request: MixRequest): void {
  const {sampleRateHz, length, sceneStarts, seed} = request;
  const bed = composeBed({sampleRateHz, length, sceneStarts, seed});
  const own = integratedLoudness(bed);
  if (own === -Infinity) return;
  const level = gainOf(speechLufs - bedBelowSpeechLu - own);
  const hop = 240;
  const curve = duckingCurve(request, hop);
  bed.channels.forEach((music, side) => {
    const ducked = music.map((sample, index) => {
      const at = index / hop;
      const whole = Math.floor(at);
      const here = curve[whole] as number;
      return sample * level * (here + ((curve[whole + 1] ?? here) - here) * (at - whole));
    });
    const audible = ducked.subarray(0, Math.max(0, length - Math.round(quietEnd * sampleRateHz)));
    fadeEnds(audible, 0.25 * sampleRateHz, endFade * sampleRateHz);
    ducked.fill(0, audible.length);
    const channel = channels[side];
    if (channel) addInto(channel, ducked, 0);
  });
}

/**
 * Lays spoken lines and music into one stereo sound of exactly the asked length, at the asked integrated loudness
 * and under the asked true peak. Pure: the same request gives the same samples.
 */
export function mix(request: MixRequest): Mix {
  const {lines, lineRateHz, sampleRateHz, length, targetLufs, maxTruePeakDbtp} = request;
  const speech = new Float32Array(length);
  for (const {samples, startSeconds} of lines) {
    const line = resample(samples, lineRateHz, sampleRateHz);
    fadeEnds(line, 0.005 * sampleRateHz, 0.015 * sampleRateHz);
    addInto(speech, line, Math.round(startSeconds * sampleRateHz));
  }
  const channels: readonly Float32Array[] = [speech, speech.slice()];
  const speechLufs = integratedLoudness({sampleRateHz, channels});
  if (request.bed) addBed(channels, speechLufs === -Infinity ? targetLufs : speechLufs, request);
  // A cut line at the end must not click.
  for (const channel of channels) fadeEnds(channel, 0, 0.02 * sampleRateHz);
  const raw: Pcm = {sampleRateHz, channels};
  const loudness = integratedLoudness(raw);
  if (loudness === -Infinity) return {pcm: raw, loudnessLufs: -Infinity, truePeakDbtp: -Infinity};
  let gainDb = targetLufs - loudness;
  let pcm = raw;
  let reached = loudness;
  // Limiting takes a little loudness away, so what is missing is added again.
  for (let pass = 0; pass < 4; pass += 1) {
    const gain = gainOf(gainDb);
    pcm = limit(
      {sampleRateHz, channels: channels.map((channel) => scaled(channel, gain))},
      {ceilingDbtp: maxTruePeakDbtp},
    );
    reached = integratedLoudness(pcm);
    if (Math.abs(targetLufs - reached) < 0.05) break;
    gainDb += targetLufs - reached;
  }
  return {pcm, loudnessLufs: reached, truePeakDbtp: truePeak(pcm)};
}

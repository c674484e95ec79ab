import {
  addInto,
  applyGains,
  fadeEnds,
  gainOf,
  integratedLoudness,
  integratedOverTime,
  levelTo,
  loudnessOverTime,
  toneVoice,
  type Levelled,
  type Pcm,
} from '../sound/index.ts';

/** A spoken line and when it starts in the video, seconds. */
export interface PlacedLine {
  readonly samples: Float32Array;
  readonly startSeconds: number;
  /** What of it is speech, seconds from its start; the rest is cut away. */
  readonly spoken: readonly [number, number];
}

/** A stretch in which somebody speaks, seconds of the video. */
export type Speech = readonly [from: number, to: number];

/** What lies under or beside the voice, 48 kHz stereo, as long as the video. */
export interface Background {
  /** Music of any loudness. Its samples are used up. */
  readonly music: Pcm | null;
  /** Louder (or softer) than music usually is, dB. The voice stays in front whatever is asked. */
  readonly musicGainDb: number;
  /** Effects, for a voice at −20 LUFS. */
  readonly effects: Pcm | null;
}

export interface MixRequest {
  readonly lines: readonly PlacedLine[];
  readonly lineRateHz: number;
  /** The lines as `toneVoice` makes them at 48 kHz, where that is done already; their samples are used up. */
  readonly toned?: readonly Float32Array[];
  readonly speech: readonly Speech[];
  readonly background: Background;
  /** Samples at 48 kHz. */
  readonly length: number;
  readonly targetLufs: number;
  readonly maxTruePeakDbtp: number;
}

const sampleRateHz = 48_000;
/** The loudness of the voice while everything is put together, LUFS. */
const workingLufs = -20;
/** Music against the voice, LU: where nobody speaks, and how much further down under speech. */
const freeMusicLu = -9;
const duckingDb = 8;
/** Nothing behind the voice comes nearer to it than this while it speaks, LU, in any 400 ms. */
const closestLu = -11.5;
/** Ramps of the ducking, seconds: down before speech, how long it stays after, and back up. */
const duckLead = 0.12;
const duckHold = 0.15;
const duckReturn = 0.35;
/** Gaps shorter than this stay ducked: music that comes up for a breath pumps. */
export const shortestGap = 0.6;
/** Gains are set this often, samples. */
const hop = 240;

/** Joins stretches of speech that lie less than `shortestGap` apart. */
export function joinSpeech(stretches: readonly Speech[]): Speech[] {
  const joined: [number, number][] = [];
  for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from - last[1] < shortestGap) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The gain of the music every `hop` samples, at full where nobody speaks. */
export function duckingGains(
  speech: readonly Speech[],
  depths: readonly number[],
  length: number,
): Float32Array {
  const decibels = new Float32Array(Math.ceil(length / hop) + 1);
  const hopSeconds = hop / sampleRateHz;
  speech.forEach(([from, to], index) => {
    const depth = depths[index] ?? duckingDb;
    const last = Math.min(decibels.length - 1, Math.ceil((to + duckHold + duckReturn) / hopSeconds));
    for (let at = Math.max(0, Math.floor((from - duckLead) / hopSeconds)); at <= last; at += 1) {
      const seconds = at * hopSeconds;
      const away = Math.max((from - seconds) / duckLead, (seconds - to - duckHold) / duckReturn);
      const down = away <= 0 ? 1 : away >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * away);
      const wanted = -depth * down;
      if (wanted < (decibels[at] as number)) decibels[at] = wanted;
    }
  });
  return decibels.map((decibel) => (decibel === 0 ? 1 : gainOf(decibel)));
}

/** The loudest 400 ms of a stretch, LUFS, from powers every 100 ms. */
function loudestIn(overTime: Float64Array, [from, to]: Speech): number {
  let loudest = -Infinity;
  for (let at = Math.max(0, Math.floor(from * 10) - 3); at <= to * 10 && at + 4 <= overTime.length; at += 1) {
    let power = 0;
    for (let block = at; block < at + 4; block += 1) power += 10 ** ((overTime[block] as number) / 10);
    loudest = Math.max(loudest, 10 * Math.log10(power / 4));
  }
  return loudest;
}

function multiply(channel: Float32Array, gain: number): void {
  for (let index = 0; index < channel.length; index += 1) channel[index] = (channel[index] as number) * gain;
}

/** The lines where they belong, made ready to stand in front; mono, −20 LUFS when played on two loudspeakers. */
function voiceStem({lines, lineRateHz, toned, length}: MixRequest): {voice: Float32Array; isSilent: boolean} {
  const voice = new Float32Array(length);
  for (const [index, {samples, startSeconds, spoken}] of lines.entries()) {
    const line = toned?.[index] ?? toneVoice(samples, lineRateHz, sampleRateHz);
    const from = Math.max(0, Math.round(spoken[0] * sampleRateHz));
    const part = line.subarray(from, Math.max(from, Math.round(spoken[1] * sampleRateHz)));
    fadeEnds(part, 0.008 * sampleRateHz, 0.03 * sampleRateHz);
    addInto(voice, part, Math.round(startSeconds * sampleRateHz) + from);
  }
  // Two loudspeakers are twice the power of one.
  const loudness = integratedLoudness({sampleRateHz, channels: [voice]}) + 10 * Math.log10(2);
  if (loudness === -Infinity) return {voice: voice.fill(0), isSilent: true};
  multiply(voice, gainOf(workingLufs - loudness));
  return {voice, isSilent: false};
}

/** Sets the music to its place behind the voice, in place. */
function placeMusic(music: Pcm, gainDb: number, speech: readonly Speech[], length: number): void {
  const overTime = loudnessOverTime(music, 0.1);
  const loudness = overTime.length < 4 ? integratedLoudness(music) : integratedOverTime(overTime);
  if (loudness === -Infinity) return;
  const gain = workingLufs + freeMusicLu + gainDb - loudness;
  for (const channel of music.channels) multiply(channel, gainOf(gain));
  if (speech.length === 0) return;
  const depths = speech.map((stretch) =>
    Math.max(duckingDb, loudestIn(overTime, stretch) + gain - (workingLufs + closestLu)),
  );
  const gains = duckingGains(speech, depths, length);
  for (const channel of music.channels) applyGains(channel, hop, gains);
}

/** Effects that would come too near to the voice while it speaks are turned down as a whole. */
function placeEffects(effects: Pcm, speech: readonly Speech[]): void {
  const overTime = loudnessOverTime(effects, 0.1);
  const over = Math.max(
    0,
    ...speech.map((stretch) => loudestIn(overTime, stretch) - (workingLufs + closestLu - 1)),
  );
  if (over > 0) for (const channel of effects.channels) multiply(channel, gainOf(-over));
}

/** The parts of a mix before they are added up: voice at −20 LUFS, and all that lies behind it. */
export interface Stems {
  readonly voice: Float32Array;
  readonly background: readonly [Float32Array, Float32Array];
}

/** Makes the parts of a mix. */
export function makeStems(request: MixRequest): Stems {
  const {background, length} = request;
  const {music, effects, musicGainDb} = background;
  const {voice, isSilent} = voiceStem(request);
  const speech = isSilent ? [] : request.speech;
  if (music) placeMusic(music, musicGainDb, speech, length);
  if (effects) placeEffects(effects, speech);
  const [left = new Float32Array(length), right = new Float32Array(length)] = music?.channels ?? [];
  if (effects) {
    [left, right].forEach((channel, side) => {
      const effect = effects.channels[side];
      if (effect) addInto(channel, effect, 0);
    });
  }
  return {voice, background: [left, right]};
}

/**
 * Lays spoken lines, music and effects into one stereo sound of exactly the asked length, at the asked integrated
 * loudness and under the asked true peak. The same request gives the same samples.
 */
export function mix(request: MixRequest): Levelled {
  const {targetLufs, maxTruePeakDbtp} = request;
  const {voice, background: channels} = makeStems(request);
  for (const channel of channels) {
    addInto(channel, voice, 0);
    // A cut line at the end must not click.
    fadeEnds(channel, 0.002 * sampleRateHz, 0.02 * sampleRateHz);
  }
  return levelTo({sampleRateHz, channels}, targetLufs, {ceilingDbtp: maxTruePeakDbtp});
}

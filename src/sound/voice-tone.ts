import {allPass, filterInPlace, highPass, highShelf, lowPass, peaking} from './biquad.ts';
import {applyGains, blockLevels, compress} from './compressor.ts';
import {decibelsOf, gainOf} from './pcm.ts';
import {resample} from './resample.ts';

/** RMS of what is not silence, dBFS: the level a person would name for a spoken line. `-Infinity` for silence. */
function spokenLevel(channel: Float32Array, sampleRateHz: number): number {
  const levels = blockLevels(channel, Math.round(sampleRateHz / 50)).filter((level) => level > -70);
  if (levels.length === 0) return -Infinity;
  const power = (chosen: Float32Array) =>
    10 * Math.log10(chosen.reduce((sum, level) => sum + 10 ** (level / 10), 0) / chosen.length);
  const threshold = power(levels) - 12;
  return power(levels.filter((level) => level > threshold));
}

/**
 * Where phases are turned, Hz: a voice's harmonics peak together once a period, and spread like this they peak 2 to 4 dB
 * lower, which is as much louder before a limiter is heard. The ear does not tell.
 */
const turnedHz = [150, 300, 600];

/** Where the sound of a voice ends, Hz, if it is recorded at this rate. */
const bandwidthOf = (sampleRateHz: number) => sampleRateHz * 0.475;

/**
 * Turns s and similar sounds down where they stand out: what lies above `fromHz` gives way while it is louder than
 * `thresholdDb` against the line's own level.
 */
function deEss(channel: Float32Array, sampleRateHz: number, level: number): void {
  const fromHz = 5200;
  const high = channel.slice();
  filterInPlace(high, [highPass(sampleRateHz, fromHz)]);
  const block = Math.round(sampleRateHz / 1000);
  const threshold = level - 9;
  let reduction = 0;
  const gains = blockLevels(high, block).map((own) => {
    const wanted = Math.max(-9, Math.min(0, (threshold - own) * 0.6));
    reduction += (wanted - reduction) * (wanted < reduction ? 0.6 : 0.03);
    return reduction > -0.01 ? 0 : gainOf(reduction) - 1;
  });
  if (gains.every((gain) => gain === 0)) return;
  applyGains(high, block, gains);
  for (let index = 0; index < channel.length; index += 1) {
    channel[index] = (channel[index] as number) + (high[index] as number);
  }
}

/**
 * Harmonics for a voice whose sound ends early (16 kHz synthesis ends at 7.6 kHz): the top of what is there, bent so
 * that it makes tones of twice its frequency, of which only those above the old end are added.
 */
function addAir(channel: Float32Array, sampleRateHz: number, bandEndHz: number): void {
  const source = channel.slice();
  filterInPlace(source, [highPass(sampleRateHz, bandEndHz * 0.5), highPass(sampleRateHz, bandEndHz * 0.5)]);
  for (let index = 0; index < source.length; index += 1) source[index] = Math.abs(source[index] as number);
  filterInPlace(source, [
    highPass(sampleRateHz, bandEndHz * 0.97),
    highPass(sampleRateHz, bandEndHz * 0.97),
    lowPass(sampleRateHz, Math.min(bandEndHz * 1.7, sampleRateHz * 0.4)),
  ]);
  for (let index = 0; index < channel.length; index += 1) {
    channel[index] = (channel[index] as number) + 0.9 * (source[index] as number);
  }
}

/**
 * Makes one spoken line ready to stand in front of music, at `toHz`: no rumble, syllables evened out, less of the
 * boom of small rooms, consonants clearer, s sounds tamed, and air added above a narrow-band voice. The level comes
 * out about as it went in.
 */
export function toneVoice(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  const voice = samples.slice();
  const isNarrow = fromHz < 32_000;
  // Twice, for the steepness that fan noise and thumps need.
  filterInPlace(voice, [
    highPass(fromHz, 80, 0.541),
    highPass(fromHz, 80, 1.307),
    ...turnedHz.map((frequencyHz) => allPass(fromHz, frequencyHz, 0.7)),
  ]);
  const level = spokenLevel(voice, fromHz);
  if (level === -Infinity) return resample(voice, fromHz, toHz);
  compress(voice, fromHz, {thresholdDb: level - 3, ratio: 2.5, kneeDb: 8, attackInMs: 8, releaseInMs: 110});
  const presence = [peaking(fromHz, 260, -1.5, 0.8)];
  if (bandwidthOf(fromHz) > 5000) presence.push(peaking(fromHz, 4300, isNarrow ? 2.5 : 1.2, 0.7));
  if (isNarrow && bandwidthOf(fromHz) > 7000) presence.push(highShelf(fromHz, 6000, 3));
  filterInPlace(voice, presence);
  if (bandwidthOf(fromHz) > 7000) deEss(voice, fromHz, level);
  const now = spokenLevel(voice, fromHz);
  const wide = resample(voice, fromHz, toHz, 40);
  if (isNarrow && bandwidthOf(fromHz) > 5000) addAir(wide, toHz, bandwidthOf(fromHz));
  const gain = gainOf(level - now);
  if (Number.isFinite(decibelsOf(gain))) {
    for (let index = 0; index < wide.length; index += 1) wide[index] = (wide[index] as number) * gain;
  }
  return wide;
}

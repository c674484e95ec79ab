import {runFfmpeg} from '../ffmpeg.ts';
import {decodeWav, integratedLoudness, truePeak} from '../sound/index.ts';
import type {Finding} from '../schema/index.ts';

export interface SoundMeasures {
  /** ITU-R BS.1770-4; -Infinity for silence. */
  readonly integratedLufs: number;
  readonly truePeakDbtp: number;
  /** The longest stretch below -50 dBFS, seconds. */
  readonly longestSilenceInSeconds: number;
  readonly durationInSeconds: number;
}

const sampleRateHz = 48_000;
const windowInSeconds = 0.05;
const silenceRms = 10 ** (-50 / 20);

function longestSilence(left: Float32Array, right: Float32Array): number {
  const size = sampleRateHz * windowInSeconds;
  let longest = 0;
  let current = 0;
  for (let start = 0; start + size <= left.length; start += size) {
    let power = 0;
    for (let index = start; index < start + size; index++) {
      power += ((left[index] ?? 0) ** 2 + (right[index] ?? 0) ** 2) / 2;
    }
    current = Math.sqrt(power / size) < silenceRms ? current + windowInSeconds : 0;
    longest = Math.max(longest, current);
  }
  return longest;
}

/** Decodes and measures the sound of a file. */
export async function measureSound(file: string, signal: AbortSignal): Promise<SoundMeasures> {
  const {stdout} = await runFfmpeg(
    [
      ...['-i', file, '-map', '0:a:0', '-ac', '2', '-ar', String(sampleRateHz)],
      ...['-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'],
    ],
    {signal},
  );
  const pcm = decodeWav(stdout);
  const [left = new Float32Array(), right = left] = pcm.channels;
  return {
    integratedLufs: integratedLoudness(pcm),
    truePeakDbtp: truePeak(pcm),
    longestSilenceInSeconds: longestSilence(left, right),
    durationInSeconds: left.length / sampleRateHz,
  };
}

/** Holds measured sound against what the platform should get. */
export function findSoundFaults(
  sound: SoundMeasures,
  target: {readonly targetLufs: number; readonly maxTruePeakDbtp: number},
): readonly Finding[] {
  if (!Number.isFinite(sound.integratedLufs)) {
    return [{rule: 'silent', severity: 'error', message: 'The sound is silent from beginning to end.'}];
  }
  const findings: Finding[] = [];
  if (Math.abs(sound.integratedLufs - target.targetLufs) > 1.5) {
    findings.push({
      rule: 'loudness',
      severity: 'warning',
      message: `Loudness is ${sound.integratedLufs.toFixed(1)} LUFS; ${target.targetLufs} is aimed for.`,
    });
  }
  if (sound.truePeakDbtp > target.maxTruePeakDbtp + 0.3) {
    const clipped = sound.truePeakDbtp > 0;
    findings.push({
      rule: clipped ? 'clipped' : 'true-peak',
      severity: clipped ? 'error' : 'warning',
      message: `True peak is ${sound.truePeakDbtp.toFixed(1)} dBTP; at most ${target.maxTruePeakDbtp} is wanted.`,
    });
  }
  if (sound.longestSilenceInSeconds > 2) {
    findings.push({
      rule: 'silence',
      severity: 'warning',
      message: `The sound is silent for ${sound.longestSilenceInSeconds.toFixed(1)} s.`,
    });
  }
  return findings;
}

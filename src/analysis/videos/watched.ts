import {z} from 'zod';
import {runFfmpeg} from '../../ffmpeg.ts';
import {decodeWav, integratedLoudness, melRateHz, truePeak} from '../../sound/index.ts';
import {type Cut, findCuts} from './cuts.ts';
import {footageFacts, readFrames} from './frames.ts';
import {hear} from './sound-share.ts';
import {textShareOf} from './written-text.ts';

/** What a file shows and sounds like. */
export const watchedSchema = z.object({
  durationInSeconds: z.number(),
  cuts: z.array(z.object({atSeconds: z.number(), kind: z.enum(['cut', 'dissolve'])})),
  onScreenTextShare: z.number().nullable(),
  sound: z
    .object({
      speechShare: z.number(),
      musicShare: z.number(),
      silentShare: z.number(),
      integratedLufs: z.number().nullable(),
      truePeakDbtp: z.number().nullable(),
    })
    .nullable(),
});
export type Watched = z.infer<typeof watchedSchema>;

/** Longer ones are looked at for this long; short videos are what this is for. */
const longestInSeconds = 900;
const framesForCuts = 30;
const framesForText = 1;
const finite = (value: number) => (Number.isFinite(value) ? value : null);

async function soundOf(file: string, signal: AbortSignal): Promise<NonNullable<Watched['sound']>> {
  const decode = async (rate: number, channels: number) => {
    const {stdout} = await runFfmpeg(
      [
        ...['-i', file, '-map', '0:a:0', '-t', String(longestInSeconds)],
        ...['-ac', String(channels), '-ar', String(rate), '-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'],
      ],
      {signal},
    );
    return decodeWav(stdout);
  };
  const full = await decode(48_000, 2);
  const low = await decode(melRateHz, 1);
  const seconds = hear(low.channels[0] ?? new Float32Array());
  const share = (is: (second: (typeof seconds)[number]) => boolean) =>
    seconds.length === 0 ? 0 : seconds.filter(is).length / seconds.length;
  return {
    speechShare: share(({speech}) => speech),
    musicShare: share(({music}) => music),
    silentShare: share(({silent}) => silent),
    integratedLufs: finite(integratedLoudness(full)),
    truePeakDbtp: finite(truePeak(full)),
  };
}

/**
 * Decodes a file and measures it. Nothing is recognised: no words, no faces.
 * @param file absolute path
 * @returns null for a file without moving pictures
 * @throws ViralError `ffmpeg-failed` when it cannot be decoded
 */
export async function watchFile(file: string, signal: AbortSignal): Promise<Watched | null> {
  const facts = await footageFacts(file, signal);
  if (!facts) return null;
  const length = Math.min(facts.durationInSeconds, longestInSeconds);
  const perSecond = Math.max(1, Math.min(framesForCuts, facts.framesPerSecond));
  const small = await readFrames(file, facts, {shorter: 24, perSecond, seconds: length, signal});
  const cuts: readonly Cut[] = findCuts(small);
  signal.throwIfAborted();
  const large = await readFrames(file, facts, {
    shorter: 216,
    perSecond: framesForText,
    seconds: length,
    signal,
  });
  return {
    durationInSeconds: length,
    cuts: [...cuts],
    onScreenTextShare: textShareOf(large),
    sound: facts.hasSound ? await soundOf(file, signal) : null,
  };
}

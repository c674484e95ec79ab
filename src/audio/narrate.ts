import {InvalidInputError, parseInput, ViralError} from '../errors.ts';
import type {OnProgress, SpokenLine, Voice} from '../ports/index.ts';
import {scriptSchema, type Narration, type NarrationLine, type Script, type Word} from '../schema/index.ts';
import {gainOf, integratedLoudness, samplePeak, scaled} from '../sound/index.ts';
import {estimateWords} from './estimate-words.ts';

export interface NarrateOptions {
  readonly voice: Voice;
  /** 1 is the voice's own pace; 1.1 is a tenth faster. Default 1. */
  readonly rate?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
  /** How long one line may take, ms. Default 60 000. */
  readonly timeoutInMs?: number;
}

/** Lines are brought to this loudness, LUFS as one channel, so that none stands out; peaks stay under the ceiling. */
const lineLufs = -20;
const peakCeiling = gainOf(-1);

const primarySubtag = (language: string) => language.toLowerCase().split('-')[0] ?? '';

function languageName(language: string): string {
  try {
    const name = new Intl.DisplayNames(['en'], {type: 'language'}).of(language);
    return name === undefined || name === language ? `'${language}'` : `${name} (${language})`;
  } catch {
    return `'${language}'`;
  }
}

function checkLanguage(script: Script, voice: Voice): void {
  if (voice.languages.some((language) => primarySubtag(language) === primarySubtag(script.language))) return;
  const speaks = voice.languages.map(languageName).join(', ');
  throw new ViralError(
    'language-unsupported',
    `The script is in ${languageName(script.language)}, but the voice ${voice.name} speaks ${speaks === '' ? 'no language' : speaks} only. ` +
      `Write the script in a language the voice speaks, or pass a voice that speaks ${languageName(script.language)}.`,
  );
}

const quote = (text: string) => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;

/** What is wrong with the words of a spoken line, or null. */
function wordFault(words: readonly Word[], text: string, durationInMs: number): string | null {
  const written = text.split(/\s+/u).filter((word) => word !== '');
  if (words.length !== written.length) return `${words.length} word times for ${written.length} words`;
  let last = 0;
  for (const [index, {text: word, startMs, endMs}] of words.entries()) {
    if (word !== written[index]) return `the time of "${word}" where "${written[index]}" is written`;
    if (!Number.isFinite(startMs) || !Number.isFinite(endMs) || startMs < last || endMs < startMs) {
      return `times that run backwards at "${word}"`;
    }
    if (endMs > durationInMs + 1) return `a time for "${word}" after the sound has ended`;
    last = startMs;
  }
  return null;
}

function checkedLine(voice: Voice, sceneId: string, text: string, spoken: SpokenLine): NarrationLine {
  const fail = (what: string) =>
    new ViralError(
      'voice-failed',
      `The voice ${voice.name} gave ${what} for the line ${quote(text)} of scene '${sceneId}'. Use another voice, or other words.`,
    );
  const {samples, sampleRateHz, words, timing} = spoken;
  if (!Number.isInteger(sampleRateHz) || sampleRateHz < 8000 || sampleRateHz > 192_000) {
    throw fail(`sound at ${sampleRateHz} Hz (8000 to 192000 can be used)`);
  }
  if (samples.length === 0) throw fail('no sound');
  if (!samples.every(Number.isFinite)) throw fail('sound with samples that are no numbers');
  const loudness = integratedLoudness({sampleRateHz, channels: [samples]});
  if (loudness === -Infinity) throw fail('nothing but silence');
  const durationInMs = (samples.length / sampleRateHz) * 1000;
  const fault = words ? wordFault(words, text, durationInMs) : null;
  if (fault !== null) throw fail(fault);
  const gain = Math.min(gainOf(lineLufs - loudness), peakCeiling / samplePeak([samples]));
  return {
    sceneId,
    text,
    samples: scaled(samples, gain),
    durationInMs,
    words: words ? [...words] : estimateWords(text, samples, sampleRateHz),
    timing: words ? timing : 'estimated',
  };
}

async function speakInTime(
  voice: Voice,
  request: {text: string; language: string; rate: number},
  timeoutInMs: number,
  signal: AbortSignal | undefined,
): Promise<SpokenLine> {
  const timeout = AbortSignal.timeout(timeoutInMs);
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
  either.throwIfAborted();
  let onAbort: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(either.reason as Error);
    either.addEventListener('abort', onAbort, {once: true});
  });
  try {
    // A voice that does not heed the signal must not hold the caller.
    return await Promise.race([voice.doSpeak({...request, signal: either}), aborted]);
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) {
      throw new ViralError(
        'voice-failed',
        `The voice ${voice.name} took longer than ${timeoutInMs} ms for the line ${quote(request.text)}.`,
        {cause: error, action: 'retry'},
      );
    }
    throw error;
  } finally {
    either.removeEventListener('abort', onAbort);
  }
}

/**
 * Speaks a script, one line a scene, and gives the time of every word. All lines come out equally loud. Where the
 * voice gives no times they are estimated from the sound, and the line says so.
 * @throws InvalidInputError for a script that is none or a bad rate; ViralError `language-unsupported` before anything is spoken; `voice-failed` when the voice cannot say a line
 *   or what it gives cannot be used; the signal's reason when cancelled
 */
export async function narrate(
  unchecked: Script,
  {voice, rate = 1, signal, onProgress, timeoutInMs = 60_000}: NarrateOptions,
): Promise<Narration> {
  signal?.throwIfAborted();
  const script = parseInput(scriptSchema, unchecked, 'the script');
  if (!(rate >= 0.5 && rate <= 2)) {
    throw new InvalidInputError('the narration', [{path: 'rate', message: `is ${rate}; it can be 0.5 to 2`}]);
  }
  checkLanguage(script, voice);
  // Loaded late: the front door of the package names this file and must stay light.
  const {retrying} = await import('../retry.ts');
  const total = script.scenes.reduce((sum, {spoken}) => sum + spoken.length, 0);
  const lines: NarrationLine[] = [];
  let sampleRateHz = 0;
  let said = 0;
  for (const [index, {id, spoken: text}] of script.scenes.entries()) {
    onProgress?.({
      step: 'narrate',
      fraction: said / total,
      detail: `line ${index + 1} of ${script.scenes.length}`,
    });
    const spoken = await retrying(
      () => speakInTime(voice, {text, language: script.language, rate}, timeoutInMs, signal),
      {attempts: 3, ...(signal ? {signal} : {})},
    );
    signal?.throwIfAborted();
    if (sampleRateHz !== 0 && spoken.sampleRateHz !== sampleRateHz) {
      throw new ViralError(
        'voice-failed',
        `The voice ${voice.name} changed from ${sampleRateHz} to ${spoken.sampleRateHz} Hz at scene '${id}'. Use another voice.`,
      );
    }
    sampleRateHz = spoken.sampleRateHz;
    lines.push(checkedLine(voice, id, text, spoken));
    said += text.length;
  }
  onProgress?.({step: 'narrate', fraction: 1});
  return {voice: voice.name, language: script.language, sampleRateHz, lines};
}

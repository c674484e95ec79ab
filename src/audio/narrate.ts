import {InvalidInputError, parseInput} from '../errors.ts';
import type {OnProgress, Voice} from '../ports/index.ts';
import {scriptSchema, type Narration, type Script} from '../schema/index.ts';
import {resample} from '../sound/index.ts';
import type {NarrationCache} from './narration-cache.ts';
import {quote} from './checked-line.ts';
import {compilePronunciations, type Pronunciations} from './speech/pronunciation.ts';
import {type AlignLine, createSpeaker, type LineToSay, type SaidLine, type Speaker} from './speaker.ts';
import {languageName, voicesFor} from './voice-languages.ts';

export interface NarrateOptions {
  /** One voice, or a chain of them (`voiceChain`). */
  readonly voice: Voice;
  /** 1 is the voice's own pace; 1.1 is a tenth faster. Default 1. */
  readonly rate?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
  /** How long one line may take, ms. Default 60 000. */
  readonly timeoutInMs?: number;
  /** How long a voice may take to get ready, ms: some load weights first. Default 600 000. */
  readonly prepareTimeoutInMs?: number;
  /** Spoken lines of earlier narrations. Default: none are kept. */
  readonly cache?: NarrationCache;
  /**
   * Finds the times of words where the voice gives none (`createAligner`). Without it, with null, or where it fails,
   * they are estimated.
   */
  readonly align?: AlignLine | null;
  /**
   * How words are said that a voice gets wrong, as in `{"Cheeto": "cheat oh", "/v(\\d+)/": "version $1"}`: for every
   * voice but a recording. What is shown stays as written.
   */
  readonly pronunciations?: Pronunciations;
  /**
   * What the next voice of a chain speaks when one fails: the whole `narration` anew (default), or only the `line`
   * that failed, so that voices alternate.
   */
  readonly fallback?: 'narration' | 'line';
}

/** Says line after line; stops at the first that fails for good. */
async function sayAll(
  speaker: Speaker,
  lines: readonly LineToSay[],
  onLine: (index: number) => void,
): Promise<boolean> {
  if (!(await speaker.prepare(lines))) return false;
  for (const [index, line] of lines.entries()) {
    onLine(index);
    if (!(await speaker.say(index, line))) return false;
  }
  return true;
}

/** What was said of each line, by whichever voice could, in the order of the voices. */
async function sayEach(
  speakers: readonly Speaker[],
  lines: readonly LineToSay[],
  onLine: (index: number) => void,
): Promise<readonly SaidLine[]> {
  const said: SaidLine[] = [];
  for (const [index, line] of lines.entries()) {
    onLine(index);
    let found = speakers.map((speaker) => speaker.said(index)).find((one) => one !== undefined);
    for (const speaker of speakers) {
      if (found) break;
      if (await speaker.prepare(lines))
        found = (await speaker.say(index, line)) ? speaker.said(index) : undefined;
    }
    if (!found) throw noVoiceSaid(speakers, index, line);
    said.push(found);
  }
  return said;
}

function noVoiceSaid(speakers: readonly Speaker[], index: number, {sceneId}: LineToSay): unknown {
  const failures = speakers.flatMap((speaker) => speaker.failure(index) ?? []);
  const [first] = failures;
  if (failures.length <= 1 || first === undefined) return first?.error;
  return first.joined(
    `No voice could say the line of scene '${sceneId}': ${failures.map(({message}) => message).join(' | ')}`,
    failures,
  );
}

/** What a voice passed over because it is written in letters the voice cannot read, one reason a line. */
function unheardIn({line, voice}: SaidLine): string[] {
  if (line.timing !== 'engine' || voice.silent) return [];
  const unheard = line.words.filter(
    ({text, startMs, endMs}) => startMs === endMs && /\p{L}/u.test(text) && !/\p{Script=Latin}/u.test(text),
  );
  if (unheard.length === 0) return [];
  const words = unheard.map(({text}) => quote(text)).join(', ');
  return [
    `${voice.name} could not say ${words} in scene '${line.sceneId}', which is shown and not heard; a pronunciation in Latin letters would be heard`,
  ];
}

/** All lines at one sample rate, the highest there is: what is mixed has one. */
function assembled(
  said: readonly SaidLine[],
  {language, degraded}: {readonly language: string; readonly degraded: readonly string[]},
): Narration {
  const sampleRateHz = said.reduce((highest, line) => Math.max(highest, line.sampleRateHz), 0);
  const count = (name: string) => said.filter(({voice}) => voice.name === name).length;
  const names = [...new Set(said.map(({voice}) => voice.name))].sort((a, b) => count(b) - count(a));
  const [main = ''] = names;
  const billed = said.flatMap(({billedCharacters}) => billedCharacters ?? []);
  return {
    voice: main,
    language,
    sampleRateHz,
    lines: said.map(({line, voice, sampleRateHz: ownRateHz}) => ({
      ...line,
      ...(ownRateHz === sampleRateHz
        ? {}
        : {samples: new Float32Array(resample(line.samples, ownRateHz, sampleRateHz))}),
      ...(voice.name === main ? {} : {voice: voice.name}),
    })),
    synthetic: said.some(({voice}) => voice.synthetic),
    ...(billed.length === 0 ? {} : {billedCharacters: billed.reduce((sum, one) => sum + one, 0)}),
    ...(degraded.length === 0 ? {} : {degraded: degraded.map((reason) => reason.slice(0, 1000))}),
  };
}

/**
 * Speaks lines that belong to no script; otherwise as `narrate`.
 * @param lines at least one; ids as those of scenes
 */
export async function narrateLines(
  lines: readonly LineToSay[],
  language: string,
  {
    voice,
    rate = 1,
    signal,
    onProgress,
    timeoutInMs = 60_000,
    prepareTimeoutInMs = 600_000,
    cache,
    align,
    pronunciations,
    fallback = 'narration',
  }: NarrateOptions,
): Promise<Narration> {
  signal?.throwIfAborted();
  if (!(rate >= 0.5 && rate <= 2)) {
    throw new InvalidInputError('the narration', [{path: 'rate', message: `is ${rate}; it can be 0.5 to 2`}]);
  }
  for (const [path, time] of Object.entries({timeoutInMs, prepareTimeoutInMs})) {
    if (time > 0) continue;
    throw new InvalidInputError('the narration', [{path, message: `is ${time}; it must be more than 0`}]);
  }
  if (lines.length === 0)
    throw new InvalidInputError('the narration', [{path: 'lines', message: 'is empty'}]);
  const dictionary = compilePronunciations(pronunciations ?? {});
  const pronounce = Object.keys(pronunciations ?? {}).length > 0 ? dictionary : undefined;
  const voices = voice.chain ?? [voice];
  const able = voicesFor(voices, language);
  const speakers = able.map((each, index) =>
    createSpeaker({
      voice: each,
      language,
      rate,
      timeoutInMs,
      prepareTimeoutInMs,
      // With another voice behind it a hanging one is not waited for again.
      waitsAgain: index === able.length - 1,
      ...(signal ? {signal} : {}),
      ...(cache ? {cache} : {}),
      ...(align ? {align} : {}),
      ...(pronounce ? {pronounce} : {}),
    }),
  );
  const total = lines.reduce((sum, {text}) => sum + text.length, 0);
  let furthest = 0;
  const onLine = (index: number) => {
    const before = lines.slice(0, index).reduce((sum, {text}) => sum + text.length, 0);
    // A second voice begins again; the bar does not run backwards.
    furthest = Math.max(furthest, total === 0 ? 0 : before / total);
    onProgress?.({step: 'narrate', fraction: furthest, detail: `line ${index + 1} of ${lines.length}`});
  };
  const [first] = voices;
  const passedOver = voices
    .filter((each) => !able.includes(each))
    .map((each) => `${each.name} does not speak ${languageName(language)}`);
  const finish = (said: readonly SaidLine[], reasons: readonly string[]) => {
    onProgress?.({step: 'narrate', fraction: 1});
    const spoke = [...new Set(said.map((one) => one.voice.name))].join(', ');
    const isFirst = said.every((one) => one.voice === first);
    const replaced = isFirst
      ? []
      : [...passedOver, ...reasons].map((reason) => `${reason}; ${spoke} spoke instead`);
    return assembled(said, {language, degraded: [...replaced, ...said.flatMap(unheardIn)]});
  };
  const reasonsOf = (failed: readonly Speaker[]) =>
    failed.flatMap((speaker) => {
      const failure = speaker.firstFailure();
      return failure ? [`${speaker.voice.name} failed (${failure.message})`] : [];
    });

  if (fallback === 'narration') {
    for (const [index, speaker] of speakers.entries()) {
      if (await sayAll(speaker, lines, onLine)) {
        return finish(
          lines.flatMap((_line, line) => speaker.said(line) ?? []),
          reasonsOf(speakers.slice(0, index)),
        );
      }
    }
  }
  // No voice can say all of it, or voices may alternate: each line by the first that can.
  const said = await sayEach(speakers, lines, onLine);
  return finish(said, reasonsOf(speakers));
}

/**
 * Speaks a script, one line a scene, and gives the time of every word. All lines come out equally loud. Where the
 * voice gives no times they are estimated from the sound, and the line says so. With a chain of voices the next one
 * speaks the whole script when one fails for good, and the narration says so under `degraded`.
 * @throws InvalidInputError for a script that is none, a bad rate, or bad entries of the dictionary, each by its path; ViralError `language-unsupported` before anything is spoken; `voice-failed` when no voice can say a line
 *   or what it gives cannot be used; the signal's reason when cancelled
 */
export async function narrate(unchecked: Script, options: NarrateOptions): Promise<Narration> {
  options.signal?.throwIfAborted();
  const script = parseInput(scriptSchema, unchecked, 'the script');
  return narrateLines(
    script.scenes.map(({id, spoken}) => ({sceneId: id, text: spoken})),
    script.language,
    options,
  );
}

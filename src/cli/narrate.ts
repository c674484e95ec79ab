import {mkdir} from 'node:fs/promises';
import {dirname, relative} from 'node:path';
import {narrateLines} from '../audio/index.ts';
import {detectLanguage} from '../director/source/language.ts';
import {embeddedAligner, embeddedNarrationCache, embeddedReader, embeddedVoiceNamed} from '../embedded.ts';
import {InvalidInputError, ViralError} from '../errors.ts';
import type {Narration, SourceText} from '../schema/index.ts';
import {readSource} from '../scrapers/read-source.ts';
import {encodeWav, fadeEnds, integratedLoudness, truePeak} from '../sound/index.ts';
import {writeWhole, writingError} from '../whole-files.ts';
import {numberOf} from './choices.ts';
import {exitCodes} from './exit.ts';
import {createProgressDisplay} from './progress-display.ts';
import {readPronunciations} from './pronunciations-file.ts';
import {readSettings} from './settings.ts';
import {readStandardInput} from './standard-input.ts';
import {wavPathOf} from './wav-path.ts';

/** The options of `viral narrate`, as typed. */
export interface NarrateFlags {
  readonly voice?: string;
  readonly language?: string;
  readonly rate?: string;
  readonly pronunciations?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const maxSourceBytes = 2_000_000;
/** About an hour of speech: all of it is held in memory. */
const maxCharacters = 50_000;
/** What a voice is given at once; a whole sentence where it is not longer. */
const lineCharacters = 300;
const pauseSeconds = 0.3;

/** Sentences, joined to lines that every voice takes at once, and cut between words where one is longer. */
export function linesOf(text: string, language: string): readonly string[] {
  const sentences = [...new Intl.Segmenter(language, {granularity: 'sentence'}).segment(text)].map(
    ({segment}) => segment.trim().replace(/\s+/gu, ' '),
  );
  const lines: string[] = [];
  let line = '';
  const flush = () => {
    if (line !== '') lines.push(line);
    line = '';
  };
  for (const sentence of sentences) {
    let rest = sentence;
    if (line !== '' && line.length + rest.length + 1 > lineCharacters) flush();
    while (rest.length > lineCharacters) {
      const at = rest.lastIndexOf(' ', lineCharacters);
      const cut = at > 0 ? at : lineCharacters;
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut).trim();
    }
    line = line === '' ? rest : `${line} ${rest}`.trim();
  }
  flush();
  return lines;
}

async function read(from: string, signal: AbortSignal): Promise<SourceText> {
  const reader = await embeddedReader();
  return readSource(from === '-' ? await readStandardInput(maxSourceBytes) : from, {
    reader,
    signal,
    own: true,
  });
}

/** All lines one after the other with short pauses, without clicks. */
function joined({lines, sampleRateHz}: Narration): Float32Array {
  const gap = Math.round(pauseSeconds * sampleRateHz);
  const samples = new Float32Array(lines.reduce((sum, line) => sum + line.samples.length + gap, 0) - gap);
  let at = 0;
  for (const line of lines) {
    const piece = line.samples.slice();
    fadeEnds(piece, 0.002 * sampleRateHz, 0.005 * sampleRateHz);
    samples.set(piece, at);
    at += piece.length + gap;
  }
  return samples;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** `viral narrate`: speaks a file, a page or standard input, and prints the figures. */
export async function narrate(from: string, flags: NarrateFlags, signal: AbortSignal): Promise<number> {
  const settings = await readSettings(process.cwd());
  const rate = numberOf('--rate', flags.rate ?? '1', {least: 0.5, most: 2});
  const file = await wavPathOf(flags.out ?? 'narration.wav', 'narration.wav');
  const pronunciations = await readPronunciations(flags.pronunciations, settings.pronunciations);
  const source = await read(from, signal);
  const blocks = [
    ...(source.title === undefined ? [] : [source.title]),
    ...source.blocks.map(({text}) => text),
  ];
  const characters = blocks.reduce((sum, text) => sum + text.length, 0);
  if (characters > maxCharacters) {
    throw new ViralError(
      'too-large',
      `The text has ${characters} characters; ${maxCharacters}, about an hour of speech, can be spoken at once. Split it.`,
    );
  }
  const all = blocks.join('\n');
  const language = flags.language ?? source.language ?? (await detectLanguage(all)) ?? 'en';
  let canonical: string;
  try {
    canonical = Intl.getCanonicalLocales(language)[0] ?? language;
  } catch {
    throw new InvalidInputError('--language', [
      {path: '', message: `'${language}' is no language tag such as en or pt-BR`},
    ]);
  }
  const lines = blocks
    .flatMap((text) => linesOf(text, canonical))
    // What has no words is not spoken: rules, emoji on a line of their own.
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
    .map((text, index) => ({sceneId: `line-${index + 1}`, text}));
  if (lines.length === 0) throw new ViralError('no-content', 'The text holds no words to speak.');

  try {
    await mkdir(dirname(file), {recursive: true});
  } catch (error) {
    throw writingError(error, dirname(file));
  }
  const voice = await embeddedVoiceNamed(flags.voice ?? settings.voice ?? 'flite/slt');
  const aligner = await embeddedAligner();
  const display = createProgressDisplay(process.stderr);
  const started = performance.now();
  let narration: Narration;
  try {
    narration = await narrateLines(lines, canonical, {
      voice,
      rate,
      signal,
      onProgress: display.onProgress,
      cache: await embeddedNarrationCache(),
      align: aligner.align,
      pronunciations,
    });
  } finally {
    display.end();
    await Promise.all([voice.doClose?.(), aligner.close()]);
  }
  const seconds = (performance.now() - started) / 1000;
  const samples = joined(narration);
  const pcm = {sampleRateHz: narration.sampleRateHz, channels: [samples]};
  await writeWhole(file, encodeWav(pcm));
  const words = narration.lines.reduce((sum, line) => sum + line.words.length, 0);
  const durationInSeconds = samples.length / narration.sampleRateHz;
  const speechSeconds = narration.lines.reduce((sum, line) => sum + line.durationInMs / 1000, 0);
  const timing = (['estimated', 'aligned', 'engine'] as const).find((each) =>
    narration.lines.some((line) => line.timing === each),
  );
  const figures = {
    file,
    voice: narration.voice,
    language: narration.language,
    lines: narration.lines.length,
    words,
    durationInSeconds: round(durationInSeconds),
    wordsPerSecond: round(words / speechSeconds),
    sampleRateHz: narration.sampleRateHz,
    loudnessLufs: round(integratedLoudness(pcm)),
    truePeakDbtp: round(truePeak(pcm)),
    timing: timing ?? 'estimated',
    tookSeconds: round(seconds),
    billedCharacters: narration.billedCharacters ?? 0,
    degraded: narration.degraded ?? [],
  };
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return exitCodes.done;
  }
  const shown = relative(process.cwd(), file);
  process.stdout.write(
    [
      shown.startsWith('..') ? file : shown,
      `  ${figures.voice}, ${figures.language}, ${figures.durationInSeconds} s, ${words} words, ${figures.wordsPerSecond} words a second`,
      Number.isFinite(figures.loudnessLufs)
        ? `  ${figures.sampleRateHz} Hz mono, ${figures.loudnessLufs} LUFS, true peak ${figures.truePeakDbtp} dBTP`
        : `  ${figures.sampleRateHz} Hz mono, silence`,
      `  word times: ${figures.timing}; spoken in ${figures.tookSeconds} s`,
      ...(figures.billedCharacters > 0 ? [`  ${figures.billedCharacters} characters were charged`] : []),
      ...figures.degraded.map((reason) => `  degraded: ${reason}`),
      '',
    ].join('\n'),
  );
  return exitCodes.done;
}

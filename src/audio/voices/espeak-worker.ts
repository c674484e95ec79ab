import {parentPort} from 'node:worker_threads';
import {espeakPackage, type EspeakReply, type EspeakRequest} from './espeak-messages.ts';

interface EspeakEvent {
  readonly type: string;
  /** Characters from the start of the text, from 1. */
  readonly text_position: number;
  /** Milliseconds. */
  readonly audio_position: number;
}

/** The part of the package that is used. */
interface EspeakInstance {
  set_voice(name: string): number;
  set_rate(wordsPerMinute: number): number;
  get_samplerate(): number;
  list_voices(): readonly {
    readonly name: string;
    readonly identifier: string;
    readonly languages: readonly {readonly name: string}[];
  }[];
  synthesize(
    text: string,
    callback: (sound: Int16Array | null, events: readonly EspeakEvent[]) => boolean,
  ): void;
}
interface EspeakModule {
  readonly default: () => Promise<{readonly eSpeakNGWorker: new () => EspeakInstance}>;
}

/** A new one for each line: what it said before changes the sound of a used one. */
async function openEspeak(): Promise<EspeakInstance> {
  const {default: load} = (await import(espeakPackage)) as EspeakModule;
  const {eSpeakNGWorker} = await load();
  return new eSpeakNGWorker();
}

async function answer(request: EspeakRequest): Promise<EspeakReply> {
  const espeak = await openEspeak();
  if (request.kind === 'list') {
    const voices = espeak
      .list_voices()
      .flatMap(({name, identifier, languages: [language]}) =>
        language === undefined ? [] : [{id: language.name.toLowerCase(), name, file: identifier}],
      );
    return {id: request.id, kind: 'list', voices};
  }
  if (espeak.set_voice(request.voice) !== 0) throw new Error(`it has no voice '${request.voice}'`);
  espeak.set_rate(request.wordsPerMinute);
  const parts: Int16Array[] = [];
  const words: {at: number; startMs: number}[] = [];
  espeak.synthesize(request.text, (sound, events) => {
    if (sound !== null) parts.push(sound.slice());
    for (const {type, text_position: position, audio_position: startMs} of events) {
      if (type === 'word') words.push({at: position - 1, startMs});
    }
    return false;
  });
  const samples = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return {id: request.id, kind: 'speak', samples, sampleRateHz: espeak.get_samplerate(), words};
}

const port = parentPort;
port?.on('message', (request: EspeakRequest) => {
  answer(request).then(
    (reply) => {
      port.postMessage(reply, reply.kind === 'speak' ? [reply.samples.buffer] : []);
    },
    (error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      port.postMessage({
        id: request.id,
        kind: 'error',
        message: error instanceof Error ? error.message : String(error),
        missing: code === 'ERR_MODULE_NOT_FOUND',
      } satisfies EspeakReply);
    },
  );
});

import {z} from 'zod';
import {contractServer, type ContractServer, Refused, speech, wavOf} from './contract-server.ts';

const request = z.strictObject({
  input: z.union([z.strictObject({ssml: z.string()}), z.strictObject({text: z.string().min(1)})]),
  voice: z.strictObject({languageCode: z.string(), name: z.string()}),
  audioConfig: z.strictObject({
    audioEncoding: z.literal('LINEAR16'),
    sampleRateHertz: z.int(),
    speakingRate: z.number().min(0.25).max(4).optional(),
    pitch: z.number().optional(),
  }),
  enableTimePointing: z.tuple([z.literal('SSML_MARK')]).optional(),
});

const refusal = (code: number, status: string, message: string) =>
  new Refused(code, {error: {code, status, message}});
const entities: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};

/** Reads SSML as strictly as the service: one `speak`, empty `mark`s, escaped text; anything else is refused. */
function readSsml(ssml: string): {words: {mark: string; text: string}[]} {
  const inner = /^<speak>(.*)<\/speak>$/s.exec(ssml)?.[1];
  if (inner === undefined) throw refusal(400, 'INVALID_ARGUMENT', 'Invalid SSML. No speak element.');
  const words = inner.split(/(?=<mark )/).map((piece) => {
    const [, mark, text] = /^<mark name="(\w+)"\/>([^<>]*)$/s.exec(piece) ?? [];
    if (mark === undefined || text === undefined || /&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) {
      throw refusal(400, 'INVALID_ARGUMENT', `Invalid SSML near ${piece.slice(0, 30)}`);
    }
    return {mark, text: text.replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '').trim()};
  });
  return {words};
}

/** Google Cloud Text-to-Speech, v1beta1: SSML marks come back as timepoints. */
export function googleServer(auth: {
  readonly key?: string;
  readonly token?: string;
}): Promise<ContractServer> {
  return contractServer(async ({path, headers, body}, fault) => {
    const isKnown =
      (auth.key !== undefined && headers['x-goog-api-key'] === auth.key) ||
      (auth.token !== undefined && headers.authorization === `Bearer ${auth.token}`);
    if (!isKnown) {
      throw refusal(
        401,
        'UNAUTHENTICATED',
        `invalid credentials ${headers.authorization ?? String(headers['x-goog-api-key'])}`,
      );
    }
    if (path !== '/v1beta1/text:synthesize') throw refusal(404, 'NOT_FOUND', path);
    const asked = request.safeParse(body);
    if (!asked.success) throw refusal(400, 'INVALID_ARGUMENT', asked.error.message);
    const {input, voice, audioConfig} = asked.data;
    if (!voice.name.startsWith(voice.languageCode))
      throw refusal(400, 'INVALID_ARGUMENT', 'voice and language differ');
    const marked = 'ssml' in input ? readSsml(input.ssml).words : [];
    if (marked.length > 0 && voice.name.includes('Chirp')) {
      throw refusal(400, 'INVALID_ARGUMENT', 'This voice does not support SSML');
    }
    const text = 'ssml' in input ? marked.map((word) => word.text).join(' ') : input.text;
    const rateHz = audioConfig.sampleRateHertz;
    const spoken = await speech(text, rateHz, audioConfig.speakingRate ?? 1);
    const wav = wavOf(
      fault === 'silence' ? {samples: new Float32Array(rateHz), sampleRateHz: rateHz} : spoken,
    );
    if (fault === 'impossible-rate') {
      // A believable rate, and not the one that was asked for.
      wav.writeUInt32LE(48_000, 24);
      wav.writeUInt32LE(96_000, 28);
    }
    const audio =
      fault === 'no-sound' ? Buffer.alloc(0) : fault === 'cut-sound' ? wav.subarray(0, wav.length >> 1) : wav;
    const timepoints = marked.map(({mark}, index) => ({
      markName: mark,
      timeSeconds: (spoken.words[index]?.startMs ?? 0) / 1000,
    }));
    const kept = voice.name.includes('NoMarks')
      ? []
      : voice.name.includes('FewMarks')
        ? timepoints.slice(1)
        : timepoints;
    const answer =
      fault === 'odd-form' ? {audio: 'none'} : {audioContent: audio.toString('base64'), timepoints: kept};
    return {contentType: 'application/json; charset=UTF-8', body: Buffer.from(JSON.stringify(answer))};
  });
}

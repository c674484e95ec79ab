import {z} from 'zod';
import {contractServer, type ContractServer, pcmOf, Refused, speech} from './contract-server.ts';

const request = z.strictObject({
  text: z.string().min(1),
  model_id: z.string(),
  language_code: z.string().length(2).optional(),
  seed: z.int().optional(),
  voice_settings: z
    .strictObject({
      stability: z.number().min(0).max(1),
      similarity_boost: z.number().min(0).max(1),
      style: z.number().min(0).max(1),
      speed: z.number().min(0.7).max(1.2),
    })
    .partial()
    .optional(),
});

/** ElevenLabs with timestamps: audio as base64 and the times of every character of the text. */
export function elevenLabsServer(key: string): Promise<ContractServer> {
  return contractServer(async ({path, headers, body}, fault) => {
    const given = headers['xi-api-key'];
    if (given !== key) {
      throw new Refused(401, {
        detail: {status: 'invalid_api_key', message: `Invalid API key ${String(given)}`},
      });
    }
    const [, voiceId, rate] =
      /^\/v1\/text-to-speech\/(\w+)\/with-timestamps\?output_format=pcm_(\d+)$/.exec(path) ?? [];
    if (voiceId === undefined || voiceId === 'nobody') {
      throw new Refused(404, {detail: {status: 'voice_not_found', message: 'A voice was not found'}});
    }
    const asked = request.safeParse(body);
    if (!asked.success) throw new Refused(422, {detail: [{loc: ['body'], msg: asked.error.message}]});
    const {text, model_id: model, language_code: language, voice_settings: settings} = asked.data;
    if (language !== undefined && !/_v2_5|_v3/.test(model)) {
      throw new Refused(400, {
        detail: {status: 'unsupported_language', message: 'this model takes no language_code'},
      });
    }
    const sampleRateHz = Number(rate);
    const spoken = await speech(text, sampleRateHz, settings?.speed ?? 1);
    const starts: number[] = [];
    const ends: number[] = [];
    const characters = [...text];
    let word = 0;
    let inWord = 0;
    for (const character of characters) {
      const {text: written = '', startMs = 0, endMs = 0} = spoken.words[word] ?? {};
      const length = [...written].length;
      const at = (share: number) => (startMs + (endMs - startMs) * share) / 1000;
      if (character === ' ') {
        const from = endMs / 1000;
        word += 1;
        inWord = 0;
        starts.push(from);
        ends.push((spoken.words[word]?.startMs ?? endMs) / 1000);
      } else {
        starts.push(at(inWord / length));
        ends.push(at((inWord + 1) / length));
        inWord += 1;
      }
    }
    const pcm = pcmOf(fault === 'silence' ? {samples: new Float32Array(spoken.samples.length)} : spoken);
    const third = pcm.subarray(0, (pcm.length / 6) * 2);
    const audio =
      fault === 'no-sound'
        ? Buffer.alloc(0)
        : fault === 'cut-sound' || fault === 'impossible-rate'
          ? third
          : pcm;
    const alignment = {
      characters: text.includes('normalised') ? [...characters, '!'] : characters,
      character_start_times_seconds: starts,
      character_end_times_seconds: ends,
    };
    const answer = {audio_base64: audio.toString('base64'), alignment, normalized_alignment: alignment};
    return {
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(fault === 'odd-form' ? {alignment} : answer)),
    };
  });
}

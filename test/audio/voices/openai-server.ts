import {z} from 'zod';
import {contractServer, type ContractServer, pcmOf, Refused, speech, wavOf} from './contract-server.ts';

const request = z.strictObject({
  model: z.string(),
  voice: z.string(),
  input: z.string().min(1).max(4096),
  response_format: z.enum(['wav', 'pcm']),
  instructions: z.string().optional(),
  speed: z.number().min(0.25).max(4).optional(),
});

/** A server with `/v1/audio/speech`. WAV files have an open size, as those of streaming servers. */
export function openAiServer(key: string | undefined): Promise<ContractServer> {
  return contractServer(async ({path, headers, body}, fault) => {
    if (key !== undefined && headers.authorization !== `Bearer ${key}`) {
      throw new Refused(401, {
        error: {
          message: `Incorrect API key provided: ${(headers.authorization ?? '').slice(7)}`,
          type: 'invalid_request_error',
          code: 'invalid_api_key',
        },
      });
    }
    if (path !== '/v1/audio/speech') throw new Refused(404, {error: {message: `no ${path}`}});
    const asked = request.safeParse(body);
    if (!asked.success) throw new Refused(400, {error: {message: asked.error.message}});
    const {model, input, response_format: format, speed = 1} = asked.data;
    if (model === 'missing') throw new Refused(404, {error: {message: 'The model `missing` does not exist'}});
    const spoken = await speech(input, 24_000, speed);
    const sound = fault === 'silence' ? {samples: new Float32Array(24_000), sampleRateHz: 24_000} : spoken;
    if (fault === 'no-sound') return {contentType: 'audio/wav', body: Buffer.alloc(0)};
    if (fault === 'odd-form')
      return {contentType: 'application/json', body: Buffer.from('{"url":"https://example.com/a.wav"}')};
    if (format === 'pcm') {
      const pcm = pcmOf(sound);
      return {contentType: 'audio/pcm', body: fault === 'cut-sound' ? pcm.subarray(0, 2001) : pcm};
    }
    const wav = wavOf(sound);
    if (fault === 'impossible-rate') wav.writeUInt32LE(0xffffff, 24);
    // A whole file that announces its size, cut in the middle; otherwise the size is left open.
    if (fault === 'cut-sound') return {contentType: 'audio/wav', body: wav.subarray(0, wav.length >> 1)};
    wav.writeUInt32LE(0xffffffff, 4);
    wav.writeUInt32LE(0xffffffff, 40);
    return {contentType: 'audio/wav', body: wav};
  });
}

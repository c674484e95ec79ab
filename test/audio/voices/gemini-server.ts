import {z} from 'zod';
import {
  contractServer,
  type ContractServer,
  type Fault,
  pcmOf,
  Refused,
  speech,
  wavOf,
} from './contract-server.ts';

const refusal = (code: number, status: string, message: string, details: readonly unknown[] = []) =>
  new Refused(code, {error: {code, status, message, details}});

const interaction = z.strictObject({
  model: z.string(),
  input: z.tuple([
    z.strictObject({
      type: z.literal('user_input'),
      content: z.tuple([
        z.strictObject({
          type: z.literal('text'),
          text: z.string().min(1),
          annotations: z
            .array(z.strictObject({type: z.literal('speech_metadata'), style: z.string()}))
            .optional(),
        }),
      ]),
    }),
  ]),
  response_format: z.strictObject({type: z.literal('audio'), mime_type: z.literal('audio/wav')}),
  generation_config: z.strictObject({speech_config: z.tuple([z.strictObject({voice: z.string()})])}),
  store: z.literal(false),
});
const generation = z.strictObject({
  contents: z.tuple([
    z.strictObject({role: z.literal('user'), parts: z.tuple([z.strictObject({text: z.string().min(1)})])}),
  ]),
  generationConfig: z.strictObject({
    responseModalities: z.tuple([z.literal('AUDIO')]),
    speechConfig: z.strictObject({
      voiceConfig: z.strictObject({prebuiltVoiceConfig: z.strictObject({voiceName: z.string()})}),
      languageCode: z.string().optional(),
    }),
  }),
});

const silent = (sampleRateHz: number) => ({samples: new Float32Array(sampleRateHz), sampleRateHz});

async function wavData(text: string, fault: Fault | undefined): Promise<string> {
  if (fault === 'no-sound') return '';
  const wav = wavOf(fault === 'silence' ? silent(24_000) : await speech(text, 24_000));
  if (fault === 'impossible-rate') wav.writeUInt32LE(7, 24);
  return (fault === 'cut-sound' ? wav.subarray(0, wav.length >> 1) : wav).toString('base64');
}

async function pcmData(text: string, fault: Fault | undefined): Promise<{data: string; mimeType: string}> {
  const pcm = pcmOf(fault === 'silence' ? silent(24_000) : await speech(text, 24_000));
  const data = fault === 'no-sound' ? Buffer.alloc(0) : fault === 'cut-sound' ? pcm.subarray(0, 2001) : pcm;
  return {
    data: data.toString('base64'),
    mimeType: `audio/L16;codec=pcm;rate=${fault === 'impossible-rate' ? 7 : 24_000}`,
  };
}

/** Gemini as its reference describes it: interactions for models from 3.8 on, generateContent before. */
export function geminiServer(key: string): Promise<ContractServer> {
  return contractServer(async ({path, headers, body}, fault) => {
    if (headers['x-goog-api-key'] !== key || path.includes('key=')) {
      throw refusal(400, 'INVALID_ARGUMENT', `API key not valid: ${String(headers['x-goog-api-key'])}`, [
        {'@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID'},
      ]);
    }
    const json = (value: unknown) => ({
      contentType: 'application/json; charset=UTF-8',
      body: Buffer.from(JSON.stringify(value)),
    });
    if (fault === 'odd-form') return json({steps: 'none', candidates: 'none'});
    if (path === '/v1beta/interactions') {
      const asked = interaction.safeParse(body);
      if (!asked.success) throw refusal(400, 'INVALID_ARGUMENT', asked.error.message);
      const {model, input, generation_config: config} = asked.data;
      if (!/^gemini-3\.8-flash(?:-lite)?-tts$/.test(model))
        throw refusal(404, 'NOT_FOUND', `no model ${model}`);
      if (config.speech_config[0].voice === 'Nobody') throw refusal(400, 'INVALID_ARGUMENT', 'no such voice');
      const data = await wavData(input[0].content[0].text, fault);
      return json({
        id: 'i-1',
        status: 'completed',
        steps: [{type: 'model_output', content: [{type: 'audio', mime_type: 'audio/wav', data}]}],
      });
    }
    const model = /^\/v1beta\/models\/([\w.-]+):generateContent$/.exec(path)?.[1];
    if (model === undefined || !/^gemini-(?:2\.5|3\.1)-/.test(model))
      throw refusal(404, 'NOT_FOUND', `no model ${path}`);
    const asked = generation.safeParse(body);
    if (!asked.success) throw refusal(400, 'INVALID_ARGUMENT', asked.error.message);
    // The frame around the transcript is not spoken.
    const text = asked.data.contents[0].parts[0].text.split('\n\n').slice(1).join(' ');
    if (text.includes('forbidden')) {
      return json({candidates: [{index: 0, finishReason: 'PROHIBITED_CONTENT'}]});
    }
    const inlineData = await pcmData(text, fault);
    return json({
      candidates: [{index: 0, finishReason: 'STOP', content: {role: 'model', parts: [{inlineData}]}}],
    });
  });
}

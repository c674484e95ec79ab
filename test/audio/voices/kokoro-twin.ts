import type {KokoroModule} from '../../../src/audio/voices/kokoro.ts';
import {speech} from './contract-server.ts';

/** The most characters the model takes at once; what is more it drops, as the real one does beyond its tokens. */
const mostCharacters = 400;

/** What kokoro-js does, with tones for a voice: for all but the sound itself. */
export function kokoroTwin(seen: {calls: string[]; loads: unknown[]} = {calls: [], loads: []}): KokoroModule {
  return {
    KokoroTTS: {
      async from_pretrained(model, options) {
        seen.loads.push({model, dtype: options.dtype, device: options.device});
        if (model === 'nowhere') throw new Error('Could not locate file: nowhere/config.json');
        options.progress_callback?.({status: 'progress', progress: 50});
        options.progress_callback?.({status: 'ready'});
        return {
          voices: {af_heart: {}, bm_george: {}},
          async generate(text, {voice, speed}) {
            if (!['af_heart', 'bm_george'].includes(voice)) throw new Error(`Voice "${voice}" not found`);
            seen.calls.push(text);
            const {samples} = await speech(text.slice(0, mostCharacters), 24_000, speed);
            return {audio: samples, sampling_rate: 24_000};
          },
        };
      },
    },
  };
}

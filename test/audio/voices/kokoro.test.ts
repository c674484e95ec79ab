import {describe, expect, it} from 'vitest';
import {kokoro, kokoroPieces} from '../../../src/audio/voices/kokoro.ts';
import {kokoroTwin} from './kokoro-twin.ts';

const signal = new AbortController().signal;
const say = (voice: ReturnType<typeof kokoro>, text: string, rate = 1) =>
  voice.doSpeak({text, language: 'en', rate, signal});

describe('kokoro', () => {
  it('names the command that installs its package where that is missing', async () => {
    const failed = say(kokoro(), 'Hello.');
    await expect(failed).rejects.toMatchObject({code: 'dependency-missing', action: 'fatal'});
    await expect(failed).rejects.toThrow('npm install kokoro-js');
    await expect(kokoro().doPrepare?.({lines: [], language: 'en', signal})).rejects.toThrow(
      'npm install kokoro-js',
    );
  });

  it('loads the weights once, tells how far it is, and speaks sentence by sentence', async () => {
    const seen = {calls: [] as string[], loads: [] as unknown[]};
    const heard: number[] = [];
    const voice = kokoro({
      voice: 'bm_george',
      dtype: 'fp32',
      onLoading: (fraction) => heard.push(fraction),
      load: async () => kokoroTwin(seen),
    });
    const spoken = await say(voice, 'Why do cats knead? Kittens push their mother.');
    await say(voice, 'And again.');
    expect(seen.loads).toEqual([
      {model: 'onnx-community/Kokoro-82M-v1.0-ONNX', dtype: 'fp32', device: 'cpu'},
    ]);
    expect(seen.calls).toEqual(['Why do cats knead?', 'Kittens push their mother.', 'And again.']);
    expect(heard).toEqual([0.5]);
    expect(spoken).toMatchObject({sampleRateHz: 24_000, timing: 'estimated'});
  });

  it('loses nothing of a line that is longer than the model takes at once', async () => {
    const text = 'one two three four five six seven eight nine ten '.repeat(40).trim();
    const voice = kokoro({load: async () => kokoroTwin()});
    const [all, half] = [await say(voice, text), await say(voice, text.slice(0, text.length / 2))];
    expect(all.samples.length / half.samples.length).toBeCloseTo(2, 1);
    expect(kokoroPieces(text).join(' ')).toBe(text);
    for (const piece of kokoroPieces(`${'a'.repeat(1000)}. b, ${'c '.repeat(300)}`))
      expect(piece.length).toBeLessThanOrEqual(301);
  });

  it('tries again after weights that did not come, and refuses voices it has not', async () => {
    let loads = 0;
    const load = async () => {
      loads += 1;
      return kokoroTwin();
    };
    const failing = kokoro({model: 'nowhere', load});
    await expect(say(failing, 'Hello.')).rejects.toMatchObject({code: 'voice-failed', action: 'retry'});
    await expect(say(failing, 'Hello.')).rejects.toThrow('Could not locate file');
    expect(loads).toBe(2);
    await expect(say(kokoro({voice: 'af_nobody', load}), 'Hello.')).rejects.toThrow(
      /'af_nobody' is not one of af_heart/,
    );
    expect(() => kokoro({voice: '../etc'})).toThrow('af_heart');
  });
});

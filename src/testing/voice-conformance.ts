import assert from 'node:assert/strict';
import {readableText} from '../audio/voices/readable-text.ts';
import {ViralError} from '../errors.ts';
import type {SpokenLine, Voice} from '../ports/index.ts';

export interface VoiceConformanceOptions {
  /** Opens a fresh voice; it is closed after each check. */
  readonly open: () => Voice | Promise<Voice>;
  /** Two lines that it can say, the second clearly longer. Default: two English ones. */
  readonly lines?: readonly [string, string];
  /** Scene ids of the two lines, for voices that find their sound by them. Default `scene-1`, `scene-2`. */
  readonly sceneIds?: readonly [string, string];
  /** Default `en`. */
  readonly language?: string;
  /** Whether it follows the pace that is asked for. Default: yes. */
  readonly paced?: boolean;
  /** Whether it can say any text. Default: yes; a recording cannot. */
  readonly anyText?: boolean;
  /** Keys it was opened with: they may stand nowhere. */
  readonly secrets?: readonly string[];
}

/** One thing that holds for every voice. Run it in any test runner: it rejects when it does not hold. */
export interface ConformanceCheck {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const defaultLines = [
  'Why do cats knead you?',
  'Kittens push their mother, and so the milk begins to flow.',
] as const;

/** Texts that are hard to say; each must give right words or a clear refusal. */
const awkward = [
  'Stop <break time="3s"/> here & now.',
  'A </speak><audio src="https://example.com/a.mp3"/> trick.',
  'Nine \u0000\u0007 lives \u202E reversed \uFEFF mark.',
  '“Quoted” words — with 5–10% more, $13.7 billion… and 😀 emoji!',
  'See https://example.com/a?b=c&d=e for more.',
  'Say [loudly] {softly} [[h@loU]] hello.',
  'don’t   double\tspace\nor line',
];

function secondsOf({samples, sampleRateHz}: SpokenLine): number {
  return samples.length / sampleRateHz;
}

function assertSound(spoken: SpokenLine, text: string): void {
  const {samples, sampleRateHz, words, timing} = spoken;
  assert.ok(Number.isInteger(sampleRateHz), `the sample rate ${sampleRateHz} is a whole number`);
  assert.ok(sampleRateHz >= 8000 && sampleRateHz <= 192_000, `${sampleRateHz} Hz is a rate of sound`);
  assert.ok(samples.length > 0, 'there is sound');
  let peak = 0;
  for (const sample of samples) {
    assert.ok(Number.isFinite(sample), 'every sample is a number');
    peak = Math.max(peak, Math.abs(sample));
  }
  assert.ok(peak > 0.001 && peak <= 1.5, `the peak ${peak} is that of sound from -1 to 1`);
  const lettersIn = (some: string) => some.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const seconds = secondsOf(spoken);
  // Markup may be left out.
  const [fewest, most] = [lettersIn(readableText(text).text), lettersIn(text)];
  assert.ok(seconds > fewest / 60 && seconds < 5 + most, `${seconds} s is a length for ${most} letters`);
  if (!words) return;
  assert.notEqual(timing, 'estimated', 'a voice that gives times does not call them estimated');
  assert.deepEqual(
    words.map((word) => word.text),
    text.split(/\s+/u).filter((word) => word !== ''),
    'there is a time for every written word, as written',
  );
  let last = 0;
  for (const {text: word, startMs, endMs} of words) {
    assert.ok(startMs >= last && endMs >= startMs, `the times of "${word}" run forwards`);
    assert.ok(endMs <= seconds * 1000 + 1, `"${word}" ends within the sound`);
    last = startMs;
  }
}

/** What every voice must do: the contract of the port `Voice`. */
export function voiceConformance(options: VoiceConformanceOptions): readonly ConformanceCheck[] {
  const {
    open,
    lines = defaultLines,
    sceneIds = ['scene-1', 'scene-2'],
    language = 'en',
    paced = true,
  } = options;
  const {anyText = true, secrets = []} = options;
  const never = new AbortController().signal;
  const [short, long] = lines;

  const assertNoSecret = (text: string) => {
    for (const secret of secrets) assert.ok(!text.includes(secret), 'no secret is told');
  };
  const check = (name: string, body: (voice: Voice) => Promise<void>): ConformanceCheck => ({
    name,
    run: async () => {
      const voice = await open();
      try {
        await voice.doPrepare?.({
          lines: lines.map((text, index) => ({text, sceneId: sceneIds[index] ?? ''})),
          language,
          signal: never,
        });
        await body(voice);
      } finally {
        await voice.doClose?.();
      }
    },
  });
  const say = (
    voice: Voice,
    text: string,
    {rate = 1, signal = never}: {rate?: number; signal?: AbortSignal} = {},
  ) =>
    voice.doSpeak({
      text,
      language,
      rate,
      signal,
      ...(text === short ? {sceneId: sceneIds[0]} : text === long ? {sceneId: sceneIds[1]} : {}),
    });
  /** What a line ends with: its error, or null. */
  const errorOf = async (line: Promise<unknown>): Promise<Error | null> => {
    try {
      await line;
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error('what was thrown is no error', {cause: error});
    }
  };

  return [
    check('says who it is and what it speaks', async (voice) => {
      assert.match(voice.name, /^[a-z][a-z0-9-]*\/\S.{0,90}$/u, 'the name is provider/voice');
      assert.ok(voice.languages.length > 0, 'it speaks a language');
      for (const each of voice.languages)
        assert.match(each, /^(?:\*|[a-z]{2,3})$/, `'${each}' is a primary subtag`);
      assert.equal(typeof voice.synthetic, 'boolean');
    }),
    check('names settings that are plain, stable and free of secrets', async (voice) => {
      if (voice.settings === undefined) return;
      const again = await open();
      try {
        assert.deepEqual(again.settings, voice.settings, 'two voices opened alike have the same settings');
      } finally {
        await again.doClose?.();
      }
      const text = JSON.stringify(voice.settings);
      assert.deepEqual(JSON.parse(text), voice.settings, 'settings survive JSON');
      assertNoSecret(text);
    }),
    check('says a line, with right times where it gives any', async (voice) => {
      for (const text of lines) assertSound(await say(voice, text), text);
    }),
    check('takes longer for a longer line', async (voice) => {
      const ratio = secondsOf(await say(voice, long)) / secondsOf(await say(voice, short));
      assert.ok(ratio > 1.2, `the longer line takes ${ratio.toFixed(2)} times as long`);
    }),
    check('keeps lines apart that are asked for at once', async (voice) => {
      const alone = [secondsOf(await say(voice, short)), secondsOf(await say(voice, long))];
      const together = (await Promise.all([say(voice, short), say(voice, long)])).map(secondsOf);
      for (const [index, seconds] of together.entries()) {
        const expected = alone[index] ?? 0;
        assert.ok(Math.abs(seconds - expected) < 0.2 * expected + 0.1, `line ${index + 1} is itself`);
      }
    }),
    check('follows the pace it is asked for, or keeps its own', async (voice) => {
      const ratio = secondsOf(await say(voice, long)) / secondsOf(await say(voice, long, {rate: 1.25}));
      if (paced)
        assert.ok(ratio > 1.1 && ratio < 1.4, `at 1.25 the line is ${ratio.toFixed(2)} times as short`);
      else assert.ok(Math.abs(ratio - 1) < 0.05, `it keeps its own pace (${ratio.toFixed(2)})`);
    }),
    check('says hard texts rightly or refuses them clearly', async (voice) => {
      for (const text of awkward) {
        const error = await errorOf(
          say(voice, text).then((spoken) => {
            assertSound(spoken, text);
          }),
        );
        if (error === null) continue;
        if (error instanceof assert.AssertionError) throw error;
        assert.ok(
          ViralError.isInstance(error),
          `"${text}" is refused as an error of ours, not ${error.message}`,
        );
        assert.ok(!anyText, `"${text}" can be said, but: ${error.message}`);
        assertNoSecret(error.message);
      }
    }),
    check('refuses what has no words', async (voice) => {
      for (const text of ['😀 — …', '\u0000', '<break/>']) {
        const error = await errorOf(say(voice, text));
        // Some voices name an emoji.
        if (error === null) continue;
        assert.ok(
          ViralError.isInstance(error),
          `"${text}" is refused as an error of ours, not ${error.message}`,
        );
        assert.equal(error.action, 'fatal', 'it is not tried again');
        assertNoSecret(`${error.message}${error.stack ?? ''}`);
      }
    }),
    check('stops when it is told to, with the reason, and speaks again', async (voice) => {
      const reason = new Error('enough of this');
      assert.equal(await errorOf(say(voice, short, {signal: AbortSignal.abort(reason)})), reason);
      const controller = new AbortController();
      const line = errorOf(say(voice, long, {signal: controller.signal}));
      controller.abort(reason);
      const error = await line;
      // A voice that answers in an instant may have done so.
      if (error !== null) assert.equal(error, reason);
      assertSound(await say(voice, short), short);
    }),
    check('may be closed twice', async (voice) => {
      await say(voice, short);
      await voice.doClose?.();
      await voice.doClose?.();
    }),
  ];
}

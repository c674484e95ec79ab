import {composeList} from './compose-list.ts';
import {composeProse} from './compose-prose.ts';
import type {Draft, Line} from './line.ts';
import type {Sentence} from '../source/material.ts';
import {describe, type Reading, wayOut} from '../source/reading.ts';
import {spelled} from './spelled.ts';
import {paceOf, pauses, secondsOf, secondsOfScript} from '../../quality/speech-time.ts';
import {finish} from './finish.ts';
import {splitLong} from './split-long.ts';
import {isSpeakable} from './variants.ts';
import {UnsuitableSourceError} from '../../errors.ts';

/** Points the user gave: said as given, one scene each. */
function pointLines(reading: Reading): Line[] {
  const {brief, tagger} = reading;
  return (brief.points ?? []).map((point) => {
    const text = finish(point.replaceAll(/\s+/g, ' '));
    const split = isSpeakable(text) ? {text, operations: []} : splitLong(text, tagger);
    return {text: split.text, from: [], operations: ['point-of-the-brief', ...split.operations], entry: null};
  });
}

/** The hook for a video of points only: the topic, named. */
export function pointsHook(reading: Reading, count: number): Draft['hook'] {
  const {brief, topic} = reading;
  const subject = (brief.topic ?? topic.title).replace(/[.!?]+$/, '').trim();
  const asked = /^(why|how|what|when|where) (.+)$/i.exec(subject);
  const base = {from: [] as Sentence[], onScreen: null, operation: 'hook-topic'};
  if (asked?.[1] && asked[2]) {
    const inverted = /^(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have)\b/i.test(
      asked[2],
    );
    const word = asked[1].toLowerCase();
    return inverted
      ? {...base, type: 'question', text: `So, ${word} ${asked[2]}?`}
      : {...base, type: word === 'how' ? 'how-to' : 'because-gap', text: `Here’s ${word} ${asked[2]}.`};
  }
  if (!brief.topic)
    return {
      ...base,
      type: 'topic',
      text: count >= 3 ? `${spelled(count)} things worth knowing.` : 'Here’s something worth knowing.',
    };
  return {
    ...base,
    type: 'topic',
    text:
      count >= 3
        ? `${spelled(count)} things to know about ${topic.phrase}.`
        : `Here’s the short version of ${topic.phrase}.`,
  };
}

export function draftOf(reading: Reading, signal: AbortSignal | undefined): Draft {
  const {brief, material, salience, topic, tagger, seconds} = reading;
  const rate = paceOf(reading.style);
  const points = pointLines(reading);
  const pointSeconds = points.reduce(
    (sum, line) => sum + secondsOf(line.text, rate) + pauses.betweenLines,
    0,
  );
  const spentSeconds = secondsOf(reading.cta.spoken, rate) + pointSeconds;
  const sourced = (brief.sources?.length ?? 0) > 0;
  const prose = () =>
    composeProse({
      material,
      salience,
      topic,
      tagger,
      seconds,
      spentSeconds,
      rate,
      linesBefore: points.length,
      predictor: reading.predictor,
      signal,
    });
  const list = material.kind === 'list' || material.kind === 'how-to';
  const draft = !sourced
    ? null
    : list && points.length === 0
      ? (composeList({material, salience, topic, tagger, seconds, spentSeconds, rate}) ??
        // Steps out of their order are no steps.
        (material.kind === 'how-to' && material.itemsOrdered ? null : prose()))
      : prose();
  if (points.length > 0) {
    const overfull = pointSeconds > seconds * 0.75;
    if (!draft || overfull) {
      const spent = spentSeconds + pauses.atEnds + 3;
      return {
        hook: pointsHook(reading, points.length),
        lines: points,
        structure: 'explainer',
        exhausted: spent < seconds * 0.9,
        more: false,
      };
    }
    return {...draft, lines: [...points, ...draft.lines]};
  }
  const takes = draft
    ? secondsOfScript([draft.hook.text, ...draft.lines.map((line) => line.text), reading.cta.spoken], rate)
    : 0;
  // Steps are told whole or not at all; in a few seconds not even two of them are.
  if (!draft || takes > Math.max(seconds * 1.35, seconds + 3)) {
    throw new UnsuitableSourceError(
      'not-sayable',
      `${describe(brief.sources ?? [])} has sentences, but none that can be said in ${Math.round(seconds)} s without the ones around it. ${seconds < 20 ? 'Ask for a longer video, 20 s or more, or: ' : ''}${wayOut}`,
    );
  }
  return draft;
}

import {creditOf} from './credits.ts';
import {endingScene} from './ending-scene.ts';
import {fewStatistics} from './few-statistics.ts';
import {hookScene} from './hook-scene.ts';
import {lineScene} from './line-scene.ts';
import {descriptionOf, hashtagsOf, titleOf} from './post-text.ts';
import {findingsOf} from './script-findings.ts';
import {ShownPhrases} from './shown-phrases.ts';
import {spokenLines} from './spoken-lines.ts';
import {thinOutVisuals} from './visual-wishes.ts';
import type {Draft} from '../prose/line.ts';
import {summaryOf} from '../prose/summary.ts';
import {nameTest} from '../source/candidates.ts';
import {describe, type Reading, wayOut} from '../source/reading.ts';
import {paceOf, secondsOfScript} from '../../quality/speech-time.ts';
import {verbatimLimits, verbatimShareOf} from '../../quality/verbatim.ts';
import {UnsuitableSourceError} from '../../errors.ts';
import type {ScriptInput, SourceText} from '../../schema/index.ts';

/**
 * A draft as a script: its lines in everyday words, a scene for each, and what goes with the post.
 * @throws UnsuitableSourceError `would-copy` when the sources are too short to be told in other words
 */
export function scriptOf(reading: Reading, draft: Draft, now: Date): ScriptInput {
  const {brief, material, topic, tagger, category, style} = reading;
  const sources = brief.sources ?? [];
  const isName = nameTest(material, tagger);
  const pace = paceOf(style);
  const scenes = scenesOf(reading, draft, isName);
  const lines = scenes.map((scene) => scene.spoken);
  const estimate = secondsOfScript(lines, pace);
  const share = verbatimShareOf(lines, sources);
  if (share > verbatimLimits.maxShare) refuseToCopy(share, sources);
  return {
    version: 1,
    id: idOf(topic.label, reading.seconds),
    title: titleOf(topic, draft.hook, material, isName),
    topic: (brief.topic ?? topic.label).slice(0, 200),
    platform: brief.platform,
    language: reading.language,
    durationInSeconds: reading.seconds,
    style,
    hook: {type: draft.hook.type},
    structure: draft.structure,
    scenes: thinOutVisuals(fewStatistics(scenes)),
    description: descriptionOf(summaryOf(reading, draft, scenes), sources, material.title),
    hashtags:
      sources.length === 0 && !brief.topic
        ? []
        : hashtagsOf(category, topic, topic.related, material.sensitive),
    sources: sources.map(creditOf),
    writer: {
      name: 'embedded',
      fit: estimate < reading.seconds * 0.9 && !draft.more ? 'source-exhausted' : 'fits',
      verbatimShare: share,
    },
    findings: findingsOf(reading, draft, estimate, now),
  };
}

function scenesOf(reading: Reading, draft: Draft, isName: (word: string) => boolean): ScriptInput['scenes'] {
  const {topic, cta, style} = reading;
  const phrases = new ShownPhrases(reading);
  const bareTopic = topic.phrase.replace(/^(?:the|an?) /, '');
  const visualTopic = bareTopic.length <= 60 && !/\d/.test(bareTopic) ? bareTopic : null;
  const chosen = [draft.hook.text, ...draft.lines.map((line) => line.text), cta.spoken];
  // What roles of speakers may take on top of the lines as they were chosen.
  const room = reading.seconds * 1.07 - secondsOfScript(chosen, paceOf(style));
  return [
    hookScene(draft, reading, phrases, visualTopic),
    ...spokenLines(draft.lines, reading, isName, room).map((line, index) =>
      lineScene(line, index, reading, phrases, visualTopic),
    ),
    endingScene(draft, reading),
  ];
}

/** What is the user’s own may be read out as it stands. */
function refuseToCopy(share: number, sources: readonly SourceText[]): void {
  if (sources.every((source) => source.own === true)) return;
  throw new UnsuitableSourceError(
    'would-copy',
    `${describe(sources)} is so short that it could only be read out as it stands (${Math.round(share * 100)} % of the words). ${wayOut} Pass \`own: true\` where the text is yours.`,
  );
}

function idOf(label: string, seconds: number): string {
  const slug = label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  return `${slug || 'script'}-${Math.round(seconds)}s`;
}

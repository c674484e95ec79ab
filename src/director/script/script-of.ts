import {createCta} from './calls-to-action.ts';
import {nameTest} from '../source/candidates.ts';
import {measuredIn} from '../source/measured-in.ts';
import {findingsOf} from './script-findings.ts';
import {hookPhraseOf} from '../hooks/hook-phrase.ts';
import {trimTail} from '../prose/phrase-end.ts';
import type {Tagger} from '../source/nlp.ts';
import {summaryOf} from '../prose/summary.ts';
import {thinOutVisuals} from './visual-wishes.ts';
import {unfaithful} from '../source/faithfulness.ts';
import {capitalise, clauseOf, textOf, wordCount} from '../source/grammar.ts';
import type {Draft} from '../prose/line.ts';
import {isImperative} from '../source/imperative.ts';
import type {Sentence} from '../source/material.ts';
import {onScreenTextOf} from './on-screen-text.ts';
import {emphasisOf} from '../prose/emphasis.ts';
import {visualOf} from './visual-query.ts';
import {descriptionOf, hashtagsOf, titleOf} from './post-text.ts';
import {creditable, describe, type Reading, wayOut} from '../source/reading.ts';
import {shapeOf} from './scene-of.ts';
import {splitSentences} from '../../quality/sentences.ts';
import {contract, Introductions} from '../prose/spoken.ts';
import {reword} from '../prose/reword.ts';
import {paceOf, secondsOf, secondsOfScript} from '../../quality/speech-time.ts';
import {termsOf} from '../source/salience.ts';
import type {Topic} from '../source/topic.ts';
import {isSpeakable} from '../prose/variants.ts';
import {runsOf, verbatimLimits, verbatimShareOf} from '../../quality/verbatim.ts';
import {UnsuitableSourceError} from '../../errors.ts';
import type {ScriptInput} from '../../schema/index.ts';

function spansOf(sentences: readonly Sentence[]) {
  const seen = new Set<string>();
  return sentences
    .filter((sentence) => {
      const key = `${sentence.sourceId}:${sentence.block}:${sentence.start}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, 12)
    .map(({sourceId, block, start, end}) => ({sourceId, block, start, end}));
}

export function scriptOf(reading: Reading, draft: Draft, now: Date): ScriptInput {
  const {brief, material, topic, tagger, category, cta, salience, style} = reading;
  const sources = brief.sources ?? [];
  const shown = new Set<string>();
  const key = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const introductions = new Introductions(material);
  const windowOf = (sentences: readonly Sentence[]) =>
    sentences
      .map(
        (sentence) =>
          material.sources[sentence.source]?.blocks[sentence.block]?.text.slice(
            sentence.start,
            sentence.end,
          ) ?? sentence.text,
      )
      .join(' ');
  const credit = sources.length === 1 ? (sources[0]?.siteName ?? null) : null;
  const phraseFor = (shape: ReturnType<typeof shapeOf>, spoken: string): string => {
    if (shape.kind === 'quote') {
      const found =
        onScreenTextOf(spoken, tagger, {idf: salience.idf, shown, preferVerb: false}) ??
        (wordCount(shape.speaker) > 1 ? shape.speaker : `In ${shape.speaker}’s words`);
      shown.add(key(found));
      return found;
    }
    if (shape.kind !== 'statistic' && shape.kind !== 'comparison')
      return phrase(spoken, isCommand(spoken, tagger));
    // The figure is the scene; it may stand on screen although the hook has shown it.
    const measured = shape.kind === 'comparison' ? measuredIn(spoken, tagger) : null;
    if (measured) {
      shown.add(key(measured));
      return measured;
    }
    const options = {
      idf: salience.idf,
      preferVerb: false,
      ...(shape.kind === 'statistic' ? {value: shape.value} : {}),
    };
    const fresh = onScreenTextOf(spoken, tagger, {
      ...options,
      shown: shape.kind === 'comparison' ? new Set() : shown,
    });
    const found =
      fresh !== null && (shape.kind === 'comparison' || /\d/.test(fresh))
        ? fresh
        : (onScreenTextOf(spoken, tagger, {...options, shown: new Set()}) ?? phrase(spoken, false));
    shown.add(key(found));
    return found;
  };
  const phrase = (text: string, preferVerb: boolean): string => {
    const found =
      onScreenTextOf(text, tagger, {idf: salience.idf, shown, preferVerb}) ??
      fallbackPhrase(text, topic, shown, tagger);
    shown.add(key(found));
    return found;
  };

  // What a hook without a sentence of its own rests on: the sentence that names the topic.
  const told = new Set(termsOf(tagger.tag(draft.hook.text)));
  const nearest = material.sentences
    .map((sentence) => ({
      sentence,
      shared: new Set(termsOf(sentence.tokens).filter((term) => told.has(term))).size,
    }))
    .filter(({shared}) => shared >= Math.max(2, told.size * 0.5))
    .sort(
      (one, other) => other.shared - one.shared || one.sentence.index - other.sentence.index,
    )[0]?.sentence;
  const about =
    (draft.hook.type === 'topic' ? undefined : nearest) ??
    material.sentences.find((sentence) => sentence.text.toLowerCase().includes(topic.label.toLowerCase()));
  const hookFrom = draft.hook.from.length > 0 ? draft.hook.from : about ? [about] : [];
  const hookPhrase = hookPhraseOf(draft.hook, topic, tagger);
  shown.add(key(hookPhrase));
  const kicker =
    category ??
    (wordCount(topic.label) <= 3 && topic.label.length <= 28 && key(topic.label) !== key(hookPhrase)
      ? topic.label
      : 'In short');
  const bareTopic = topic.phrase.replace(/^(?:the|an?) /, '');
  const visualTopic = bareTopic.length <= 60 && !/\d/.test(bareTopic) ? bareTopic : null;
  const scenes: ScriptInput['scenes'] = [
    {
      kind: 'hook',
      id: 'hook',
      spoken: draft.hook.text,
      onScreenText: hookPhrase,
      emphasis: emphasisOf(hookPhrase, tagger),
      visual: visualTopic ? {query: visualTopic} : null,
      kicker,
      trace: {
        claim: hookFrom.length > 0 ? 'fact' : 'glue',
        spans: spansOf(hookFrom),
        operations: [draft.hook.operation],
      },
    },
  ];

  const pace = paceOf(style);
  const isName = nameTest(material, tagger);
  const copiedFrom = runsOf(sources.filter((source) => source.own !== true));
  // What roles of speakers may take on top of the lines as they were chosen.
  let roomLeft =
    reading.seconds * 1.07 -
    secondsOfScript([draft.hook.text, ...draft.lines.map((line) => line.text), cta.spoken], pace);
  draft.lines.forEach((line, index) => {
    const contracted = contract(line.text, style);
    let spoken = contracted.text;
    let from = [...line.from];
    const operations = [...line.operations, ...(contracted.changed ? ['contract'] : [])];
    const introduced = introductions.introduce(spoken, roomLeft);
    if (
      introduced.text !== spoken &&
      isSpeakable(introduced.text) &&
      unfaithful(introduced.text, windowOf([...from, ...introduced.from])) === null
    ) {
      roomLeft -= secondsOf(introduced.text, pace) - secondsOf(spoken, pace);
      spoken = introduced.text;
      from = [...from, ...introduced.from];
      operations.push(...introduced.operations);
    }
    const reworded = reword(spoken, copiedFrom, tagger, isName);
    const counts = new Set(line.entry ? [line.entry.n, line.entry.total] : []);
    if (reworded.text !== spoken && unfaithful(reworded.text, windowOf(from), counts) === null) {
      spoken = reworded.text;
      operations.push(...reworded.operations);
    }
    const common = {
      id: `line-${index + 1}`,
      spoken,
      visual: wish(visualOf(line.entry ? line.entry.head : spoken, tagger, salience.idf) ?? visualTopic),
      trace: {claim: 'fact' as const, spans: spansOf(from), operations},
    };
    const show = (text: string) => ({onScreenText: text, emphasis: emphasisOf(text, tagger)});
    if (line.entry) {
      const {n, total, step, head} = line.entry;
      const short = (wordCount(head) >= 2 || head.length >= 4) && wordCount(head) <= 9 && head.length <= 46;
      const text =
        short && !shown.has(key(head))
          ? head
          : phrase(head, step || /^[A-Z][a-z]+ (?:the|a|an|your|it|all|any)\b/.test(head));
      shown.add(key(text));
      scenes.push({kind: step ? 'step' : 'list-item', ...common, ...show(text), n, total});
      return;
    }
    const shape = shapeOf(spoken, {
      material,
      tagger,
      first: index === 0 && line.from[0]?.rank === 0,
      background: isBackground(spoken, index),
      source: credit,
    });
    scenes.push({...shape, ...common, ...show(phraseFor(shape, spoken))});
  });

  const linked = draft.more && creditable(sources) === 'linked';
  const ending = linked
    ? createCta({
        platform: brief.platform,
        goal: 'source',
        label: '',
        list: true,
        sensitive: false,
        source: 'linked',
      })
    : cta;
  const endingSpoken = linked
    ? ending.spoken.replace('Full story linked', 'The other steps are linked')
    : ending.spoken;
  scenes.push({
    kind: 'call-to-action',
    id: 'call-to-action',
    spoken: endingSpoken,
    onScreenText: linked ? ending.onScreenText.replace('Full story', 'More steps') : ending.onScreenText,
    emphasis: linked ? ['steps'] : [...ending.emphasis],
    visual: null,
    label: ending.label,
    trace: {claim: 'glue', spans: [], operations: ['call-to-action']},
  });

  const laidOut = thinOutVisuals(fewStatistics(scenes));
  const spokenLines = scenes.map((scene) => scene.spoken);
  const estimate = secondsOfScript(spokenLines, pace);
  const share = verbatimShareOf(spokenLines, sources);
  if (share > verbatimLimits.maxShare && sources.some((source) => source.own !== true)) {
    throw new UnsuitableSourceError(
      'would-copy',
      `${describe(sources)} is so short that it could only be read out as it stands (${Math.round(share * 100)} % of the words). ${wayOut} Pass \`own: true\` where the text is yours.`,
    );
  }
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
    scenes: laidOut,
    description: descriptionOf(summaryOf(reading, draft, scenes), sources, material.title),
    hashtags:
      sources.length === 0 && !brief.topic
        ? []
        : hashtagsOf(category, topic, topic.related, material.sensitive),
    sources: sources.map(({id, title, author, siteName, url, publishedAt, own}) => ({
      id,
      ...(title === undefined ? {} : {title}),
      ...(author === undefined ? {} : {author}),
      ...(siteName === undefined ? {} : {siteName}),
      ...(url === undefined ? {} : {url}),
      ...(publishedAt === undefined ? {} : {publishedAt}),
      ...(own === undefined ? {} : {own}),
    })),
    writer: {
      name: 'embedded',
      fit: estimate < reading.seconds * 0.9 && !draft.more ? 'source-exhausted' : 'fits',
      verbatimShare: share,
    },
    findings: findingsOf(reading, draft, estimate, now),
  };
}

/** One to three figures stay in mind; the rest are said without a scene of their own. */
function fewStatistics(scenes: ScriptInput['scenes']): ScriptInput['scenes'] {
  let left = 3;
  return scenes.map((scene) => {
    if (scene.kind !== 'statistic' || left-- > 0) return scene;
    const {id, spoken, onScreenText, emphasis, visual, trace} = scene;
    return {kind: 'point', id, spoken, onScreenText, emphasis, visual, trace};
  });
}

/** `Start with lengths of grapevine`: the command is what to read, not the grapevine. */
function isCommand(spoken: string, tagger: Tagger): boolean {
  const [first] = splitSentences(spoken);
  return (
    first !== undefined && isImperative(first.text.replace(/^(?:First|Next|Then|Finally),? /, ''), tagger)
  );
}

function wish(query: string | null): {query: string} | null {
  return query === null ? null : {query: query.slice(0, 120)};
}

function isBackground(spoken: string, index: number): boolean {
  return (
    index > 0 &&
    /\b(?:until now|in the past|used to|since (?:19|20)\d\d|in (?:1[5-9]|20)\d\d|for (?:decades|centuries|years)|historically|originally|was (?:founded|built|opened|first))\b/i.test(
      spoken,
    )
  );
}

/** Where a line has no phrase to show: its first words up to where a phrase can end. */
function fallbackPhrase(text: string, topic: Topic, shown: ReadonlySet<string>, tagger: Tagger): string {
  const key = (value: string) => value.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  // `Sharks aren’t the problem.` is too short to cut, but not to turn.
  const denied = /^[^,;:“”]{2,40}? (?:is|are|was|were)(?:n[’']t| not) ([^,;:“”]{3,36})\.$/.exec(text)?.[1];
  if (denied && !shown.has(key(`not ${denied}`))) return `Not ${denied}`;
  const words = splitSentences(text)[0]!
    .text.replace(/^(?:But|And|So|Yet) /, '')
    .replace(/[.!?]+$/, '')
    .split(/[,;:–—]\s/)[0]!
    .split(/\s+/);
  for (let end = Math.min(7, words.length); end >= 2; end -= 1) {
    const phrase = words.slice(0, end).join(' ').replaceAll(/[“”"]/g, '');
    const next = words[end] ?? '';
    const verb = tagger.tag(text).find((token) => token.end === text.indexOf(phrase) + phrase.length);
    const atBorder =
      end === words.length ||
      /^(?:in|on|at|for|from|with|to|and|but|because|when|if|as|is|are|was|were|has|have|can|will|may|appears?|seems?)$/.test(
        next,
      );
    if (
      atBorder &&
      !(end < words.length && verb && /^(?:VERB|AUX)$/.test(verb.pos)) &&
      trimTail(phrase) === phrase &&
      // `It flies`, `Pfannes said Monday`
      !(/^(?:it|they|he|she|this|that|there|you|we)\b/i.test(phrase) && end < 5) &&
      !/\b(?:said|says|told)\b/.test(phrase) &&
      phrase.length <= 44 &&
      !shown.has(key(phrase)) &&
      key(phrase) !== key(text)
    )
      return capitalise(/^(?:the|an?) \S+ \S/i.test(phrase) ? phrase.replace(/^(?:the|an?) /i, '') : phrase);
  }
  const isFresh = (phrase: string) => phrase.length <= 60 && !shown.has(key(phrase));
  // The line as a headline writes it is better than a label that says nothing.
  const terse = splitSentences(text)[0]!
    .text.replace(/^(?:But|And|So|Yet|However,|Sometimes,|Also,) /, '')
    .replace(/[.!?]+$/, '')
    .split(/\s+/)
    .filter((word) => !/^(?:the|an?)$/i.test(word))
    .join(' ')
    .replaceAll(/[“”"]/g, '');
  if (
    terse.length <= 60 &&
    wordCount(terse) >= 3 &&
    wordCount(terse) <= 10 &&
    !shown.has(key(terse)) &&
    key(terse) !== key(text)
  )
    return capitalise(terse);
  // A name that the line does not say would be one that its sentence does not hold.
  const foreign = (topic.label.match(/(?<=\S )\p{Lu}\S*/gu) ?? []).some((name) => !text.includes(name));
  if (wordCount(topic.label) > 1 && isFresh(topic.label) && !foreign) return capitalise(topic.label);
  // Whom or what the line is about.
  const tokens = tagger.tag(text);
  const clause = clauseOf(tokens);
  const subject = clause ? textOf(text, tokens, 0, clause.verb).replace(/^(?:the|an?) /i, '') : '';
  if (
    wordCount(subject) >= 2 &&
    !/^(?:it|they|he|she|this|that|these|those|there)$/i.test(subject) &&
    isFresh(subject)
  )
    return capitalise(subject);
  return capitalise(
    wordCount(topic.label) > 1 && topic.label.length <= 60 && !foreign ? topic.label : 'In short',
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

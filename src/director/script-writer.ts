import {type CallToAction, createCta} from './calls-to-action.ts';
import {isChangeLog} from './clean-source.ts';
import {isProse, nameTest} from './candidates.ts';
import {composeList} from './compose-list.ts';
import {composeProse} from './compose-prose.ts';
import {unfaithful} from './faithfulness.ts';
import {capitalise, wordCount} from './grammar.ts';
import {hooksOf, spelled} from './hooks.ts';
import {detectLanguage, nameOfLanguage} from './language.ts';
import type {Draft, Line} from './line.ts';
import {type Material, readMaterial, type Sentence} from './material.ts';
import {loadTagger, type Tagger} from './nlp.ts';
import {emphasisOf, onScreenTextOf, visualOf} from './on-screen-text.ts';
import {descriptionOf, hashtagsOf, titleOf} from './post-text.ts';
import {type Salience, salienceOf} from './salience.ts';
import {shapeOf} from './scene-of.ts';
import {splitSentences} from './sentences.ts';
import {contract, Introductions} from './spoken.ts';
import {paceOf, pauses, secondsOf, secondsOfScript} from './timing.ts';
import {categoryOf, type Topic, topicOf} from './topic.ts';
import {finish, isSpeakable, splitLong} from './variants.ts';
import {verbatimShareOf} from './verbatim.ts';
import {ViralError} from '../errors.ts';
import {platforms} from '../platforms/index.ts';
import type {Brief, HookType, ScriptInput, SourceText, StructureType} from '../schema/index.ts';

/** Writes scripts from sources and points without a model. Every claim is cut from the material. */
export interface ScriptWriter {
  /** The whole script, not yet validated. */
  write(brief: Brief, signal?: AbortSignal): Promise<ScriptInput>;
  /** First lines the material offers, best first. */
  generateHook(brief: Brief): Promise<readonly {type: HookType; text: string}[]>;
  /** The order of the body and its lines. */
  structureContent(brief: Brief): Promise<{structure: StructureType; lines: readonly string[]}>;
  /** The last line. */
  createCta(brief: Brief): Promise<string>;
}

interface Reading {
  readonly brief: Brief;
  readonly tagger: Tagger;
  readonly material: Material;
  readonly salience: Salience;
  readonly topic: Topic;
  readonly category: string | null;
  readonly language: string;
  readonly style: string;
  readonly seconds: number;
  readonly cta: CallToAction;
}

const wayOut =
  'Give a page or a file with running text, or pass `points`: the sentences that the video should say.';

function describe(sources: readonly SourceText[]): string {
  const [first] = sources;
  return first?.title ? `“${first.title}”` : (first?.url ?? `the source '${first?.id ?? ''}'`);
}

/**
 * @throws ViralError `no-content` when there is a topic only, or when no source holds an article
 * @throws ViralError `language-unsupported` when the brief or the text is not in English
 */
async function read(brief: Brief, signal: AbortSignal | undefined): Promise<Reading> {
  signal?.throwIfAborted();
  const sources = brief.sources ?? [];
  const points = brief.points ?? [];
  if (sources.length === 0 && points.length === 0) {
    throw new ViralError(
      'no-content',
      `There is a topic (“${brief.topic ?? ''}”) but nothing to say about it: the embedded writer states nothing it was not given. ` +
        'Pass `points` (sentences the video should say) or at least one source.',
    );
  }
  const language = await languageOf(brief, sources, points);
  const tagger = await loadTagger();
  signal?.throwIfAborted();
  const material = readMaterial(sources, brief.topic, tagger);
  if (sources.length > 0 && points.length === 0) refuseWhatIsNoArticle(sources, material);
  const topic = topicOf(
    material,
    brief.topic ?? (sources.length === 0 ? 'Worth knowing' : undefined),
    tagger,
  );
  const category = categoryOf(
    [
      material.title,
      ...material.sentences.map((sentence) => sentence.text),
      ...points,
      brief.topic ?? '',
    ].join(' '),
  );
  const list = material.kind === 'list' || material.kind === 'how-to';
  return {
    brief,
    tagger,
    material,
    salience: salienceOf(material, tagger),
    topic,
    category,
    language,
    style:
      brief.style ??
      (material.kind === 'news' || material.kind === 'announcement' ? 'newsroom' : 'explainer'),
    seconds: brief.durationInSeconds ?? platforms[brief.platform].durationInSeconds.default,
    cta: createCta({
      platform: brief.platform,
      goal: brief.goal,
      label: category ?? '',
      list,
      sensitive: material.sensitive,
      source: creditable(sources),
    }),
  };
}

function creditable(sources: readonly SourceText[]): 'linked' | 'named' | null {
  if (sources.some((source) => source.url !== undefined)) return 'linked';
  return sources.some(
    (source) => source.title !== undefined || source.siteName !== undefined || source.author !== undefined,
  )
    ? 'named'
    : null;
}

function unsupported(code: string, what: string): ViralError {
  const name = nameOfLanguage(code);
  return new ViralError(
    'language-unsupported',
    `${what} ${name} (${code}), and the embedded writer writes English only. Give sources or points in English, ` +
      'or hand over a finished script in that language with a voice that speaks it.',
  );
}

async function languageOf(
  brief: Brief,
  sources: readonly SourceText[],
  points: readonly string[],
): Promise<string> {
  const asked = brief.language;
  if (asked !== undefined && !/^en\b/i.test(asked)) throw unsupported(asked, 'The brief asks for');
  const text = [...sources.flatMap((source) => source.blocks.map((block) => block.text)), ...points].join(
    '\n',
  );
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const declared = sources[0]?.language;
  if (letters > 0 && latin / letters < 0.5) {
    const found = declared && !/^en\b/i.test(declared) ? declared : await detectLanguage(text);
    throw unsupported(found && found !== 'en' ? found : 'und', 'The text is in');
  }
  const detected = letters >= 80 ? await detectLanguage(text) : null;
  if (detected !== null && detected !== 'en') throw unsupported(detected, 'The text is in');
  return asked ?? (declared && /^en\b/i.test(declared) ? declared : 'en');
}

function refuseWhatIsNoArticle(sources: readonly SourceText[], material: Material): void {
  const prose = material.sentences.filter(isProse);
  const changeLog = sources.every(isChangeLog);
  if (
    !changeLog &&
    (prose.length >= 2 ||
      (prose.length >= 1 && material.items.length >= 3) ||
      material.items.filter((item) => item.imperative).length >= 3)
  )
    return;
  throw new ViralError(
    'no-content',
    changeLog
      ? `${describe(sources)} is a change log: bullets for people who know the project, nothing to tell anybody else. ${wayOut}`
      : `${describe(sources)} holds no article: ${prose.length === 0 ? 'no complete sentence' : 'one complete sentence'} was found in ${sources.reduce((sum, source) => sum + source.blocks.length, 0)} blocks of text. ${wayOut}`,
  );
}

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
function pointsHook(reading: Reading, count: number): Draft['hook'] {
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

function draftOf(reading: Reading, signal: AbortSignal | undefined): Draft {
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
      signal,
    });
  const list = material.kind === 'list' || material.kind === 'how-to';
  const draft = !sourced
    ? null
    : list && points.length === 0
      ? (composeList({material, salience, topic, tagger, seconds, spentSeconds, rate}) ?? prose())
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
  if (!draft) {
    throw new ViralError(
      'no-content',
      `${describe(brief.sources ?? [])} has sentences, but none that can be said without the ones around it. ${wayOut}`,
    );
  }
  return draft;
}

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

function scriptOf(reading: Reading, draft: Draft, now: Date): ScriptInput {
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
    if (shape.kind !== 'statistic' && shape.kind !== 'comparison') return phrase(spoken, false);
    // The figure is the scene; it may stand on screen although the hook has shown it.
    const options = {
      idf: salience.idf,
      preferVerb: false,
      ...(shape.kind === 'statistic' ? {value: shape.value} : {}),
    };
    const fresh = onScreenTextOf(spoken, tagger, {
      ...options,
      shown: shape.kind === 'comparison' ? new Set() : shown,
    });
    const label =
      shape.kind === 'statistic' && !shown.has(key(shape.label)) && wordCount(shape.label) > 1
        ? shape.label
        : null;
    const found =
      fresh !== null && /\d/.test(fresh)
        ? fresh
        : (label ?? onScreenTextOf(spoken, tagger, {...options, shown: new Set()}) ?? phrase(spoken, false));
    shown.add(key(found));
    return found;
  };
  const phrase = (text: string, preferVerb: boolean): string => {
    const found =
      onScreenTextOf(text, tagger, {idf: salience.idf, shown, preferVerb}) ??
      fallbackPhrase(text, topic, shown);
    shown.add(key(found));
    return found;
  };

  // What a hook without a sentence of its own rests on: the sentence that names the topic.
  const about = material.sentences.find((sentence) =>
    sentence.text.toLowerCase().includes(topic.label.toLowerCase()),
  );
  const hookFrom = draft.hook.from.length > 0 ? draft.hook.from : about ? [about] : [];
  const hookPhrase =
    draft.hook.onScreen &&
    draft.hook.onScreen.length <= 60 &&
    key(draft.hook.onScreen) !== key(draft.hook.text)
      ? draft.hook.onScreen
      : topicPhrase(draft.hook.text, topic, tagger);
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

  draft.lines.forEach((line, index) => {
    const contracted = contract(line.text, style);
    let spoken = contracted.text;
    let from = [...line.from];
    const operations = [...line.operations, ...(contracted.changed ? ['contract'] : [])];
    const introduced = introductions.introduce(spoken);
    if (
      introduced.text !== spoken &&
      isSpeakable(introduced.text) &&
      unfaithful(introduced.text, windowOf([...from, ...introduced.from])) === null
    ) {
      spoken = introduced.text;
      from = [...from, ...introduced.from];
      operations.push(...introduced.operations);
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
      const short = wordCount(head) <= 6 && head.length <= 60;
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

  const spokenLines = scenes.map((scene) => scene.spoken);
  const estimate = secondsOfScript(spokenLines, paceOf(style));
  const share = verbatimShareOf(spokenLines, sources);
  const thirdParty = sources.some((source) => source.own !== true);
  const summary =
    scenes.find((scene) => scene.kind !== 'hook' && scene.kind !== 'quote')?.spoken ?? draft.hook.text;
  const phrases = [
    ...(draft.hook.onScreen === null ? [] : [draft.hook.onScreen]),
    ...scenes
      .slice(1, -1)
      .toSorted((a, b) => Number(b.kind === 'statistic') - Number(a.kind === 'statistic'))
      .map((scene) => scene.onScreenText),
  ];
  return {
    version: 1,
    id: idOf(topic.label, reading.seconds),
    title: titleOf(topic, draft.hook, phrases, material.title, nameTest(material, tagger)),
    topic: (brief.topic ?? topic.label).slice(0, 200),
    platform: brief.platform,
    language: reading.language,
    durationInSeconds: reading.seconds,
    style,
    hook: {type: draft.hook.type},
    structure: draft.structure,
    scenes,
    description: descriptionOf(summary, sources),
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
    findings: [
      ...oldNews(reading, now),
      ...(draft.more && estimate < reading.seconds * 0.9
        ? [
            {
              rule: 'script-length',
              severity: 'info' as const,
              message: `The script takes about ${Math.round(estimate)} s of ${reading.seconds} s: the next step would not fit whole.`,
            },
          ]
        : []),
      ...(estimate > reading.seconds * 1.1
        ? [
            {
              rule: 'script-length',
              severity: 'warning' as const,
              message: `The script takes about ${Math.round(estimate)} s where ${reading.seconds} s were asked for: ${brief.points?.length ? 'it holds every point of the brief' : 'its steps cannot be told shorter without leaving something out'}.`,
            },
          ]
        : []),
      ...(thirdParty && share > 0.35
        ? [
            {
              rule: 'verbatim',
              severity: 'warning' as const,
              message: `${Math.round(share * 100)} % of the spoken words stand in runs of 12 or more words of the source. Credit it, and put it in your own words where it is not yours.`,
            },
          ]
        : []),
    ],
  };
}

/** News that is told late should say so itself; the writer adds no dates. */
function oldNews({material, brief}: Reading, now: Date) {
  const published = brief.sources?.[0]?.publishedAt;
  if (published === undefined || (material.kind !== 'news' && material.kind !== 'announcement')) return [];
  const days = (now.getTime() - Date.parse(published)) / 86_400_000;
  if (days < 60) return [];
  return [
    {
      rule: 'old-news',
      severity: 'warning' as const,
      message: `The source was published ${Math.round(days)} days ago and the script tells it as news.`,
    },
  ];
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

function topicPhrase(hook: string, topic: Topic, tagger: Tagger): string {
  const asked = /^(?:Here’s|So,) ((?:why|how|what) [^.?]+)[.?]$/.exec(hook)?.[1];
  if (asked && wordCount(asked) <= 5) return capitalise(asked);
  const key = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const task =
    /\b(?:ways|how|tips|steps) to ([a-z][^.,:?]+?)(?= without\b| with\b| from\b| in\b| for\b|[.,:?])/.exec(
      hook,
    )?.[1];
  if (task && wordCount(task) >= 2 && wordCount(task) <= 6) return capitalise(task);
  if (topic.label.length <= 60 && key(topic.label) !== key(hook) && wordCount(topic.label) <= 7)
    return capitalise(topic.label);
  return onScreenTextOf(hook, tagger, {idf: new Map(), shown: new Set(), preferVerb: false}) ?? 'In short';
}

/** Where a line has no phrase to show: its topic, or its first words where a phrase ends there. */
function fallbackPhrase(text: string, topic: Topic, shown: ReadonlySet<string>): string {
  const key = (value: string) => value.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const words = splitSentences(text)[0]!
    .text.split(/\s+/)
    .filter((word) => word.length > 3)
    .map((word) => word.replaceAll(/[^\p{L}\p{N}’'-]/gu, ''));
  const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? topic.label;
  return capitalise(!shown.has(key(topic.label)) && topic.label.length <= 60 ? topic.label : longest);
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

/** The embedded writer. Holds nothing between scripts but the loaded language model of its tagger. */
export function createScriptWriter({
  clock = () => new Date(),
}: {readonly clock?: () => Date} = {}): ScriptWriter {
  return {
    async write(brief, signal) {
      const reading = await read(brief, signal);
      const draft = draftOf(reading, signal);
      signal?.throwIfAborted();
      return scriptOf(reading, draft, clock());
    },
    async generateHook(brief) {
      const reading = await read(brief, undefined);
      const {material, salience, topic, tagger} = reading;
      if (material.sentences.length === 0)
        return [pointsHook(reading, brief.points?.length ?? 0)].map(({type, text}) => ({type, text}));
      const sayable = new Set(material.sentences.filter(isProse).map((sentence) => sentence.index));
      const hooks = hooksOf(
        {
          material,
          salience,
          topic,
          tagger,
          isName: nameTest(material, tagger),
          sayable,
          plain: (sentence) => finish(sentence.text),
        },
        3,
      );
      return hooks.map(({type, text}) => ({type, text}));
    },
    async structureContent(brief) {
      const draft = draftOf(await read(brief, undefined), undefined);
      return {structure: draft.structure, lines: draft.lines.map((line) => line.text)};
    },
    async createCta(brief) {
      return (await read(brief, undefined)).cta.spoken;
    },
  };
}

import {createCta} from '../script/calls-to-action.ts';
import {labelOf} from '../script/asked.ts';
import {creditLines, creditOf} from '../script/credits.ts';
import {endingOf} from '../script/ending.ts';
import {finish} from '../prose/finish.ts';
import {onScreenTextOf} from '../script/on-screen-text.ts';
import {phraseKey} from '../script/phrase-key.ts';
import {emphasisOf} from '../prose/emphasis.ts';
import {descriptionFor, tagsFor, titleFor} from '../script/post-for-platform.ts';
import {creditable} from '../source/reading.ts';
import {shapeOf} from '../script/scene-of.ts';
import {splitLong} from '../prose/split-long.ts';
import {steers} from '../source/steering.ts';
import {paceOf} from '../../quality/speech-time.ts';
import {verbatimShareOf} from '../../quality/verbatim.ts';
import {thinOutVisuals} from '../script/visual-wishes.ts';
import type {Assignment} from './assignment.ts';
import {unsupportedIn} from './claims.ts';
import {type DraftAnswer, type DraftLine, secondsOfLines} from './draft-answer.ts';
import type {Grounds} from './grounds.ts';
import type {ModelPlan} from './plan.ts';
import {scriptId} from '../script/script-id.ts';
import {maxOnScreenText, type ScriptInput} from '../../schema/index.ts';
import type {RankedHook} from '../hooks/rank-hooks.ts';

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];

/** The largest phrase for a screen, characters: two lines that can be read while a voice speaks. */
const maxPhrase = 60;

/** First words of a line up to a border, for languages whose grammar nothing here knows. */
export function openingWords(text: string): string {
  const first = text.split(/[.!?。！？,;:،、，]/u)[0]!.trim();
  const words = first.split(/\s+/);
  const phrase = words.length > 6 ? `${words.slice(0, 5).join(' ')} …` : first;
  return (
    (phrase.length > maxPhrase ? `${phrase.slice(0, maxPhrase - 2)} …` : phrase) || text.slice(0, maxPhrase)
  );
}

/** What a screen shows with a line: the model's phrase where it is one, else one cut from the line. */
function phraseFor(
  line: {readonly spoken: string; readonly onScreen: string; readonly cards: readonly string[]},
  shown: Set<string>,
  {tagger, reading}: Assignment,
  grounds: Grounds,
): string {
  const given = line.onScreen
    .replaceAll(/\s+/g, ' ')
    .replace(/[.,;:]+$/, '')
    .trim();
  const words = wordsOf(given);
  const spoken = new Set(wordsOf(line.spoken));
  const overlap = words.filter((word) => spoken.has(word)).length / Math.max(1, words.length);
  const ground = grounds.of(`${line.spoken} ${given}`, line.cards);
  const isPhrase =
    given !== '' &&
    given.length <= maxPhrase &&
    phraseKey(given) !== phraseKey(line.spoken) &&
    !shown.has(phraseKey(given)) &&
    !(words.length > 6 && overlap > 0.6) &&
    // A new figure on the screen is a claim that nobody says.
    unsupportedIn(given, {...ground, window: `${ground.window} ${line.spoken}`}).length === 0;
  const cut = () =>
    tagger
      ? (onScreenTextOf(line.spoken, tagger, {
          idf: reading?.salience.idf ?? new Map(),
          shown,
          preferVerb: false,
        }) ?? openingWords(line.spoken))
      : openingWords(line.spoken);
  const phrase = (isPhrase ? given : cut()).slice(0, maxOnScreenText);
  shown.add(phraseKey(phrase));
  return phrase;
}

function emphasisFor(given: readonly string[], phrase: string, {tagger}: Assignment): string[] {
  const kept = given
    .filter((word) => word.trim() !== '' && word.length <= 40 && phrase.includes(word))
    .slice(0, 2);
  return kept.length > 0 || !tagger ? kept : emphasisOf(phrase, tagger);
}

const visualFor = (query: string) => {
  const plain = query
    .replaceAll(/[^\p{L}\p{N} ,’'-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
  return plain === '' ? null : {query: plain};
};

/** A long sentence is split where that loses nothing. */
function spokenFor(
  {spoken}: DraftLine,
  {tagger, longestSentence}: Assignment,
): {text: string; operations: string[]} {
  const text = /[.!?…。！？؟]["”’»」)]*$/u.test(spoken) ? spoken : `${spoken}.`;
  if (!tagger || wordsOf(text).length <= longestSentence + 4) return {text, operations: []};
  return splitLong(finish(text), tagger, longestSentence);
}

/** The last line: the model's where it asks plainly, for one thing, and states nothing; else one of ours. */
function lastLine(
  answer: DraftAnswer['callToAction'],
  assignment: Assignment,
  grounds: Grounds,
  isList: boolean,
) {
  const {brief, sensitive, reading, sheet, tagger, language} = assignment;
  const source = creditable(brief.sources ?? []);
  const options = {
    platform: brief.platform,
    goal: brief.goal,
    label: reading?.category ?? '',
    list: isList,
    sensitive,
    source,
  };
  const words = wordsOf(answer.spoken).length;
  const isPlain =
    words <= 12 &&
    answer.spoken.length <= 120 &&
    unsupportedIn(answer.spoken, {...grounds.of(answer.spoken, []), window: '', everything: ''}).length ===
      0 &&
    !/\b(?:tag (?:a|your)|like if|comment the word|share to win|win|giveaway|free)\b/iu.test(answer.spoken);
  const ours = sensitive && source !== null ? createCta(options) : endingOf({...options, sheet});
  if (!tagger && !isPlain) return null;
  if ((sensitive && source !== null && /^en\b/i.test(language)) || !isPlain) {
    return {
      spoken: ours.spoken,
      onScreenText: ours.onScreenText,
      label: ours.label,
      emphasis: [...ours.emphasis],
      operation: 'call-to-action',
    };
  }
  const given = answer.onScreen.trim();
  const onScreenText =
    given !== '' && given.length <= maxPhrase && phraseKey(given) !== phraseKey(answer.spoken)
      ? given
      : tagger
        ? ours.onScreenText
        : openingWords(answer.spoken);
  return {
    spoken: spokenFor({spoken: answer.spoken} as DraftLine, {...assignment, tagger: null}).text,
    onScreenText,
    label: tagger ? labelOf(answer.spoken) : undefined,
    emphasis: [] as string[],
    operation: 'call-to-action-by-model',
  };
}

export interface WrittenParts {
  readonly plan: ModelPlan;
  readonly hook: RankedHook;
  readonly lines: readonly DraftLine[];
  readonly answer: DraftAnswer;
}

/** Takes lines out until the rest fits: those that state nothing first, then the last ones. Points stay. */
function fitted(
  lines: readonly DraftLine[],
  fixed: readonly string[],
  {seconds, pace}: Assignment,
): DraftLine[] {
  const kept = [...lines];
  const takes = () => secondsOfLines([...fixed, ...kept.map(({spoken}) => spoken)], pace);
  while (kept.length > 2 && takes() > seconds * 1.1) {
    const loose = kept.findLastIndex(({claim}) => claim === 'glue');
    const last = kept.findLastIndex(
      ({cards, kind}, index) => index > 0 && kind !== 'step' && !cards.some((id) => id.startsWith('p')),
    );
    const at = loose >= 0 ? loose : last;
    if (at < 0) break;
    // Rather a little too long than much too short.
    const without = secondsOfLines(
      [...fixed, ...kept.filter((_, index) => index !== at).map(({spoken}) => spoken)],
      pace,
    );
    if (without < seconds * 0.8) break;
    kept.splice(at, 1);
  }
  return kept;
}

/** Makes a script of what a model wrote. What a scene shows beside its words is worked out from the words. */
export function scriptOfModel(parts: WrittenParts, assignment: Assignment, grounds: Grounds): ScriptInput {
  const {plan, hook, answer} = parts;
  const {brief, reading, tagger, seconds, pace, sheet, language, grounding} = assignment;
  const sources = brief.sources ?? [];
  const isList = parts.lines.some(({kind}) => kind === 'step' || kind === 'list-item');
  const cta = lastLine(answer.callToAction, assignment, grounds, isList);
  const lines = fitted(parts.lines, [hook.text, ...(cta ? [cta.spoken] : [])], assignment);
  const shown = new Set<string>();
  const hookPhrase = phraseFor(
    {spoken: hook.text, onScreen: hook.onScreenText ?? '', cards: []},
    shown,
    assignment,
    grounds,
  );
  const scenes: ScriptInput['scenes'] = [
    {
      kind: 'hook',
      id: 'hook',
      spoken: hook.text,
      onScreenText: hookPhrase,
      emphasis: emphasisFor([], hookPhrase, assignment),
      visual: visualFor(lines[0]?.visual ?? ''),
      ...(reading?.category ? {kicker: reading.category} : {}),
      trace: {
        claim: hook.spans.length > 0 ? 'fact' : 'glue',
        spans: [...hook.spans],
        operations: [hook.operation],
      },
    },
  ];
  const numbered = {step: 0, 'list-item': 0};
  const totals = {
    step: lines.filter(({kind}) => kind === 'step').length,
    'list-item': lines.filter(({kind}) => kind === 'list-item').length,
  };
  const siteName = sources.length === 1 ? sources[0]?.siteName : undefined;
  // A name is shown; an order in its place is not.
  const credit = siteName === undefined || steers(siteName) ? null : siteName;
  lines.forEach((line, index) => {
    const {text: spoken, operations} = spokenFor(line, assignment);
    const cited = line.cards.filter((id) => grounds.known.has(id));
    const points = cited.length > 0 && cited.every((id) => id.startsWith('p'));
    const isFact = grounding !== 'none' && (line.claim === 'fact' || cited.length > 0);
    const spans = isFact && !points ? [...grounds.evidenceFor(spoken, cited).spans] : [];
    const phrase = phraseFor({...line, spoken}, shown, assignment, grounds);
    const common = {
      id: `line-${index + 1}`,
      spoken,
      onScreenText: phrase,
      emphasis: emphasisFor(line.emphasis, phrase, assignment),
      visual: visualFor(line.visual),
      trace: {
        claim: isFact ? ('fact' as const) : ('glue' as const),
        spans,
        operations: [
          ...(cited.some((id) => id.startsWith('p')) ? ['point-of-the-brief'] : []),
          'written-by-model',
          ...operations,
        ],
      },
    };
    if ((line.kind === 'step' || line.kind === 'list-item') && totals[line.kind] > 1) {
      numbered[line.kind] += 1;
      scenes.push({kind: line.kind, ...common, n: numbered[line.kind], total: totals[line.kind]});
      return;
    }
    // Figures, quotations and comparisons are read out of what is said: nothing is shown that is not.
    const shape =
      tagger && reading && isFact
        ? shapeOf(spoken, {
            material: reading.material,
            tagger,
            first: index === 0,
            background: line.kind === 'context',
            source: credit,
          })
        : null;
    if (shape && shape.kind !== 'point' && shape.kind !== 'context') scenes.push({...shape, ...common});
    else if (line.kind === 'question' || line.kind === 'twist') scenes.push({kind: line.kind, ...common});
    else scenes.push({kind: line.kind === 'context' ? 'context' : 'point', ...common});
  });
  if (cta) {
    scenes.push({
      kind: 'call-to-action',
      id: 'call-to-action',
      spoken: cta.spoken,
      onScreenText: cta.onScreenText,
      emphasis: cta.emphasis,
      visual: null,
      ...(cta.label === undefined ? {} : {label: cta.label}),
      trace: {claim: 'glue', spans: [], operations: [cta.operation]},
    });
  }

  const sound = (text: string) =>
    unsupportedIn(text, grounding === 'none' ? {...grounds.whole, window: ''} : grounds.whole).length === 0;
  const title = titleFor(
    sound(answer.title) ? answer.title : (brief.topic ?? reading?.topic.title ?? hook.text),
  );
  const hashtags = tagsFor(
    brief.platform,
    // A tag is words without spaces; its capitals name nobody.
    answer.hashtags.filter((tag) => sound(tag.replaceAll(/(?<=\p{Ll})(?=\p{Lu}|\d)/gu, ' ').toLowerCase())),
  );
  const credits = sources.map(creditOf);
  const spokenLines = scenes.map(({spoken}) => spoken);
  const takes = secondsOfLines(spokenLines, pace);
  return {
    version: 1,
    id: scriptId(brief.topic ?? title, seconds),
    title: title === '' ? titleFor(hook.text) : title,
    topic: (brief.topic ?? reading?.topic.label ?? title).slice(0, 200),
    platform: brief.platform,
    language,
    durationInSeconds: seconds,
    style: sheet.name.slice(0, 60),
    ...(pace === paceOf(sheet.name) ? {} : {pace}),
    ...(brief.audience === undefined ? {} : {audience: brief.audience}),
    hook: {type: hook.type},
    structure: plan.structure,
    scenes: thinOutVisuals(scenes),
    description: descriptionFor(brief.platform, {
      title,
      summary: sound(answer.description) ? answer.description.replaceAll(/\s+/g, ' ') : hook.text,
      credits: creditLines(credits),
      paidBy: undefined,
      hashtags,
    }),
    hashtags,
    sources: credits,
    writer: {
      name: 'model',
      grounding,
      fit: takes < seconds * 0.88 ? 'source-exhausted' : 'fits',
      verbatimShare: verbatimShareOf(spokenLines, sources),
    },
    findings: parts.lines
      .filter((line) => !lines.includes(line))
      .map(({spoken}) => ({
        rule: 'left-out-for-length',
        severity: 'info' as const,
        message: `There was no time for “${spoken.slice(0, 300).replace(/[.!?]+$/, '')}”.`,
      })),
  };
}

import {countedPhrase, type Figure, figuresOf} from './figures.ts';
import {capitalise, clauseOf, textOf, wordCount} from './grammar.ts';
import {trimTail} from './hooks.ts';
import type {Material} from './material.ts';
import type {Tagger} from './nlp.ts';
import type {ScriptScene} from '../schema/index.ts';

type Payload<Kind extends ScriptScene['kind']> = Omit<
  Extract<ScriptScene, {kind: Kind}>,
  'id' | 'spoken' | 'onScreenText' | 'emphasis' | 'visual' | 'trace'
>;
/** What a line becomes on screen: its kind and the fields of that kind. */
type SceneShape =
  | Payload<'point'>
  | Payload<'context'>
  | Payload<'statistic'>
  | Payload<'quote'>
  | Payload<'comparison'>
  | Payload<'twist'>;

/** What a figure counts, in the line's own words; null when the line does not say it plainly. */
function labelOf(line: string, figure: Figure, tagger: Tagger): string | null {
  const tokens = tagger.tag(line);
  const sentenceStart = Math.max(
    0,
    ...[...line.matchAll(/[.!?]["”]?\s+/g)]
      .map((match) => match.index + match[0].length)
      .filter((at) => at <= figure.start),
  );
  const sentenceEnd = /[.!?](?:\s|$)/.exec(line.slice(figure.end));
  const stop = sentenceEnd ? figure.end + sentenceEnd.index : line.length;
  const per = figure.unit ? (rate.exec(line.slice(figure.end, stop))?.[0].length ?? 0) : 0;
  const behind = line.slice(figure.end + per, stop).trim();
  const fits = (text: string) => {
    const label = trimTail(text.replaceAll(/[“”"]/g, '')).trim();
    return label.length >= 3 && label.length <= 60 && wordCount(label) >= 1 && wordCount(label) <= 9
      ? label
      : null;
  };
  const upTo = (text: string, words: number): string => {
    const clause = text
      .split(/,(?!\d)|[;:–—]|\s(?:and|but|which|who|while|because|although|when|after|before|as)\s/)[0]!
      .trim();
    const parts = clause.split(/\s+/);
    if (parts.length <= words || (parts.length <= 9 && /^of\b/.test(clause))) return clause;
    for (let end = words; end >= 2; end -= 1)
      if (
        /^(?:in|on|at|for|from|with|to|into|across|over|during|by|since|through|around|near|after)$/.test(
          parts[end] ?? '',
        )
      )
        return parts.slice(0, end).join(' ');
    return '';
  };
  const phrase = countedPhrase(line, tokens, figure);
  const counted = line.slice(figure.end, phrase.end).trim();
  if (figure.kind === 'count' || (figure.kind === 'percent' && phrase.noun !== null)) {
    if (phrase.noun === null || counted === '') return null;
    return fits(upTo(behind, 7)) ?? fits(counted);
  }
  // The figure stands behind its clause: `The plant cut emissions by 38.5%`.
  const whole = line
    .slice(sentenceStart, figure.hedgeStart)
    .replace(/^.*?\b(?:says?|said|reported|found|shows?|estimates?|warned) (?:that )?/, '');
  const front = (whole.split(/,\s/).at(-1) ?? whole)
    .trim()
    .replace(/\s(?:by|of|at|to|about|from|for|a|an|the|its|some)$/i, '');
  const frontTokens = tagger.tag(front);
  const clause = clauseOf(frontTokens);
  if (/^(?:to|from|and)\b/.test(behind) && !clause) return null;
  if (
    clause &&
    /^(?:be|become|cost|total|reach|weigh)$/.test(frontTokens[clause.main]!.lemma) &&
    clause.main >= frontTokens.length - 2
  ) {
    return fits(textOf(front, frontTokens, 0, clause.verb));
  }
  if (front !== '' && clause && !front.includes(',')) {
    const rest = upTo(behind, 5);
    return fits(
      rest && !/^(?:more|less|higher|lower|than)\b/.test(rest) && wordCount(front) + wordCount(rest) <= 9
        ? `${front} ${rest}`
        : front,
    );
  }
  return fits(upTo(behind, 7));
}

const rate = /^ (?:a|an|per|each|every) (?:second|minute|hour|day|night|week|month|year|person|household)\b/;

/** `74 times` with the `a day` behind it: a count without its base says something else. */
function withRate(line: string, figure: Figure): string {
  const unit = `${figure.unit ?? ''}${rate.exec(line.slice(figure.end))?.[0] ?? ''}`;
  return unit.length <= 24 ? unit : (figure.unit ?? '');
}

const comparing =
  /\b(?:compared (?:with|to)|against|versus|than|while|but|from|up from|down from|rather than|instead of|and)\b/;

function shownFigure(line: string, figure: Figure): string {
  return line.slice(figure.start, figure.end).replace(/\s?(?:per cent|percent)$/, '%');
}

/** Which kind of scene a line is, by what it says: compared figures, a figure, a quotation, background, a turn. */
export function shapeOf(
  line: string,
  options: {material: Material; tagger: Tagger; first: boolean; background: boolean; source: string | null},
): SceneShape {
  const {material, tagger} = options;
  const quotation =
    /^(?<who>[^“”"]{3,160}?),? (?:said|says|told [^“”"]{2,40}|added|wrote|warned|explained): “(?<text>[^”]+)”/.exec(
      line,
    );
  if (quotation?.groups) {
    const [name, ...rest] = quotation.groups['who']!.split(', ');
    const after = rest.join(', ').trim();
    const placed = /^(\p{Lu}\S+(?: \p{Lu}\S+)+) (?:of|from|at) (?:the )?(.{3,60})$/u.exec(name!.trim());
    const speaker = capitalise((placed?.[1] ?? name!).replace(/^the /i, '').trim());
    const role = after || (placed?.[2] ?? '');
    if (speaker.length <= 60 && quotation.groups['text']!.length <= 240) {
      return {
        kind: 'quote',
        text: quotation.groups['text']!,
        speaker,
        ...(role && role.length <= 60 ? {role: capitalise(role)} : {}),
      };
    }
  }
  const figures = figuresOf(line);
  const [a, b] = figures;
  if (
    a &&
    b &&
    figures.length === 2 &&
    a.kind === b.kind &&
    (a.unit ?? '') === (b.unit ?? '') &&
    (a.prefix ?? '') === (b.prefix ?? '') &&
    a.value !== b.value
  ) {
    const between = line.slice(a.end, b.start);
    if (
      /\bfrom $/i.test(line.slice(0, a.hedgeStart)) &&
      /\bto [^,.;]{0,20}$/.test(between) &&
      shownFigure(line, a).length <= 16 &&
      shownFigure(line, b).length <= 16
    ) {
      return {
        kind: 'comparison',
        left: {label: 'From', value: shownFigure(line, a)},
        right: {label: 'To', value: shownFigure(line, b)},
      };
    }
    const left = labelBeside(line, a, tagger, 0, b.hedgeStart);
    const right = labelBeside(line, b, tagger, a.end, line.length);
    const one = shownFigure(line, a);
    const other = shownFigure(line, b);
    if (
      comparing.test(between) &&
      left &&
      right &&
      left !== right &&
      one.length <= 16 &&
      other.length <= 16
    ) {
      return {kind: 'comparison', left: {label: left, value: one}, right: {label: right, value: other}};
    }
  }
  const strong = figures.filter(
    (figure) => figure.kind !== 'count' || figure.value >= 10 || figure.decimals > 0,
  );
  for (const figure of strong.toSorted((x, y) => rank(y) - rank(x))) {
    const label = labelOf(line, figure, tagger);
    // A limit shown as a plain number would claim more than the source does.
    const limited =
      /\b(?:up to|at least|at most|as many as|as much as|as few as|fewer than|less than|under)\s$/i.test(
        line.slice(0, figure.start),
      );
    if (!label || limited || (figure.unit?.length ?? 0) > 24) continue;
    if (
      /^(?:it|they|he|she|this|that|there|these|those)\b/i.test(label) ||
      (/\b(?:its|their|his|her)\b/.test(label) && wordCount(label) <= 3)
    )
      continue;
    return {
      kind: 'statistic',
      value: figure.value,
      ...(figure.prefix ? {prefix: figure.prefix} : {}),
      ...(figure.unit ? {unit: withRate(line, figure)} : {}),
      decimals: Math.min(4, figure.decimals),
      label: capitalise(label),
      ...(options.source && options.source.length <= 60 ? {source: options.source} : {}),
    };
  }
  if (/^But\b/.test(line)) return {kind: 'twist'};
  if (options.background || (options.first && material.kind === 'encyclopaedia')) return {kind: 'context'};
  return {kind: 'point'};
}

function rank(figure: Figure): number {
  return {percent: 3, money: 3, measure: 1, count: 2}[figure.kind] + Math.min(1, figure.value / 1000);
}

/** The words that say whose figure this is, next to it; null when they do not stand there plainly. */
function labelBeside(line: string, figure: Figure, tagger: Tagger, from: number, to: number): string | null {
  const tokens = tagger.tag(line);
  const phrase = countedPhrase(line, tokens, figure);
  const behind = line
    .slice(figure.end, to)
    .replace(/[.!?].*$/, '')
    .split(/,(?!\d)|;|\s(?:and|but|while|compared|against|to|than|from|up|down|which)\s/)[0]!
    .replaceAll(/^\s*(?:of )?(?:the |those |all )?/g, '')
    .trim();
  const year = /\b(?:in|by|since) ((?:19|20)\d\d)\b/.exec(line.slice(figure.end, to))?.[1];
  if (year) return year;
  if (figure.kind === 'percent' && phrase.noun && behind) {
    const label = trimTail(behind.split(/\s+/).slice(0, 6).join(' '));
    return label.length >= 3 && label.length <= 40 ? capitalise(label) : null;
  }
  const place = /^(?:in|among|for|at) ([^,.;]{3,36})$/.exec(behind)?.[1];
  if (place) return capitalise(trimTail(place));
  if (from > 0) return null;
  return null;
}

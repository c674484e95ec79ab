import {figureLabel, hedgeSign, rateOf} from '../source/figure-label.ts';
import {countedPhrase, type Figure, figuresOf} from '../source/figures.ts';
import {capitalise} from '../source/grammar.ts';
import {trimTail} from '../prose/phrase-end.ts';
import type {Material} from '../source/material.ts';
import type {Tagger} from '../source/nlp.ts';
import type {ScriptScene} from '../../schema/index.ts';

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

const comparing =
  /\b(?:compared (?:with|to)|against|versus|than|while|but|from|up from|down from|rather than|instead of|and)\b/;

/** A figure as a side of a comparison shows it, its hedge with it where both fit. */
function shownFigure(line: string, figure: Figure): string {
  const percent = (text: string) => text.replace(/\s?(?:per cent|percent)$/, '%');
  const full = percent(line.slice(figure.hedgeStart, figure.end));
  if (full.length <= 16) return full;
  const sign = hedgeSign(line, figure);
  return sign === null ? full : `${sign}${percent(line.slice(figure.start, figure.end))}`;
}

/** Signs that the second figure came later. */
const inTime =
  /\b(?:fell|fallen|dropped|rose|risen|grew|grown|shrank|climbed|jumped|increased|decreased|declined|reduced|cut|went|now|since|after|within)\b/;

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
    const role = after.replace(/^who (?:is |was )?/, '') || (placed?.[2] ?? '');
    if (speaker.length <= 60 && quotation.groups['text']!.length <= 240) {
      return {
        kind: 'quote',
        text: quotation.groups['text']!,
        speaker,
        ...(role && role.length <= 60 ? {role: capitalise(role)} : {}),
      };
    }
  }
  // The figures of who speaks are not what they say.
  const figures = / said: “/.test(line) ? [] : figuresOf(line);
  const pair = figures.findIndex(
    (figure, index) =>
      /\bfrom $/i.test(line.slice(0, figure.hedgeStart)) && figures[index + 1]?.kind === figure.kind,
  );
  const [a, b] = pair > 0 ? figures.slice(pair, pair + 2) : figures;
  if (
    a &&
    b &&
    (figures.length === 2 || pair > 0) &&
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
      const [from, to] = line.match(/\b(?:1[5-9]|20)\d\d\b/g) ?? [];
      const [first, last] =
        from && to && from < to ? [from, to] : inTime.test(line) ? ['Before', 'After'] : ['From', 'To'];
      return {
        kind: 'comparison',
        left: {label: first, value: shownFigure(line, a)},
        right: {label: last, value: shownFigure(line, b)},
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
  if (/^But\b/.test(line)) return {kind: 'twist'};
  const series = seriesOf(line, figures);
  const strong = figures.filter(
    (figure) => figure.kind !== 'count' || figure.value >= 10 || figure.decimals > 0,
  );
  for (const figure of strong.toSorted((x, y) => rank(y) - rank(x))) {
    const label = figureLabel(line, figure, tagger);
    // A limit shown as a plain number would claim more than the source does.
    const sign = hedgeSign(line, figure);
    const prefix = `${sign ?? ''}${figure.prefix ?? ''}`;
    const unit = [figure.unit ?? '', rateOf(line, figure)].filter(Boolean).join(' ');
    if (!label || sign === null || unit.length > 24 || prefix.length > 4) continue;
    return {
      kind: 'statistic',
      value: figure.value,
      ...(prefix ? {prefix} : {}),
      ...(unit ? {unit} : {}),
      decimals: Math.min(4, figure.decimals),
      label,
      ...(series ? {series} : {}),
      ...(options.source && options.source.length <= 60 ? {source: options.source} : {}),
    };
  }
  if (options.background || (options.first && material.kind === 'encyclopaedia')) return {kind: 'context'};
  return {kind: 'point'};
}

/** Figures of one kind, each with its own place: `52% in hedgerows and 33% in verges`; null when they are not. */
function seriesOf(line: string, figures: readonly Figure[]): {label: string; value: number}[] | null {
  if (figures.length < 2 || figures.length > 5) return null;
  const [first] = figures;
  const series: {label: string; value: number}[] = [];
  for (const figure of figures) {
    if (figure.kind !== first!.kind || figure.unit !== first!.unit || figure.prefix !== first!.prefix)
      return null;
    const place =
      /^ (?:lower |higher |less |more |fewer )?(?:in|among|at|for) (?:the )?([\p{L}][\p{L}’' -]{2,19})(?=,|;|\.| and\b|$)/u.exec(
        line.slice(figure.end),
      )?.[1];
    if (!place) return null;
    series.push({label: capitalise(place.replace(/ and .*$/, '').trim()), value: figure.value});
  }
  return new Set(series.map(({label}) => label)).size === series.length ? series : null;
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

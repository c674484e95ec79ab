import {isNominal} from './grammar.ts';
import type {Token} from './nlp.ts';

/** A quantity as it stands in a text. Years, dates, times, ages, ordinals and model numbers are not quantities. */
export interface Figure {
  /** Offsets of the figure itself, prefix and unit included. */
  readonly start: number;
  readonly end: number;
  /** Offset where its hedge (`more than`, `about`) begins; equals `start` without one. */
  readonly hedgeStart: number;
  readonly value: number;
  readonly prefix?: string;
  readonly unit?: string;
  readonly decimals: number;
  readonly kind: 'money' | 'percent' | 'measure' | 'count';
}

const magnitudes = 'thousand|million|billion|trillion';
const measures =
  'kilometres?|kilometers?|km|miles?|metres?|meters?|feet|foot|inches|centimetres?|centimeters?|cm|mm|millimetres?|tonnes?|tons?|kilograms?|kilos?|kg|grams?|pounds?|litres?|liters?|gallons?|hectares?|acres?|degrees|hours?|minutes?|seconds?|days?|weeks?|months?|years?|decades?|centuries|watts?|kilowatts?|megawatts?|gigawatts?|kilowatt-hours?|MW|GW|kWh|points?|pence|cents?|dollars?|euros?|volts?|times';
const pattern = new RegExp(
  String.raw`(?<![\w.,/:#–-])([$£€¥])?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(${magnitudes}|bn|m(?=\b(?!\w)))(?![\w-]))?(?:\s?(%|per\s?cent\b|percent\b)|\s(${measures})(?![\w-]))?(?![\w]*[\d:/])`,
  'g',
);
const months =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/;
const hedges =
  /(?:more than|fewer than|less than|at least|at most|up to|as many as|as much as|as few as|nearly|almost|about|around|roughly|some|over|under|only|just over|just under|close to|an estimated|an average of)\s$/i;

/** Every quantity of a sentence, in order. */
export function figuresOf(text: string): Figure[] {
  const figures: Figure[] = [];
  for (const match of text.matchAll(pattern)) {
    const [whole, prefix, digits, magnitude, percent, measure] = match;
    if (digits === undefined) continue;
    const start = match.index;
    const end = start + whole.length;
    const before = text.slice(0, start);
    const after = text.slice(end);
    const bare = !prefix && !magnitude && !percent && !measure;
    if (/^[-–]\w/.test(after) || /^(?:st|nd|rd|th)\b/.test(after)) continue;
    if (bare && /^(?:1[5-9]|20)\d\d$/.test(digits) && !/^\s[a-z]+s\b/.test(after)) continue;
    if (
      bare &&
      /(?:\b(?:in|since|until|by|from|of|early|late|mid) |[–-])$/i.test(before) &&
      /^(?:1[0-9]|20)\d\d$/.test(digits)
    )
      continue;
    if (
      bare &&
      (months.test(after.trimStart()) ||
        /(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Aug\.?|Sept\.?|Oct\.?|Nov\.?|Dec\.?) $/.test(
          before,
        ))
    )
      continue;
    if (bare && /^\s?(?:a\.m|p\.m|am\b|pm\b|BC\b|AD\b|BCE\b|CE\b|o’clock|o'clock)/.test(after)) continue;
    // A house number, or a block of a street.
    if (
      bare &&
      /^ (?:block\b|(?:[NSEW]\.? )?\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+)? (?:Street|St|Avenue|Ave|Road|Rd|Drive|Lane|Boulevard|Blvd|Way|Square|Place|Court|Highway)\b)/u.test(
        after,
      )
    )
      continue;
    if (bare && before.endsWith(', ') && /^(?:,|\.|$)/.test(after)) continue;
    if (
      bare &&
      /\b(?:aged?|No\.?|number|Route|Chapter|Section|Figure|Table|Apollo|version|page|step|day|week|level|type|grade|year|room|gate|platform|bus|line|unit|phase) $/i.test(
        before,
      )
    )
      continue;
    if (
      bare &&
      /\p{Lu}[\p{L}]+ $/u.test(before) &&
      /^(?:[.,]|$| (?:is|was|has|will)\b)/.test(after) &&
      !/^\w+ $/.test(before)
    )
      continue;
    if (
      /^\s?(?:to|and|or|–|-)\s?[$£€]?\d/.test(after) &&
      !/\b(?:between|from)\s$/i.test(before) &&
      /^\s?[–-]/.test(after)
    )
      continue;
    const value = Number(digits.replaceAll(',', ''));
    if (!Number.isFinite(value)) continue;
    const hedge = hedges.exec(before)?.[0] ?? '';
    const unit = percent ? '%' : [magnitude, measure].filter(Boolean).join(' ');
    figures.push({
      start,
      end,
      hedgeStart: start - hedge.length,
      value,
      ...(prefix ? {prefix} : {}),
      ...(unit ? {unit} : {}),
      decimals: digits.split('.')[1]?.length ?? 0,
      kind:
        prefix || /\b(?:dollars?|euros?|pence|cents?)$/.test(unit)
          ? 'money'
          : percent
            ? 'percent'
            : measure
              ? 'measure'
              : 'count',
    });
  }
  return figures;
}

interface CountedPhrase {
  start: number;
  end: number;
  noun: string | null;
}

/** The figure with the noun it counts (`about 12,000 hives`, `40 percent of riders`), as offsets; null without a noun. */
export function countedPhrase(text: string, tokens: readonly Token[], figure: Figure): CountedPhrase {
  let index = tokens.findIndex((token) => token.start >= figure.end);
  let end = figure.end;
  let noun: string | null = null;
  if (index < 0 || /^\s*[,.;:)]/.test(text.slice(figure.end))) return {start: figure.hedgeStart, end, noun};
  if (figure.kind === 'percent') {
    if (tokens[index]?.lower === 'of') {
      let next = index + 1;
      while (
        tokens[next] &&
        (tokens[next]!.pos === 'DET' ||
          tokens[next]!.pos === 'ADJ' ||
          tokens[next]!.pos === 'PRON' ||
          isNominal(tokens[next]))
      ) {
        if (next - index > 5) break;
        if (isNominal(tokens[next])) {
          end = tokens[next]!.end;
          noun = tokens[next]!.text;
        }
        next += 1;
      }
    } else if (/^(?:more|fewer|less|higher|lower)$/.test(tokens[index]?.lower ?? '')) {
      end = tokens[index]!.end;
      let next = index + 1;
      while (tokens[next] && (tokens[next]!.pos === 'ADJ' || isNominal(tokens[next])) && next - index < 4) {
        end = tokens[next]!.end;
        noun = tokens[next]!.text;
        next += 1;
      }
    }
    return {start: figure.hedgeStart, end, noun};
  }
  if (figure.kind === 'money') return {start: figure.hedgeStart, end, noun};
  const from = index;
  while (
    tokens[index] &&
    (tokens[index]!.pos === 'ADJ' ||
      isNominal(tokens[index]) ||
      /^(?:square|more|fewer|new|other)$/.test(tokens[index]!.lower) ||
      (tokens[index]!.pos === 'VERB' &&
        /(?:ed|ing)$/.test(tokens[index]!.lower) &&
        isNominal(tokens[index + 1]))) &&
    index - from < 4
  ) {
    if (
      /^(?:last|next|this|later|earlier|today|ago|old|long|wide|tall|deep|high|away|apart)$/.test(
        tokens[index]!.lower,
      )
    )
      break;
    if (isNominal(tokens[index])) {
      end = tokens[index]!.end;
      noun = tokens[index]!.text;
    }
    index += 1;
  }
  if (figure.kind === 'measure' && noun === null)
    return {start: figure.hedgeStart, end: figure.end, noun: figure.unit ?? null};
  if (
    /^of$/.test(tokens[index]?.lower ?? '') &&
    noun !== null &&
    /(?:tonnes?|tons?|litres?|liters?|kilos?|hectares?|acres?|pieces|pairs|sets|hours?|kilometres?|miles|metres|square)$/.test(
      `${noun} ${figure.unit ?? ''}`.trim(),
    ) &&
    isNominal(tokens[index + 1])
  )
    end = tokens[index + 1]!.end;
  return {start: figure.hedgeStart, end, noun};
}

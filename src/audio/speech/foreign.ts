import {beforeFigure, beforeName, behindFigure} from './abbreviation-places.ts';
import type {Pronounce} from './pronunciation.ts';
import type {Counted, Gender, SpokenLanguage} from './language.ts';
import {romanValue} from './token.ts';
import {type WordParts, wordParts} from './word-parts.ts';
import {digitGroup, type Figure, figureOf} from './written-figure.ts';

/** Words one after the other, each with what stands around it, in a language with tables. */
class Reader {
  private readonly parts: readonly WordParts[];
  private readonly language: SpokenLanguage;
  private readonly pronounce: Pronounce;

  constructor(words: readonly string[], language: SpokenLanguage, pronounce: Pronounce) {
    this.parts = words.map(wordParts);
    this.language = language;
    this.pronounce = pronounce;
  }

  private core(index: number): string {
    return this.parts[index]?.core ?? '';
  }

  private digits(text: string): string {
    return Array.from(text.replace(/\D/g, ''), (digit) =>
      this.language.cardinal(Number(digit), 'alone'),
    ).join(' ');
  }

  private number({whole, decimals}: Figure, gender: Gender): string {
    const {cardinal, point} = this.language;
    const value = Number(whole);
    const said =
      /^0\d/.test(whole) || value >= 1e15
        ? this.digits(whole)
        : cardinal(value, decimals === '' ? gender : 'alone');
    if (decimals === '') return said;
    const isShort = this.language.decimalsAsNumber && decimals.length <= 2 && !decimals.startsWith('0');
    return `${said} ${point} ${isShort ? cardinal(Number(decimals), 'alone') : this.digits(decimals)}`;
  }

  private figure(text: string): Figure | null {
    return figureOf(text, this.language.decimal);
  }

  /** What a figure counts, by the word after it. */
  private countedAt(index: number): Counted | undefined {
    const next = this.core(index);
    const {money, units, magnitudes} = this.language;
    const known = money[next] ?? units[next] ?? magnitudes[next.toLowerCase()];
    if (known || next === '') return known;
    const name = next.toLowerCase();
    return [...Object.values(money), ...Object.values(units)].find(
      ({one, many}) => one.toLowerCase() === name || many.toLowerCase() === name,
    );
  }

  private nameFor(counted: Counted, {whole, decimals}: Figure): string {
    return whole === '1' && decimals === '' ? counted.one : counted.many;
  }

  private sum(figure: Figure, currency: Counted & {readonly cents?: Counted}): string {
    const {cents} = currency;
    if (cents && figure.decimals.length === 2) {
      const whole: Figure = {whole: figure.whole, decimals: ''};
      const part: Figure = {whole: String(Number(figure.decimals)), decimals: ''};
      const first = `${this.number(whole, currency.gender)} ${this.nameFor(currency, whole)}`;
      if (part.whole === '0') return first;
      const last = `${this.number(part, cents.gender)} ${this.nameFor(cents, part)}`;
      return whole.whole === '0'
        ? last
        : [first, this.language.and, last].filter((one) => one !== '').join(' ');
    }
    const isMillions = figure.decimals === '' && figure.whole.length > 6 && /0{6}$/.test(figure.whole);
    const name = this.nameFor(currency, figure);
    return `${this.number(figure, currency.gender)} ${isMillions ? this.language.ofMillions(name) : name}`;
  }

  private money(core: string, index: number): string | null {
    const {money, magnitudes, ofMillions, minus} = this.language;
    const match =
      new RegExp(`^(-?)(R\\$|US\\$|[$€£¥])(-?)(${digitGroup})(\\p{L}{1,4})?$`, 'u').exec(core) ??
      new RegExp(`^(-?)()()(${digitGroup})(\\p{L}{1,4})?(R\\$|[$€£¥])$`, 'u').exec(core);
    if (!match) return null;
    const [, before = '', first = '', after = '', amount = '', suffix, last = ''] = match;
    const currency = money[first === 'US$' ? '$' : first === '' ? last : first];
    const figure = this.figure(amount);
    if (!currency || !figure) return null;
    const sign = before + after === '' ? '' : `${minus} `;
    const magnitude = suffix === undefined ? undefined : magnitudes[suffix.toLowerCase()];
    if (suffix !== undefined && !magnitude) return null;
    if (magnitude) {
      const name = this.nameFor(magnitude, figure);
      return `${sign}${this.number(figure, magnitude.gender)} ${name} ${name.length > 4 ? ofMillions(currency.many) : currency.many}`;
    }
    if (this.isMagnitude(index + 1)) return `${sign}${this.number(figure, 'm')}`;
    return sign + this.sum(figure, currency);
  }

  /** `Millionen`, `millions`, `Mio.` and the like. */
  private isMagnitude(index: number): boolean {
    const core = this.core(index).toLowerCase();
    return (
      core !== '' &&
      Object.values(this.language.magnitudes).some(
        ({one, many}) => one.toLowerCase() === core || many.toLowerCase() === core,
      )
    );
  }

  /** A sign or code of money apart from its figure, or a unit: said after the figure. */
  private behindFigure(core: string, index: number): string | null {
    const {money, units, ofMillions, and} = this.language;
    const before = this.core(index - 1).replace(/^[-–+~≈±]/u, '');
    const currency = money[core];
    const figure = this.figure(before);
    if (currency && (this.isMagnitude(index - 1) || /^(?:mio|mrd|mln|mld)$/i.test(before)))
      return ofMillions(currency.many);
    if (currency && before === 'de' && this.isMagnitude(index - 2)) return currency.many;
    if (currency && !figure && this.figure(this.core(index + 1))) return '';
    if (currency && figure) {
      const {cents} = currency;
      if (figure.decimals === '' && /\d0{6}$/.test(figure.whole))
        return ofMillions(this.nameFor(currency, figure));
      const whole: Figure = {whole: figure.whole, decimals: ''};
      if (!cents || figure.decimals.length !== 2) return this.nameFor(currency, figure);
      const part: Figure = {whole: String(Number(figure.decimals)), decimals: ''};
      if (part.whole === '0') return this.nameFor(currency, whole);
      if (whole.whole === '0') return this.nameFor(cents, part);
      return [this.nameFor(currency, whole), and, this.number(part, cents.gender), this.nameFor(cents, part)]
        .filter((one) => one !== '')
        .join(' ');
    }
    const unit = units[core];
    return unit && figure ? this.nameFor(unit, figure) : null;
  }

  private date(core: string, index: number): string | null {
    const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(core);
    const local = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(core);
    if (!iso && !local) return null;
    const [day, month, year] = iso
      ? [Number(iso[3]), Number(iso[2]), Number(iso[1])]
      : [Number(local?.[1]), Number(local?.[3]), Number(local?.[4])];
    if (day < 1 || day > 31 || month < 1 || month > 12) return null;
    return this.language.date(day, month, year, this.core(index - 1));
  }

  private time(core: string): string | null {
    const match = /^([01]?\d|2[0-4])(?::|h)([0-5]\d)(?:h)?$/.exec(core);
    return match ? this.language.time(Number(match[1]), Number(match[2])) : null;
  }

  private fraction(core: string): string | null {
    const {half, quarters, thirds, over, cardinal, and} = this.language;
    const vulgar: Readonly<Record<string, string>> = {
      '½': '1/2',
      '¼': '1/4',
      '¾': '3/4',
      '⅓': '1/3',
      '⅔': '2/3',
    };
    const match = /^(\d*)([½¼¾⅓⅔])$/u.exec(core);
    const written = match ? vulgar[match[2] ?? ''] : core;
    const parts = /^(\d{1,3})\/(\d{1,3})$/.exec(written ?? '');
    if (!parts) return null;
    const known: Readonly<Record<string, string>> = {
      '1/2': half,
      '1/4': quarters[0],
      '3/4': quarters[1],
      '1/3': thirds[0],
      '2/3': thirds[1],
    };
    const said =
      known[`${parts[1]}/${parts[2]}`] ??
      (core === '24/7'
        ? `${cardinal(24, 'alone')} ${cardinal(7, 'alone')}`
        : `${cardinal(Number(parts[1]), 'alone')} ${over} ${cardinal(Number(parts[2]), 'alone')}`);
    const whole = match?.[1] ?? '';
    return whole === ''
      ? said
      : [cardinal(Number(whole), 'alone'), and === 'con' ? 'y' : and, said]
          .filter((one) => one !== '')
          .join(' ');
  }

  private range(core: string, index: number): string | null {
    const match = new RegExp(`^(${digitGroup})[–—-](${digitGroup})(\\D*)$`, 'u').exec(core);
    const [from, to] = [this.figure(match?.[1] ?? ''), this.figure(match?.[2] ?? '')];
    if (!match || !from || !to || /^0\d/.test(from.whole) || from.whole.length > 6) return null;
    const end = this.figures(`${match[2]}${match[3]}`, index);
    return end === null ? null : `${this.quantity(from, index)} ${this.language.to} ${end}`;
  }

  private quantity(figure: Figure, index: number): string {
    const value = Number(figure.whole);
    const counted = this.countedAt(index + 1);
    if (
      figure.decimals === '' &&
      /^\d{4}$/.test(figure.whole) &&
      value >= 1100 &&
      value <= 2099 &&
      !counted
    ) {
      return this.language.year(value);
    }
    // Short words are prepositions and conjunctions far more often than what is counted.
    const isWordNext = /^\p{L}{4}/u.test(this.core(index + 1)) && this.parts[index]?.close === '';
    return this.number(figure, counted?.gender ?? (isWordNext ? 'm' : 'alone'));
  }

  /** A number alone or with something attached. */
  private figures(core: string, index: number): string | null {
    const {units, magnitudes, percent, money, ordinal} = this.language;
    const plain = this.figure(core);
    if (plain) {
      const before = money[this.core(index - 1)];
      if (before && this.parts[index - 1]?.close === '' && !this.figure(this.core(index - 2)))
        return this.sum(plain, before);
      const behind = money[this.core(index + 1)];
      // `5,20 €`: the cents are said behind the sign.
      if (behind?.cents && plain.decimals.length === 2 && plain.whole === '0' && plain.decimals !== '00') {
        return this.number({whole: String(Number(plain.decimals)), decimals: ''}, behind.cents.gender);
      }
      if (behind?.cents && plain.decimals.length === 2)
        return this.number({whole: plain.whole, decimals: ''}, behind.gender);
      return this.quantity(plain, index);
    }
    const match = new RegExp(`^(${digitGroup})(\\D+)$`, 'u').exec(core);
    const figure = this.figure(match?.[1] ?? '');
    const suffix = match?.[2] ?? '';
    if (!figure) return null;
    if (suffix === '%') return `${this.number(figure, 'alone')} ${percent}`;
    const isOrdinal = suffix === '°' && /^\p{L}{2}/u.test(this.core(index + 1));
    const unit = isOrdinal ? undefined : units[suffix];
    if (unit) return `${this.number(figure, unit.gender)} ${this.nameFor(unit, figure)}`;
    if (figure.decimals === '') {
      const said = ordinal(Number(figure.whole), suffix, this.core(index - 1));
      if (said !== null) return said;
    }
    const magnitude = magnitudes[suffix.toLowerCase()];
    if (magnitude) return `${this.number(figure, magnitude.gender)} ${this.nameFor(magnitude, figure)}`;
    if (/^[xX×]$/.test(suffix)) return `${this.number(figure, 'alone')} ${this.language.signs['×'] ?? 'x'}`;
    return null;
  }

  private phone(core: string): string | null {
    if (!/^\+?\d{2,5}(?:[-/.]\d{2,})+$/.test(core) && !/^\+\d{7,}$/.test(core)) return null;
    if (core.replace(/\D/g, '').length < 7 || this.figure(core)) return null;
    return `${core.startsWith('+') ? `${this.language.signs['+'] ?? ''} ` : ''}${this.digits(core)}`;
  }

  private address(core: string): string | null {
    const {dot, at} = this.language;
    const dotted = (text: string) =>
      text
        .split('.')
        .map((part) => this.mixed(part))
        .join(` ${dot} `);
    const host =
      /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(core)?.[1] ??
      /^www\.([^/?#:]+)/i.exec(core)?.[1] ??
      /^((?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|edu|de|at|ch|fr|be|es|mx|it|pt|br|eu|tv|app|dev|info))(?:\/\S*)?$/i.exec(
        core,
      )?.[1];
    if (host !== undefined) return dotted(host);
    const mail = /^([\w.+-]+)@([\w.-]+\.\w+)$/.exec(core);
    if (mail) return `${dotted(mail[1] ?? '')} ${at} ${dotted(mail[2] ?? '')}`;
    const handle = /^([@#])([\p{L}\p{N}_.]+)$/u.exec(core);
    if (!handle || /^#\d+$/.test(core)) return null;
    const words = (handle[2] ?? '')
      .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(/(\p{L})(\d)/gu, '$1 $2')
      .split(/[\s_.]+/)
      .map((word) => this.mixed(word))
      .join(' ')
      .trim();
    return handle[1] === '@' ? `${at} ${words}` : words;
  }

  /** Letters, figures and signs in the order they stand, where no rule knows the whole. */
  private mixed(core: string): string {
    if (!/[\d&+=×÷→<>≈±§%@#^]/u.test(core)) return core;
    const parts = core.match(new RegExp(`${digitGroup}|[\\p{L}\\p{M}'’]+|[^\\s\\p{L}\\p{M}\\d]`, 'gu')) ?? [];
    const {signs} = this.language;
    return parts
      .map((part, place) => {
        if (!/\d/.test(part))
          return /[\p{L}]/u.test(part) ? part : part === '-' && place > 0 ? '' : (signs[part] ?? '');
        const figure = this.figure(part);
        return figure
          ? this.number(figure, 'alone')
          : part
              .split(/[.,'’]/u)
              .map((one) => this.language.cardinal(Number(one), 'alone'))
              .join(` ${this.language.dot} `);
      })
      .filter((part) => part !== '')
      .join(' ');
  }

  private roman(core: string, index: number): string | null {
    const name = this.core(index - 1);
    const [, numeral = '', ending = ''] = /^([IVXL]+)(er|re|e|ème)$/u.exec(core) ?? [];
    const counted = romanValue(numeral);
    const isCentury = numeral.length > 1 || /^si[èe]cle/iu.test(this.core(index + 1));
    if (counted !== null && isCentury) return this.language.ordinal(counted, ending, name);
    if (/^(?:siglo|siglos|século|séculos|secolo)$/i.test(name)) {
      const century = romanValue(core);
      return century === null ? null : this.language.cardinal(century, 'alone');
    }
    if (core.length < 2 || !/^\p{Lu}\p{Ll}/u.test(name)) return null;
    const value = romanValue(core);
    return value === null || value > 30 ? null : this.language.roman(value, name);
  }

  /** The reading of an abbreviation and how many words it takes, or null. */
  private abbreviation(index: number): {readonly said: string; readonly words: number} | null {
    const {abbreviations} = this.language;
    const part = this.parts[index];
    if (!part?.close.startsWith('.') || part.close.startsWith('..')) return null;
    const key = part.core.toLowerCase();
    const next = this.parts[index + 1];
    if (next?.close.startsWith('.')) {
      const both = abbreviations[`${key}.${next.core.toLowerCase()}`];
      if (both !== undefined) return {said: both, words: 2};
    }
    const said = abbreviations[key];
    if (said === undefined) return null;
    const nextCore = next?.core ?? '';
    if (beforeFigure.has(key) && !/^\d/.test(nextCore)) return null;
    if (beforeName.has(key) && !/^\p{Lu}/u.test(nextCore)) return null;
    if (behindFigure.has(key) && !/\d$/.test(this.core(index - 1))) return null;
    return {said, words: 1};
  }

  private say(index: number): string | null {
    const core = this.core(index);
    if (core === '') return null;
    const {signs, minus, words} = this.language;
    const signed = /^([-–+~≈±<>])(?=[\d$€£])(.+)$/u.exec(core);
    return (
      words[core] ??
      this.money(core, index) ??
      this.behindFigure(core, index) ??
      this.address(core) ??
      this.date(core, index) ??
      this.time(core) ??
      this.phone(core) ??
      this.fraction(core) ??
      this.range(core, index) ??
      this.germanOrdinal(core, index) ??
      this.figures(core, index) ??
      (signed
        ? `${signed[1] === '-' || signed[1] === '–' ? minus : (signs[signed[1] ?? ''] ?? '')} ${this.figures(signed[2] ?? '', index) ?? this.mixed(signed[2] ?? '')}`
        : null) ??
      this.roman(core, index) ??
      (signs[core] !== undefined && core !== '-' ? (signs[core] ?? null) : null)
    );
  }

  /** `3. Oktober`: a full stop makes an ordinal where a month follows. */
  private germanOrdinal(core: string, index: number): string | null {
    if (!/^\d{1,2}$/.test(core) || this.parts[index]?.close !== '.') return null;
    if (!this.language.months.includes(this.core(index + 1))) return null;
    return this.language.ordinal(Number(core), '.', this.core(index - 1));
  }

  /** How many words from here are one number, as in `10 000 000`. */
  private groups(index: number): number {
    const first = this.parts[index];
    if (!first || !/^[1-9]\d{0,2}$/.test(first.core) || first.close !== '') return 1;
    let count = 1;
    while (
      /^\d{3}$/.test(this.core(index + count)) &&
      (count === 1 || this.parts[index + count - 1]?.close === '')
    )
      count += 1;
    return count;
  }

  read(): string[] {
    const said: string[] = [];
    let index = 0;
    while (index < this.parts.length) {
      const {open, core, close} = this.parts[index] as WordParts;
      const own = core === '' ? null : this.pronounce(core);
      if (own !== null) {
        said.push(open + own + close);
        index += 1;
        continue;
      }
      const count = this.groups(index);
      if (count > 1) {
        const last = this.parts[index + count - 1];
        const whole = this.parts
          .slice(index, index + count)
          .map((part) => part.core)
          .join('');
        const counted = this.countedAt(index + count);
        const number = this.number({whole, decimals: ''}, counted?.gender ?? 'alone');
        said.push(open + number + (last?.close ?? ''), ...Array.from({length: count - 1}, () => ''));
        index += count;
        continue;
      }
      const short = this.abbreviation(index);
      if (short) {
        const isLast = index + short.words >= this.parts.length;
        const end = (this.parts[index + short.words - 1]?.close ?? '').replace(/^\./, isLast ? '.' : '');
        said.push(open + short.said + end, ...Array.from({length: short.words - 1}, () => ''));
        index += short.words;
        continue;
      }
      const isClock = this.core(index + 1) === 'Uhr' && this.time(core) !== null;
      const spoken = this.say(index);
      if (spoken === null) {
        said.push(open + this.mixed(core) + close);
      } else {
        // In German the full stop makes the ordinal, and ends nothing.
        const next = this.core(index + 1);
        const isOrdinal =
          this.germanOrdinal(core, index) !== null ||
          (this.roman(core, index) !== null && /^\p{Ll}/u.test(next) && close === '.');
        said.push(spoken === '' ? '' : open + spoken + (isOrdinal ? '' : close));
      }
      index += 1;
      if (isClock) {
        said[said.length - 1] += this.parts[index]?.close ?? '';
        said.push('');
        index += 1;
      }
    }
    return said;
  }
}

/** What is said for each word of a line, with its punctuation; empty where another word says it too. */
export function foreignWords(
  words: readonly string[],
  language: SpokenLanguage,
  pronounce: Pronounce,
): string[] {
  return new Reader(words, language, pronounce).read();
}

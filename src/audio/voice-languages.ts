import {ViralError} from '../errors.ts';
import type {Voice} from '../ports/index.ts';

/** Subtags that name a language which other lists call by another one. */
const aliases: Readonly<Record<string, string>> = {
  cmn: 'zh',
  nb: 'no',
  nn: 'no',
  fil: 'tl',
  iw: 'he',
  in: 'id',
};

/** The primary subtag of a language tag, one for languages with two: `pt-BR` is `pt`, `nb` is `no`. */
export function primarySubtag(language: string): string {
  const [primary = ''] = language.toLowerCase().split(/[-_]/);
  return aliases[primary] ?? primary;
}

/** Whether a voice speaks a language, whatever the region. */
export function speaks(voice: Voice, language: string): boolean {
  const wanted = primarySubtag(language);
  return voice.languages.some((one) => one === '*' || primarySubtag(one) === wanted);
}

/** `de-AT` → `Austrian German (de-AT)`, for messages. */
export function languageName(language: string): string {
  try {
    const name = new Intl.DisplayNames(['en'], {type: 'language'}).of(language);
    return name === undefined || name === language ? `'${language}'` : `${name} (${language})`;
  } catch {
    return `'${language}'`;
  }
}

function languagesOf(voice: Voice): string {
  const named = voice.languages.map(languageName);
  if (named.length === 0) return 'no language';
  return named.length <= 12
    ? named.join(', ')
    : `${named.slice(0, 12).join(', ')} and ${named.length - 12} more`;
}

/**
 * The voices that speak a language, in order.
 * @throws ViralError `language-unsupported` when there is none, with the languages there are
 */
export function voicesFor(voices: readonly Voice[], language: string): readonly Voice[] {
  const able = voices.filter((voice) => speaks(voice, language));
  if (able.length > 0) return able;
  const wanted = languageName(language);
  const [only] = voices;
  throw new ViralError(
    'language-unsupported',
    voices.length === 1 && only
      ? `The script is in ${wanted}, but the voice ${only.name} speaks ${languagesOf(only)} only. ` +
          `Write the script in a language the voice speaks, or pass a voice that speaks ${wanted}.`
      : `The script is in ${wanted}, and none of the voices speaks it: ` +
          `${voices.map((voice) => `${voice.name} speaks ${languagesOf(voice)}`).join('; ')}. ` +
          `Write the script in a language one of them speaks, or add a voice that speaks ${wanted}.`,
  );
}

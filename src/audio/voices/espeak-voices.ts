import {primarySubtag} from '../voice-languages.ts';

/** A voice that an espeak has. */
export interface EspeakVoice {
  /** What `-v` takes: a language tag in lower case, as in `de` or `en-us`. */
  readonly id: string;
  /** For people, as in `English (America)`. */
  readonly name: string;
  /** Path of its data, as in `gmw/en-US`; the plain voice of a language is named as the language. */
  readonly file: string;
}

/** Reads what `espeak-ng --voices` prints: a line of titles, then one line for each voice, in columns. */
export function parseEspeakVoices(listing: string): readonly EspeakVoice[] {
  return listing.split(/\r?\n/).flatMap((line) => {
    const [, id, name, file] = /^\s*\d+\s+([\w-]+)\s+\S+\s+(\S+)\s+(\S+)/.exec(line) ?? [];
    if (id === undefined || name === undefined || file === undefined) return [];
    return [{id: id.toLowerCase(), name: name.replaceAll('_', ' '), file}];
  });
}

/** The voice for a language: the very tag, else the plain voice of the language, else the first one of it. */
export function espeakVoiceFor(voices: readonly EspeakVoice[], language: string): EspeakVoice | undefined {
  const wanted = language.toLowerCase();
  const primary = primarySubtag(language);
  const same = voices.filter(({id}) => primarySubtag(id) === primary);
  return (
    same.find(({id}) => id === wanted) ??
    same.find(({id, file}) => file.split('/').at(-1) === id.split('-')[0]) ??
    same[0]
  );
}

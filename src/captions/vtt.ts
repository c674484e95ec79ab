import type {Cue} from './cues.ts';
import {timestamp} from './timestamp.ts';

const escapes: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;'};

/** A WebVTT file (W3C WebVTT 1). `&`, `<` and `>` are escaped; the language stands in the header. */
export function formatVtt(cues: readonly Cue[], {language}: {readonly language: string}): string {
  const blocks = cues.map(({startMs, endMs, lines}) =>
    [
      `${timestamp(startMs, '.')} --> ${timestamp(endMs, '.')}`,
      ...lines.map((line) => line.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)),
      '',
    ].join('\n'),
  );
  return [`WEBVTT\nKind: captions\nLanguage: ${language}\n`, ...blocks].join('\n');
}

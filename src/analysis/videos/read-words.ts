import type {Cue} from '../../captions/index.ts';

/** A sentence and where it stands. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Seconds; null without times. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

/** What is said, as one text, with the time of each of its parts. */
export interface SpokenText {
  readonly text: string;
  timeOf(offset: number): number | null;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

/** Joins cues to a text. Lines of a cue are one. */
export function spokenText(cues: readonly Cue[]): SpokenText {
  let text = '';
  const places: {start: number; end: number; from: number; to: number}[] = [];
  for (const cue of cues) {
    const line = cue.lines.join(' ').replaceAll(/\s+/g, ' ').trim();
    if (line === '') continue;
    if (text !== '') text += ' ';
    places.push({
      start: text.length,
      end: text.length + line.length,
      from: cue.startMs / 1000,
      to: cue.endMs / 1000,
    });
    text += line;
  }
  return {
    text,
    startsAt: places[0]?.from ?? null,
    endsAt: places.at(-1)?.to ?? null,
    timeOf(offset) {
      const place = places.find(({end}) => offset <= end) ?? places.at(-1);
      if (!place) return null;
      // Within a cue words are taken to be spoken evenly.
      const share = Math.max(0, Math.min(1, (offset - place.start) / Math.max(1, place.end - place.start)));
      return place.from + share * (place.to - place.from);
    },
  };
}

const words = new Intl.Segmenter(undefined, {granularity: 'sentence'});

/** Sentences of a text; line breaks end one too. */
export function sentencesOf(
  text: string,
  timeOf: (offset: number) => number | null = () => null,
): readonly Sentence[] {
  return [...words.segment(text)].flatMap(({segment, index}) => {
    const parts: Sentence[] = [];
    let at = index;
    for (const line of segment.split('\n')) {
      const start = at + (line.length - line.trimStart().length);
      const end = start + line.trim().length;
      if (/[\p{L}\p{N}]/u.test(line)) {
        parts.push({text: text.slice(start, end), start, end, startsAt: timeOf(start), endsAt: timeOf(end)});
      }
      at += line.length + 1;
    }
    return parts;
  });
}

/** Greetings, announcements and requests: nothing is told yet. */
const promise =
  /^\W*(?:hi|hey|hello|welcome|what(?:’|')?s up|good morning|today (?:i|we)|in this video|let(?:’|')?s (?:get|go|start|dive|talk)|here(?:’|')?s (?:why|what|how)|wait (?:for|till|until)|stay (?:till|until)|keep watching|watch (?:till|until|this)|before (?:i|we) (?:start|begin)|subscribe|follow (?:me|for)|i(?:’|')?m going to (?:show|tell)|i(?:’|')?ll (?:show|tell)|you won(?:’|')?t believe|are you ready)\b/iu;

/** When the first sentence behind the opening that tells something begins; null where none does. */
export function firstPayoff(sentences: readonly Sentence[]): number | null {
  const found = sentences
    .slice(1)
    .find(
      ({text}) =>
        !promise.test(text) && !/\?\s*$/u.test(text) && (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3,
    );
  return found?.startsAt ?? null;
}

/** Words as people count them; in scripts without spaces, as dictionaries do. */
export function wordCount(text: string, language: string | null): number {
  const segmenter = new Intl.Segmenter(language ?? undefined, {granularity: 'word'});
  let count = 0;
  for (const {isWordLike} of segmenter.segment(text)) if (isWordLike) count += 1;
  return count;
}

import type {Tongue} from './tongues.ts';

/** The sentences of a language one after the other, again and again, from the one at `start`. */
function runOf(
  {detail, quote, point, call, hook, options, statistic, language}: Tongue,
  start: number,
): string {
  const stop = /^(?:zh|ja)/u.test(language) ? '。' : '. ';
  const sentences = [detail, quote, point, call, hook, statistic.label, ...options].map((text) =>
    /[.!?。！？؟।]$/u.test(text) ? text : text + stop.trim(),
  );
  const turned = [
    ...sentences.slice(start % sentences.length),
    ...sentences.slice(0, start % sentences.length),
  ];
  return [...turned, ...turned, ...turned].join(stop === '。' ? '' : ' ');
}

/** The beginning of a run of sentences, of as many whole words as `limit` UTF-16 units hold. */
function wordsUpTo(text: string, language: string, limit: number): string {
  let end = 0;
  for (const {index, segment} of new Intl.Segmenter(language, {granularity: 'word'}).segment(text)) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trim();
}

/** Every kind of scene with its text fields filled to the limit of the schema, in the sentences of a language. */
export function fullestIn(tongue: Tongue): readonly object[] {
  let start = 0;
  const text = (limit: number): string => wordsUpTo(runOf(tongue, start++), tongue.language, limit);
  const base = (kind: string) => ({kind, onScreenText: text(90), emphasis: [], visual: null});
  const visual = {asset: 'sunrise'};
  const side = (value: string) => ({label: text(60), value, detail: text(140)});
  const series = [1, 2, 3, 4, 5].map((value) => ({label: text(20), value: value * 12_345_678}));
  const statistic = {decimals: 0, unit: text(24), label: text(90), source: text(60)};
  return [
    {...base('hook'), kicker: text(60), detail: text(140)},
    {...base('hook'), kicker: text(60), detail: text(140), visual},
    {...base('context'), detail: text(140), visual},
    {...base('point'), kicker: text(60), detail: text(140)},
    {...base('point'), kicker: text(60), detail: text(140), visual},
    {...base('statistic'), ...statistic, value: 123_456_789, series},
    {...base('statistic'), ...statistic, value: -123_456_789, visual},
    {...base('quote'), text: text(240), speaker: text(60), role: text(60)},
    {...base('quote'), text: text(240), speaker: text(60), role: text(60), visual},
    {...base('comparison'), left: side('1,234,567,890.12'), right: side(text(16)), verdict: 'left'},
    {...base('step'), n: 98, total: 99, detail: text(140)},
    {...base('list-item'), n: 12, total: 12, detail: text(140), visual},
    {...base('question'), options: [text(60), text(60), text(60), text(60)], answer: 1},
    {...base('twist')},
    {...base('call-to-action'), label: text(60), handle: text(60)},
  ];
}

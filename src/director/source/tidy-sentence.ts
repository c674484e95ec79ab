const dateline =
  /^(?:\p{Lu}[\p{L}.'’ -]{1,30}(?:, \p{Lu}[\p{L}.'’ ]{1,24})?(?:,? (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)(?: \d{1,2})?(?:,? \d{4})?)?(?: ?\([A-Za-z ]{2,20}\))?) ?(?:—|–|--| - ) ?(?=\p{Lu}|[“"])/u;

/**
 * A sentence of a source without what is for the eye only: footnote marks, markup, emoji, the label of a step, a
 * dateline where the sentence may open a story (`first`).
 */
export function tidySentence(text: string, first: boolean): {text: string; operations: string[]} {
  const operations: string[] = [];
  const apply = (name: string, change: (value: string) => string) => {
    const before = result;
    result = change(result);
    if (before !== result) operations.push(name);
  };
  let result = text
    .replaceAll(/[\s\u00a0\u200b\u200e\u200f\u2060\ufeff]+/g, ' ')
    .replaceAll(/(\d)\u202f(?=\d)/g, '$1');
  apply('drop-footnote-marks', (value) =>
    value.replaceAll(/\s?\[(?:\d{1,3}|[a-z]|note \d+|citation needed|edit)\]/gi, ''),
  );
  apply('drop-markup', (value) =>
    value
      .replaceAll(/!?\[([^\][]{1,120})\]\([^()\s]{1,400}(?: "[^"]*")?\)/g, '$1')
      .replaceAll(/\[([^\][]{2,80})\](?:\[[^\][]*\])?/g, '$1')
      .replaceAll(/\*{1,3}([^*]+)\*{1,3}/g, '$1')
      .replaceAll(/(?<!\w)_{1,2}([^_]+)_{1,2}(?!\w)/g, '$1')
      .replaceAll('`', ''),
  );
  apply('drop-step-label', (value) => value.replace(/^step \d{1,2} ?[—–:.-] ?(?=\p{Lu})/iu, ''));
  apply('drop-emoji', (value) => value.replaceAll(/\p{Extended_Pictographic}\uFE0F?\s?/gu, ''));
  apply('typographic-quotes', (value) => {
    if ((value.match(/"/g)?.length ?? 0) % 2 === 1) return value;
    let open = false;
    return value.replaceAll('"', () => {
      open = !open;
      return open ? '“' : '”';
    });
  });
  // A page that opens with its first word in capitals.
  apply('calm-capitals', (value) =>
    value.replace(
      /^(THE|AN?|IT|IN|ON|AT|WHEN|IF|THIS|FOR|AS|BY|ONE|HE|SHE|THERE|WITH|AFTER|FROM) (?=(?:\p{Lu}?\p{Ll}|\d))/u,
      (_, word: string) => `${word.charAt(0)}${word.slice(1).toLowerCase()} `,
    ),
  );
  if (first) {
    apply('drop-dateline', (value) => {
      const found = dateline.exec(value);
      // A dateline names a place in capitals, a date or an agency; an ordinary opening does not.
      return found && /\p{Lu}{3,}|\d|\(/u.test(found[0]) ? value.slice(found[0].length) : value;
    });
  }
  return {text: result.trim(), operations};
}

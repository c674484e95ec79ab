/** Elements whose content no reader sees; removed as text, before any parser spends time on them. */
const unseen = ['script', 'style', 'svg', 'noscript', 'template', 'iframe', 'math'];

/**
 * Removes scripts, styles and comments from HTML in one pass over the text. JSON-LD stays: it names author and date.
 * An element or comment that never ends takes the rest of the page with it, as it does in a browser.
 */
export function stripMarkup(html: string, alsoUnseen: readonly string[] = []): string {
  const opening = new RegExp(`<!--|<(${[...unseen, ...alsoUnseen].join('|')})(?=[\\s/>])`, 'gi');
  let kept = '';
  let position = 0;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const name = match[1]?.toLowerCase();
    const start = match.index;
    let end: number;
    if (name === undefined) {
      const close = html.indexOf('-->', start + 2);
      end = close === -1 ? html.length : close + 3;
    } else {
      const tagEnd = html.indexOf('>', start);
      const tag = html.slice(start, tagEnd + 1);
      if (tagEnd === -1) {
        end = html.length;
      } else if (name === 'script' && /application\/ld\+json/i.test(tag)) {
        opening.lastIndex = tagEnd + 1;
        const close = closingOf(html, name, tagEnd);
        opening.lastIndex = close;
        continue;
      } else if (tag.endsWith('/>') && (name === 'svg' || name === 'math')) {
        end = tagEnd + 1;
      } else {
        end = closingOf(html, name, tagEnd);
      }
    }
    kept += html.slice(position, start);
    position = end;
    opening.lastIndex = end;
  }
  return kept + html.slice(position);
}

/** Elements that end without an end tag, so that counting tags would take them for nested ones. */
const selfEnding = new Set(
  'p li td th tr dt dd option optgroup tbody thead tfoot colgroup area base br col embed hr img input link meta param source track wbr'.split(
    ' ',
  ),
);

/** Counts the elements of a page and how deep they stand in each other, by its tags alone. */
export function measureMarkup(html: string): {elements: number; depth: number} {
  let elements = 0;
  let depth = 0;
  let deepest = 0;
  for (const [, slash, name = '', selfClosed] of html.matchAll(
    /<(\/?)([a-z][a-z0-9-]*)(?:[^<>]*?)(\/?)>/gi,
  )) {
    if (selfEnding.has(name.toLowerCase())) {
      if (slash === '') elements++;
    } else if (slash === '/') {
      depth = Math.max(0, depth - 1);
    } else {
      elements++;
      if (selfClosed === '') deepest = Math.max(deepest, ++depth);
    }
  }
  return {elements, depth: deepest};
}

/** Where the element that opened before `from` is closed: the position behind its end tag. */
function closingOf(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\s*>`, 'gi');
  closing.lastIndex = from;
  const match = closing.exec(html);
  return match ? match.index + match[0].length : html.length;
}

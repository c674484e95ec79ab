import {ViralError} from '../../errors.ts';
import type {SourceBlock} from '../../schema/index.ts';
import {dropBoilerplate, isSiteLine} from './boilerplate.ts';
import {decodeReferences, foldSpace} from './clean-text.ts';
import {measureMarkup, stripMarkup} from './strip-markup.ts';
import type {ReadText} from './read-text.ts';

/** What is left of a page when scripts, styles and comments are gone. */
const largestMarkup = 4_000_000;
/** Far beyond any article. Deeper or fuller pages take parsers minutes. */
const mostElements = 20_000;
const deepestNesting = 400;
/** A page with fewer words than this has no article: it is a menu, a login, a notice. */
const fewestWords = 25;

const saveYourself = 'open it in your browser, copy the text into a file, and pass that with --from FILE';

/**
 * Reads the article of a page: Mozilla's Readability picks it, and what a voice would not read is taken out.
 * @throws ViralError `too-large`; `no-content` when no article is found
 */
export async function readHtml(source: string, shown: string): Promise<ReadText> {
  const markup = stripMarkup(source);
  if (markup.length > largestMarkup) {
    throw new ViralError(
      'too-large',
      `${shown} holds more than ${largestMarkup / 1_000_000} MB of markup; ${saveYourself}`,
    );
  }
  const nothing = (cause?: unknown) =>
    new ViralError(
      'no-content',
      `no article was found in ${shown} (it may need JavaScript or a login); ${saveYourself}`,
      cause === undefined ? {} : {cause},
    );
  const {elements, depth} = measureMarkup(markup);
  if (elements > mostElements || depth > deepestNesting) {
    throw new ViralError(
      'too-large',
      `${shown} is built of too many nested elements to read; ${saveYourself}`,
    );
  }
  const [{parseHTML}, {Readability}] = await Promise.all([
    import('linkedom'),
    import('@mozilla/readability'),
  ]);
  try {
    const whole = /<html[\s>]/i.test(markup) ? markup : `<!doctype html><html><body>${markup}</body></html>`;
    const {document} = parseHTML(whole) as unknown as {document: Document};
    dropHidden(document);
    const metadata = metadataOf(document);
    const headline = soleHeadline(document);
    const article = new Readability<Element>(document, {
      serializer: (node) => node as Element,
      maxElemsToParse: mostElements,
      keepClasses: true,
    }).parse();
    if (!article?.content) throw nothing();
    const title = foldSpace(metadata.title ?? (article.title || headline));
    const blocks = dropBoilerplate(blocksOf(article.content), title === '' ? undefined : title);
    const words = blocks.reduce((sum, {text}) => sum + wordsOf(text), 0);
    if (words < fewestWords) throw nothing();
    const author = authorOf(metadata.author ?? article.byline ?? undefined);
    const siteName = foldSpace(article.siteName ?? '');
    const published = metadata.published ?? article.publishedTime ?? undefined;
    const language = metadata.language ?? article.lang ?? undefined;
    return {
      blocks,
      ...(title === '' ? {} : {title}),
      ...(author ? {author} : {}),
      ...(siteName === '' ? {} : {siteName}),
      ...(published ? {published} : {}),
      ...(language ? {language} : {}),
    };
  } catch (error) {
    if (ViralError.isInstance(error)) throw error;
    // Markup nested without end, or larger than the reader accepts.
    throw nothing(error);
  }
}

/** Words, or for scripts without spaces a word for every two characters. */
function wordsOf(text: string): number {
  const dense =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  return dense > text.length / 2 ? dense / 2 : text.split(/\s+/).length;
}

const hiddenStyle =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0+(?![.\d])|font-size\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{3,})/i;

/** Takes out what a reader of the page does not see: text hidden there can only be meant for machines. */
function dropHidden(document: Document): void {
  for (const element of document.querySelectorAll(
    '[hidden], [aria-hidden="true"], template, noscript, dialog, iframe, object, form, button, select, textarea, input, svg, math, audio, video, canvas',
  )) {
    element.remove();
  }
  for (const element of document.querySelectorAll('[style]')) {
    if (hiddenStyle.test(element.getAttribute('style') ?? '')) element.remove();
  }
}

/** The one top heading of a page that has exactly one. */
function soleHeadline(document: Document): string {
  const [first, second] = document.querySelectorAll('h1');
  return first && !second ? foldSpace(first.textContent ?? '') : '';
}

interface Metadata {
  readonly title?: string;
  readonly author?: string;
  readonly published?: string;
  readonly language?: string;
}

function metadataOf(document: Document): Metadata {
  const meta = (...names: readonly string[]) => {
    for (const name of names) {
      for (const attribute of ['property', 'name', 'itemprop']) {
        const content = document
          .querySelector(`meta[${attribute}="${name}"]`)
          ?.getAttribute('content')
          ?.trim();
        if (content) return decodeReferences(content);
      }
    }
    return undefined;
  };
  const title = meta('og:title', 'twitter:title');
  const author = meta('author', 'dc.creator', 'parsely-author');
  const published =
    meta('article:published_time', 'datePublished', 'date', 'dc.date', 'parsely-pub-date', 'pubdate') ??
    document
      .querySelector('time[datetime][pubdate], article time[datetime], time[datetime]')
      ?.getAttribute('datetime') ??
    undefined;
  const language =
    document.documentElement?.getAttribute('lang') ??
    meta('og:locale', 'content-language', 'language') ??
    undefined;
  return {
    ...(title ? {title} : {}),
    ...(author ? {author} : {}),
    ...(published ? {published} : {}),
    ...(language ? {language} : {}),
  };
}

/** A byline as a name: without "By", and not a URL, a date or a sentence. */
function authorOf(byline: string | undefined): string | undefined {
  const name = foldSpace(byline ?? '')
    .replace(/^(?:by|written by|von|par|por|di)\s+/i, '')
    .replace(/\s*(?:[|•·,]|\bon\b|\bat\b|\bupdated\b|\bpublished\b).*\d.*$/i, '')
    .replace(/\s*\bis on (?:twitter|x)\b.*$/i, '');
  return name === '' || name.length > 100 || /https?:|@|\d{3}/.test(name) ? undefined : name;
}

const skipped = new Set([
  'ASIDE',
  'AUDIO',
  'BUTTON',
  'CANVAS',
  'FIGCAPTION',
  'FIGURE',
  'FOOTER',
  'FORM',
  'IFRAME',
  'IMG',
  'NAV',
  'PICTURE',
  'PRE',
  'SCRIPT',
  'STYLE',
  'SVG',
  'TABLE',
  'TEMPLATE',
  'VIDEO',
]);
const blockLevel = new Set([
  ...skipped,
  'ADDRESS',
  'ARTICLE',
  'BLOCKQUOTE',
  'BODY',
  'DD',
  'DETAILS',
  'DIV',
  'DL',
  'DT',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'HEADER',
  'HR',
  'LI',
  'MAIN',
  'OL',
  'P',
  'SECTION',
  'SUMMARY',
  'UL',
]);

type Kind = SourceBlock['kind'];

/** The running text of an element in reading order. */
function blocksOf(root: Element): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let run: Node[] = [];

  const flush = (kind: Kind, extra: Pick<SourceBlock, 'level' | 'ordered'>) => {
    const nodes = run;
    run = [];
    for (const part of splitAtBreaks(nodes)) {
      const {text, linked} = inlineText(part);
      // Short blocks that are mostly links lead elsewhere; a heading may well be one.
      if (text === '' || (kind !== 'heading' && text.length < 160 && linked > text.length * 0.6)) continue;
      blocks.push({kind, text, ...extra});
    }
  };

  const walk = (parent: Element, kind: Kind, extra: Pick<SourceBlock, 'level' | 'ordered'>) => {
    for (const node of parent.childNodes) {
      if (node.nodeType !== 1) {
        if (node.nodeType === 3) run.push(node);
        continue;
      }
      const element = node as Element;
      const name = element.tagName.toUpperCase();
      if (!blockLevel.has(name)) {
        // An inline wrapper around blocks, as in <a><div>…</div></a>.
        if (element.querySelector('p, div, ul, ol, blockquote, h1, h2, h3, li')) {
          flush(kind, extra);
          walk(element, kind, extra);
          flush(kind, extra);
        } else {
          run.push(element);
        }
        continue;
      }
      flush(kind, extra);
      if (skipped.has(name) || isPartOfSite(element)) continue;
      const heading = /^H([1-6])$/.exec(name);
      if (heading) {
        walk(element, 'heading', {level: Number(heading[1])});
        flush('heading', {level: Number(heading[1])});
      } else if (name === 'LI') {
        const ordered = element.parentElement?.tagName.toUpperCase() === 'OL' ? {ordered: true} : {};
        walk(element, 'list-item', ordered);
        flush('list-item', ordered);
      } else {
        // Text in a quotation stays one whatever stands between.
        const inner: Kind = name === 'BLOCKQUOTE' || kind === 'quote' ? 'quote' : kind;
        walk(element, inner, inner === 'list-item' ? extra : {});
        flush(inner, inner === 'list-item' ? extra : {});
      }
    }
  };
  walk(root, 'paragraph', {});
  flush('paragraph', {});
  return blocks;
}

const siteParts =
  /(?:^|[\s_-])(?:share|sharing|social|newsletter|subscribe|subscription|promo|related|recirc|recommended|comments?|cookie|consent|gdpr|paywall|advert|ads?|sponsored|breadcrumbs?|byline|author-bio|toolbar|footnotes?|reflist|references|mw-editsection|hatnote|navbox|infobox|toc|metadata|caption|credit)(?:$|[\s_-])/i;

function isPartOfSite(element: Element): boolean {
  const marks = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  if (!siteParts.test(marks)) return false;
  // Some sites wrap a whole article in such a class.
  return (
    (element.textContent?.length ?? 0) < 1500 || /reflist|references|navbox|infobox|comments/i.test(marks)
  );
}

/** Two line breaks in a row separate paragraphs on pages without <p>. */
function splitAtBreaks(nodes: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]];
  let breaks = 0;
  for (const node of nodes) {
    if (node.nodeName.toUpperCase() === 'BR') {
      breaks++;
      if (breaks === 2) parts.push([]);
      else parts.at(-1)?.push(node);
      continue;
    }
    if (node.nodeType !== 3 || (node.textContent ?? '').trim() !== '') breaks = 0;
    parts.at(-1)?.push(node);
  }
  return parts;
}

/** The text of inline nodes on one line, and how many of its characters are links. */
function inlineText(nodes: readonly Node[]): {text: string; linked: number} {
  let text = '';
  let linked = 0;
  const visit = (node: Node, inLink: boolean) => {
    if (node.nodeType === 3) {
      const piece = node.textContent ?? '';
      text += piece;
      if (inLink) linked += foldSpace(piece).length;
      return;
    }
    if (node.nodeType !== 1) return;
    const element = node as Element;
    const name = element.tagName.toUpperCase();
    if (skipped.has(name)) return;
    if (name === 'BR') {
      text += ' ';
      return;
    }
    if (name === 'SUP') {
      text += raisedText(element, text);
      return;
    }
    if (name !== 'A' && isPartOfSite(element) && isSiteLine(foldSpace(element.textContent ?? ''))) return;
    if (/(?:^|\s)mw-editsection(?:\s|$)/.test(element.getAttribute('class') ?? '')) return;
    for (const child of element.childNodes) visit(child, inLink || name === 'A');
  };
  for (const node of nodes) visit(node, false);
  return {text: decodeReferences(foldSpace(text)), linked};
}

const raised: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '-': '⁻',
  '−': '⁻',
};

/** Raised text is a note mark and goes, unless it is an ordinal (1st) or a power (km², 10⁶): then it carries meaning. */
function raisedText(element: Element, before: string): string {
  const text = foldSpace(element.textContent ?? '');
  if (element.querySelector('a') || element.closest('a')) return '';
  if (/^(?:st|nd|rd|th|er|e|o|a)$/i.test(text) && /\d$/.test(before)) return text;
  if (/^[-−]?\d{1,2}$/.test(text) && /(?:^|[\s\d/·])(?:10|k?m|cm|mm|in|ft|mi|yd|s|x|n|r|c)$/i.test(before)) {
    return text.replaceAll(/./g, (digit) => raised[digit] ?? digit);
  }
  return '';
}

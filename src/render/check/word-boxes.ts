import {z} from 'zod';

/** A word as it stands on the frame: its box in px of the frame, from the top left corner, clipped to the frame. */
export interface WordBox {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Runs in the page, so it may use nothing from outside of itself. Least opacity and extent of a visible word. */
function wordsInPage(leastOpacity: number, leastPx: number): WordBox[] {
  interface Edges {
    left: number;
    top: number;
    right: number;
    bottom: number;
  }
  const found: WordBox[] = [];
  const frame: Edges = {left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight};

  /** What the ancestors leave visible of an element; `null` when nothing. */
  const seenThrough = (element: Element): Edges | null => {
    const view = {...frame};
    let opacity = 1;
    // An absolutely placed box is clipped only by those ancestors that it is placed against, and theirs.
    let placedAgainst: 'any' | 'positioned' | 'frame' = 'any';
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const style = getComputedStyle(at);
      // Visibility is inherited and may be turned on again further down.
      if (at === element && style.visibility !== 'visible') return null;
      if (style.display === 'none') return null;
      opacity *= Number(style.opacity);
      if (opacity < leastOpacity) return null;
      const transformed =
        style.transform !== 'none' || style.filter !== 'none' || style.contain.includes('paint');
      const holds =
        placedAgainst === 'any' ||
        transformed ||
        (placedAgainst === 'positioned' && style.position !== 'static');
      if (at !== element && !holds) continue;
      if (at !== element || element.tagName !== 'CANVAS') {
        const box = at.getBoundingClientRect();
        if (style.overflowX !== 'visible' && style.display !== 'inline') {
          view.left = Math.max(view.left, box.left);
          view.right = Math.min(view.right, box.right);
        }
        if (style.overflowY !== 'visible' && style.display !== 'inline') {
          view.top = Math.max(view.top, box.top);
          view.bottom = Math.min(view.bottom, box.bottom);
        }
      }
      placedAgainst =
        style.position === 'absolute' ? 'positioned' : style.position === 'fixed' ? 'frame' : 'any';
    }
    return view;
  };

  const add = (text: string, box: Edges, view: Edges): void => {
    const left = Math.max(box.left, view.left);
    const top = Math.max(box.top, view.top);
    const width = Math.min(box.right, view.right) - left;
    const height = Math.min(box.bottom, view.bottom) - top;
    if (width < leastPx || height < leastPx) return;
    found.push({text, x: left, y: top, width, height});
  };

  const painted = [...document.querySelectorAll<HTMLElement>('[data-part][aria-label]')].filter(
    (element) => element.tagName === 'CANVAS' || (element.textContent ?? '').trim() === '',
  );
  for (const element of painted) {
    const view = seenThrough(element);
    if (view === null) continue;
    const rect = element.getBoundingClientRect();
    const {words} = element.dataset;
    if (words === undefined) {
      add(element.getAttribute('aria-label') ?? '', rect, view);
      continue;
    }
    // Ancestors may scale the canvas; its words are told in its own px.
    const across = rect.width / (element.offsetWidth || rect.width);
    const down = rect.height / (element.offsetHeight || rect.height);
    for (const [text, x, y, width, height] of JSON.parse(words) as [
      string,
      number,
      number,
      number,
      number,
    ][]) {
      const left = rect.left + x * across;
      const top = rect.top + y * down;
      add(text, {left, top, right: left + width * across, bottom: top + height * down}, view);
    }
  }

  /** Whether a text leaves ink: fill, stroke, shadow or a background that shows through it. */
  const inks = (element: Element, style: CSSStyleDeclaration): boolean => {
    const clear = (color: string): boolean => /^(none|transparent|rgba\(.*, 0\)|.*\/ 0\))$/u.test(color);
    if (element instanceof SVGElement) return !clear(style.fill) || !clear(style.stroke);
    const {webkitTextFillColor, webkitTextStrokeColor, webkitTextStrokeWidth, textShadow} = style;
    const stroked = parseFloat(webkitTextStrokeWidth) > 0 && !clear(webkitTextStrokeColor);
    return (
      !clear(webkitTextFillColor) || stroked || textShadow !== 'none' || style.backgroundClip.includes('text')
    );
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    const element = node.parentElement;
    if (element === null || text.trim() === '' || element.closest('script, style, noscript, canvas, title'))
      continue;
    if (!inks(element, getComputedStyle(element))) continue;
    const view = seenThrough(element);
    if (view === null) continue;
    for (const match of text.matchAll(/\S+/gu)) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      // Several for a word that is broken over lines, or for a script that puts no spaces between its words.
      for (const rect of range.getClientRects()) add(match[0], rect, view);
    }
  }
  return found;
}

/** Below this a text is on its way in or out and cannot be read. */
const leastOpacity = 0.05;
/** Thinner slivers of text say nothing, px. */
const leastPx = 2;

/**
 * A JavaScript expression for a page that shows a frame, one CSS px a px of the frame and the frame in its top left
 * corner, as pages that take screenshots do. Its value is a list of `WordBox`es, for `wordBoxesOf`:
 *
 * - of elements with `data-part` and `aria-label`, the painted texts: the words that `data-words` lists as
 *   `[text, x, y, width, height]` in px of the element, or else the whole element;
 * - of every text node, the boxes of its words; each line of its own where a word runs over several.
 *
 * Left out is what nobody can see: no extent, `visibility: hidden`, `display: none`, (nearly) no opacity, no ink, cut away
 * by the overflow of an ancestor or the edge of the frame. A text behind something else counts: its box then holds
 * whatever lies before it. Clip paths and masks are not looked at.
 */
export const wordBoxesExpression =
  // A bundler told to keep names wraps inner functions in calls of `__name`, which the page lacks.
  `((__name) => (${wordsInPage.toString()})(${leastOpacity}, ${leastPx}))((named) => named)`;

const wordBoxesSchema = z.array(
  z.object({text: z.string(), x: z.number(), y: z.number(), width: z.number(), height: z.number()}),
);

/**
 * What a page answered to `wordBoxesExpression`, checked: templates of others run in that page.
 * @throws ZodError when it is something else
 */
export function wordBoxesOf(answer: unknown): readonly WordBox[] {
  return wordBoxesSchema.parse(answer);
}

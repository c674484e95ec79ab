import {InvalidInputError} from '../errors.ts';
import {platforms, type Platform} from '../platforms/index.ts';
import type {Manifest} from '../schema/index.ts';

/** The words that go with a post, within the limits of its platform. */
export interface PostText {
  /** Null where the platform has no title. */
  readonly title: string | null;
  /** Caption or description, complete: text, credits, disclosure, hashtags. */
  readonly caption: string;
  readonly hashtags: readonly string[];
  /** What had to be shortened or left out, in words. */
  readonly shortened: readonly string[];
}

const encoder = new TextEncoder();

/** How long a caption is as its platform counts. */
export function captionLength(text: string, platform: Platform): number {
  return platforms[platform].caption.unit === 'bytes' ? encoder.encode(text).length : text.length;
}

/** Licences that ask for no name. Everything else with an attribution text, or a Creative Commons BY, is credited. */
const freeOfCredit = /^(?:own work|CC0|public domain|PDM)/i;

/** One line for each work that somebody must be named for. */
export function creditsOf(manifest: Manifest): string[] {
  const lines = Object.values(manifest.rights).flatMap(({licence, author, source, attribution}) => {
    if (attribution) return [attribution];
    if (freeOfCredit.test(licence) || !/\bBY\b/i.test(licence)) return [];
    return [[author ?? 'Unknown author', source, licence].filter(Boolean).join(', ')];
  });
  return [...new Set(lines)];
}

/** Where the facts come from, as far as it is known. The user's own text is nobody else's. */
export function sourcesOf(manifest: Manifest): string[] {
  return manifest.sources
    .filter(({own, title, siteName, url}) => own !== true && (title ?? siteName ?? url) !== undefined)
    .map(({title, author, siteName, url}) => [title ?? siteName, author, title === undefined ? undefined : siteName, url].filter(Boolean).join(', '));
}

/** What viewers must be told: paid content first. */
export function disclosuresOf({disclosure}: Manifest): string[] {
  return [
    ...(disclosure.paid ? ['Advertisement: this is paid content.'] : []),
    ...(disclosure.aiVisuals ? ['Contains pictures made with AI.'] : []),
    ...(disclosure.modelWritten ? ['Written with the help of AI.'] : []),
    ...(disclosure.syntheticVoice ? ['The voice is synthetic.'] : []),
  ];
}

/**
 * Puts together the text of a post. Credits, sources and disclosure always stand in it; where space is short, hashtags
 * go first and then the description is cut at a sentence.
 * @throws InvalidInputError when what must be said does not fit, or the title is too long
 */
export function postTextOf(manifest: Manifest, platform: Platform): PostText {
  const facts = platforms[platform];
  const shortened: string[] = [];
  const {title, description, hashtags: wished} = manifest.post;
  if (facts.title && title.length > facts.title.maxLength) {
    throw new InvalidInputError('the post', [
      {path: 'manifest.post.title', message: `has ${title.length} characters, and ${facts.product} takes ${facts.title.maxLength}`},
    ]);
  }
  const max = facts.caption.maxLength;
  const fits = (text: string) => captionLength(text, platform) <= max;
  const sources = sourcesOf(manifest);
  const credits = creditsOf(manifest);
  const paid = disclosuresOf(manifest).filter((line) => line.startsWith('Advertisement'));
  const told = disclosuresOf(manifest).filter((line) => !line.startsWith('Advertisement'));
  const duties = [
    ...(sources.length > 0 ? [`${sources.length === 1 ? 'Source' : 'Sources'}: ${sources.join('; ')}`] : []),
    ...(credits.length > 0 ? [`Credits: ${credits.join('; ')}`] : []),
    ...(told.length > 0 ? [told.join(' ')] : []),
  ];
  const compose = (text: string, tags: readonly string[]) =>
    [paid.join(' '), text, duties.join('\n'), tags.join(' ')].filter((part) => part !== '').join('\n\n');

  if (!fits(compose('', []))) {
    throw new InvalidInputError('the post', [
      {
        path: 'manifest.rights',
        message: `needs credits, sources and disclosure longer than the ${max} ${facts.caption.unit} of a ${facts.product} caption; use fewer works that must be credited`,
      },
    ]);
  }
  // Where the caption is all there is, the title is its first line.
  const lead = facts.title || description.toLowerCase().startsWith(title.toLowerCase()) ? '' : title;
  const whole = [lead, description].filter((part) => part !== '').join('\n\n');
  let hashtags = wished.slice(0, facts.hashtags.max);
  if (hashtags.length < wished.length) shortened.push(`kept ${hashtags.length} of ${wished.length} hashtags`);
  while (hashtags.length > 0 && !fits(compose('', hashtags))) hashtags = hashtags.slice(0, -1);
  let text = whole;
  if (!fits(compose(whole, hashtags))) {
    text = longestFitting(whole, (candidate) => fits(compose(candidate, hashtags)));
    shortened.push('cut the description to fit');
  }
  return {title: facts.title ? title : null, caption: compose(text, hashtags), hashtags, shortened};
}

/** The longest start of a text that fits, ending with a sentence where one ends in its second half, else a word. */
function longestFitting(text: string, fits: (candidate: string) => boolean): string {
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${characters.slice(0, middle).join('')}…`)) low = middle;
    else high = middle - 1;
  }
  const start = characters.slice(0, low).join('');
  const sentence = /^[^]*[.!?…](?=\s)/.exec(start)?.[0];
  if (sentence !== undefined && sentence.length > start.length / 2) return sentence;
  const words = start.replace(/\s+\S*$/, '').trimEnd();
  return words === '' ? '' : `${words}…`;
}

import {isProse} from './candidates.ts';
import {codeShare, isChangeLog} from './clean-source.ts';
import {wordCount} from './grammar.ts';
import type {Material} from './material.ts';
import type {UnsuitableReason} from '../../errors.ts';
import type {SourceText} from '../../schema/index.ts';

/** Why a text is nothing that a video could tell, in the reader's words. */
export interface Unsuitable {
  readonly reason: UnsuitableReason;
  readonly message: string;
}

const blocksOf = (sources: readonly SourceText[]) =>
  sources.flatMap((source) => source.blocks.map((block) => block.text.trim())).filter(Boolean);

const speakerLabel =
  /^(?:\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*){0,2}|[QA]|Interviewer|Host|Speaker \d+)(?: ?\([^)]{1,40}\))? ?: ?\S|^(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?) ?\S/u;

/** Blocks that begin with who speaks: a transcript, an interview, a play. */
function dialogueShare(blocks: readonly string[]): number {
  const running = blocks.filter((text) => wordCount(text) >= 2);
  const labels = running.flatMap((text) => speakerLabel.exec(text)?.[0].split(':')[0] ?? []);
  // `Note: …`, `Warning: …` come once; who speaks comes again.
  const again = labels.filter(
    (label) => labels.filter((other) => other === label).length > 1 || /^\[?\d/.test(label),
  );
  return running.length === 0 ? 0 : again.length / running.length;
}

const spokenTo = /[“"][^”"]{2,}[,.?!—–-][”"]|^[—–-] ?\p{Lu}/u;
const people = /\b(?:he|she|him|her|his|hers|I|me|my)\b/g;
const reported =
  /\b(?:according to|researchers?|study|percent|per cent|million|billion|spokes\w+|officials?|company|government|university|survey|scientists?|police|council|minister|agency)\b|%|[$£€]\d/i;
const chapter = /^(?:chapter|part|act|scene|prologue|epilogue) (?:\d+|[ivxlc]+|one|two|three|four|five)\b/i;
const told =
  /\b(?:whispered|murmured|muttered|sighed|shrugged|nodded|grinned|frowned|stared|glanced|turned to|looked at (?:him|her|me)|once upon a time)\b/gi;

/**
 * Told rather than reported: people without surnames speak and look at each other, and nothing is counted, dated or
 * attributed. One sign alone is no proof; a feature about a person has some of them.
 */
function isFiction(blocks: readonly string[], sentences: readonly string[]): boolean {
  if (sentences.length < 6) return false;
  const text = sentences.join(' ');
  const words = wordCount(text);
  const persons = (text.match(people)?.length ?? 0) / words;
  const speech = blocks.filter((block) => spokenTo.test(block)).length / Math.max(1, blocks.length);
  const figures = sentences.filter((sentence) => /\d/.test(sentence)).length / sentences.length;
  const facts = sentences.filter((sentence) => reported.test(sentence)).length / sentences.length;
  const gestures = (text.match(told)?.length ?? 0) / sentences.length;
  if (facts > 0.12 || figures > 0.2) return false;
  const signs =
    (persons > 0.05 ? 1 : 0) +
    (speech > 0.25 ? 1 : 0) +
    (gestures > 0.08 ? 1 : 0) +
    (blocks.some((block) => chapter.test(block)) ? 1 : 0) +
    (figures < 0.03 && facts < 0.03 ? 1 : 0);
  return signs >= 3 && (persons > 0.05 || speech > 0.25) && (gestures > 0.04 || speech > 0.3);
}

/** Short lines that no mark ends, most of what there is: links, dishes, prices, names of things. */
function menuShare(blocks: readonly string[]): number {
  const short = blocks.filter((text) => wordCount(text) <= 7 && !/[.!?…]["”’)]*$/.test(text)).length;
  return blocks.length === 0 ? 0 : short / blocks.length;
}

/**
 * Why no script can be written from these texts; null where one can be tried.
 * @param material the same texts as the writer reads them
 */
export function unsuitable(sources: readonly SourceText[], material: Material): Unsuitable | null {
  const blocks = blocksOf(sources);
  const prose = material.sentences.filter(isProse);
  if (sources.every(isChangeLog))
    return {
      reason: 'changelog',
      message: 'is a change log: bullets for people who know the project, nothing to tell anybody else',
    };
  if (dialogueShare(blocks) > 0.45)
    return {
      reason: 'dialogue',
      message: 'is a dialogue: every line answers the one before it, and none can be told alone',
    };
  if (
    isFiction(
      blocks,
      material.sentences.map((sentence) => sentence.text),
    )
  )
    return {
      reason: 'fiction',
      message:
        'is a story that somebody made up: told as facts it would be false, and retold it would be theirs',
    };
  const list = material.items.filter((item) => item.imperative).length >= 3;
  if (prose.length >= 2 || list || (prose.length >= 1 && material.items.length >= 3)) return null;
  if (blocks.filter((text) => codeShare(text) > 0.03).length > blocks.length * 0.4)
    return {reason: 'code', message: 'is program text'};
  const held = prose.length === 0 ? 'no complete sentence was found' : 'one complete sentence was found';
  if (blocks.length >= 4 && menuShare(blocks) > 0.6)
    return {
      reason: 'menu',
      message: `is a menu or a list of links: ${held} in ${blocks.length} blocks of text`,
    };
  return {
    reason: 'too-short',
    message: `holds no article: ${held} in ${blocks.length} block${blocks.length === 1 ? '' : 's'} of text`,
  };
}

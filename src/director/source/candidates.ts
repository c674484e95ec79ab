import {standingOf} from './discourse-gate.ts';
import {unfaithful} from './faithfulness.ts';
import {hasFiniteClause, isFiniteVerb, isNominal, wordCount} from './grammar.ts';
import {labelOf} from './entry-label.ts';
import {imperativeStart} from './imperative.ts';
import type {Material, Sentence} from './material.ts';
import type {Tagger} from './nlp.ts';
import type {Salience} from './salience.ts';
import {secondsOf} from '../../quality/speech-time.ts';
import {reportedAuthor} from './report-author.ts';
import {reword} from '../prose/reword.ts';
import {type Variant, variantsOf} from '../prose/variants.ts';
import {copiedRuns, runsOf} from '../../quality/verbatim.ts';

/** A sentence that may be said, the ways to say it, and what must be said before it. */
export interface Candidate {
  readonly sentence: Sentence;
  /** Fullest first; never empty. */
  readonly variants: readonly Variant[];
  readonly seconds: readonly number[];
  readonly score: number;
  readonly needsPrevious: boolean;
  readonly needsNouns: readonly string[];
}

/**
 * Whether a word is somebody's or something's name, by how the text itself writes it.
 * @param unknown whether a word that never stands anywhere else may be judged by its form
 */
export function nameTest(material: Material, tagger: Tagger, unknown = true): (word: string) => boolean {
  const capitals = new Set<string>();
  const openers = new Map<string, number>();
  for (const sentence of material.sentences) {
    for (const [index, token] of sentence.tokens.entries()) {
      const before = sentence.tokens[index - 1];
      if (index === 0) openers.set(token.text, (openers.get(token.text) ?? 0) + 1);
      if (index > 0 && /^\p{Lu}/u.test(token.text) && !/^[“"‘:.!?]$/.test(before?.text ?? ''))
        capitals.add(token.text);
    }
  }
  return (word) => {
    const bare = word.replaceAll(/[^\p{L}\p{N}’'-]/gu, '').replace(/[’']s$/, '');
    if (bare === '' || !/^\p{Lu}/u.test(bare)) return /^\d/.test(bare);
    if (bare === 'I' || /^\p{Lu}.*\p{Lu}/u.test(bare)) return true;
    if (material.lowerWords.has(bare.toLowerCase())) return false;
    if (capitals.has(bare)) return true;
    if (!unknown) return false;
    const lower = tagger.tag(bare.toLowerCase())[0];
    if (!lower || lower.stop) return false;
    // It only ever opens sentences: twice so, it is a name; once, hardly.
    return (openers.get(bare) ?? 0) > 1 && !/(?:ing|ed|ly|ers|tion|s)$/.test(bare);
  };
}

const complete = /[.!?…]["”’')]*(?:\[[^\]]{1,12}\])*$/;

function isCommand({text, tokens, kind}: Sentence): boolean {
  return (
    kind === 'paragraph' &&
    imperativeStart.test(text) &&
    text.endsWith('.') &&
    !/^(?:VERB|AUX|ADP)$/.test(tokens[1]?.pos ?? 'ADP')
  );
}

/** `Acropora tersa – found on the reef`, `Excellent: You’ll get the best rates`: an entry that its list explains. */
function isNote({text, tokens}: Sentence): boolean {
  const dash = /^[^.:!?]{2,50} [–—-] (\p{Ll}\S*)/u.exec(text);
  if (dash?.[1]) {
    const word = tokens.find((token) => token.text === dash[1]);
    if (!word || !/^(?:DET|PRON|AUX)$/.test(word.pos)) return true;
  }
  const label = labelOf(text);
  return (
    label !== null &&
    (/^(?:You|It|This|They|These|That|While|Have|Has|Do|Does|Is|Are)\b/.test(label.rest) ||
      (wordCount(label.label) === 1 && tokens[0]?.pos === 'ADJ'))
  );
}

/** Whether a sentence is one: a subject, a verb, an end. */
export function isProse(sentence: Sentence): boolean {
  const words = wordCount(sentence.text);
  if (words < 5) return false;
  // Advice is given in commands, which have no subject.
  if (!hasFiniteClause(sentence.tokens) && !isCommand(sentence)) return false;
  if (!/^[“"‘'(]?[\p{Lu}\p{N}$£€]/u.test(sentence.text) || /\/\/|^\W*$/.test(sentence.text)) return false;
  // `Returns a list of …`, `Useful for …`: notes without a subject.
  const [first, second] = sentence.tokens;
  if (
    first &&
    second &&
    /[^s]s$/.test(first.lower) &&
    first.lemma !== first.lower &&
    first.pos !== 'PRON' &&
    /^(?:DET|PRON)$/.test(second.pos) &&
    !/^(?:who|that|which|they|we|you)$/.test(second.lower)
  )
    return false;
  if (
    /^(?:Useful|Defaults?|Same as|Similar to|Equivalent|Default|Optional|Used|Required|Works|Note|Deprecated|Available)\b/.test(
      sentence.text,
    )
  )
    return false;
  // `The sweet reminder that summer has arrived.`, `Not the shorts you bought.`: the only verb is that of the aside.
  const verbs = sentence.tokens.flatMap((_, index) => (isFiniteVerb(sentence.tokens, index) ? [index] : []));
  const opener = sentence.tokens.findIndex((token) => /^(?:that|which|who|whose)$/.test(token.lower));
  if (
    verbs.length > 0 &&
    opener > 1 &&
    opener < verbs[0]! &&
    /^(?:DET|ADJ)$/.test(first?.pos ?? '') &&
    isNominal(sentence.tokens[opener - 1]) &&
    sentence.tokens
      .slice(verbs[0]! + 1)
      .every((token, at) => token.pos !== 'VERB' || verbs[0]! + 1 + at <= verbs[0]! + 2)
  )
    return false;
  // `pushing the keeper T.P.`: cut at an initial.
  if (
    /\s(?:\p{Lu}\.){1,3}$/u.test(sentence.text) &&
    !/(?:U\.S|U\.K|U\.N|D\.C|E\.U|B\.C|A\.D)\.$/.test(sentence.text)
  )
    return false;
  if (sentence.kind === 'list-item' && isNote(sentence)) return false;
  // `Why they do it is a question that …`: it announces, and tells nothing.
  if (
    /\b(?:is|are|remains?) (?:an? |the )?(?:[\p{L}-]+ )?questions? (?:that|which|to|for|many|most|of)\b/u.test(
      sentence.text,
    )
  )
    return false;
  if (/^Not (?:the|an?|just the|only the) [^,]+\.$/.test(sentence.text)) return false;
  return complete.test(sentence.text) || (sentence.kind === 'list-item' && words > 6);
}

/** The sentences of the material that can be spoken, with their gates passed and their faults priced in. */
export function candidatesOf(
  material: Material,
  salience: Salience,
  tagger: Tagger,
  isName: (word: string) => boolean,
): Candidate[] {
  const candidates: Candidate[] = [];
  const theirs = runsOf(material.sources.filter((source) => source.own !== true));
  for (const sentence of material.sentences) {
    if (!isProse(sentence) || wordCount(sentence.text) > 60) continue;
    if (
      /^(?:click|tap|visit|subscribe|contact|call us|email|buy|order|follow|download|see|note:|update:|correction|editor)/i.test(
        sentence.text,
      ) &&
      sentence.text.length < 140
    )
      continue;
    // News tells nobody what to do.
    if (/^(?:news|announcement|encyclopaedia)$/.test(material.kind) && !hasFiniteClause(sentence.tokens))
      continue;
    const found = waysToSay(sentence, material, tagger, isName);
    if (!found) continue;
    const {variants, standing} = found;
    let score =
      salience.score[sentence.index]! -
      standing.penalty -
      (standing.needsPrevious ? (sentence.rank === 0 && sentence.source === 0 ? 0.1 : 0.4) : 0);
    const next = material.sentences[sentence.index + 1];
    if (
      next &&
      next.source === sentence.source &&
      next.block === sentence.block &&
      /^(?:But|However|Yet|Still|Nevertheless)\b/.test(next.text)
    )
      score -= 0.25;
    // `This one took less than 18 hours` is what its neighbour was said for.
    if (
      next &&
      next.source === sentence.source &&
      /^(?:This one|This time|Not this|That one|Here,)\b/.test(next.text)
    )
      score -= 0.8;
    // How it used to be, without how it is now, would pass for how it is.
    if (
      next &&
      next.source === sentence.source &&
      /\bused to\b/.test(sentence.text) &&
      /\bnow\b/.test(next.text)
    )
      score -= 0.6;
    // It only announces what its neighbour tells.
    if (/^There (?:was|were|is) (?:one|an?|two|another) [^.,]{3,28}\.$/.test(sentence.text)) score -= 0.7;
    // Something later undone must not stand as if it still held.
    const soon = material.sentences.slice(sentence.index + 1, sentence.index + 3);
    if (
      soon.some(
        (later) =>
          later.source === sentence.source &&
          /\b(?:later (?:withdrew|resigned|denied|corrected|reversed|retracted)|has since (?:been )?\w+|since (?:resigned|withdrawn|retracted|corrected)|retracted|was overturned|turned out to be (?:false|wrong))\b/.test(
            later.text,
          ),
      )
    )
      score -= 0.6;
    // What can only be read out as it stands is left to others where there are any.
    const plain = reword(variants[0]!.text, theirs, tagger, isName).text;
    const copied = copiedRuns(plain, theirs).reduce((sum, run) => sum + run.words, 0);
    score -= 0.55 * (copied / Math.max(1, wordCount(plain)));
    // Whoever found it is not named, so nobody can look it up.
    if (
      /\b(?:previous|earlier|some|other|recent) (?:research|studies|surveys) (?:suggests?|shows?|found|have found)\b/i.test(
        sentence.text,
      )
    )
      score -= 0.4;
    if (/ said: “(?:And|But|So|That|It|They|This|He|She)\b/.test(variants[0]?.text ?? '')) score -= 0.35;
    // How somebody feels is no news of the matter.
    if (
      /[:,] “I(?:[’']m| am| was)? (?:(?:so|very|really|just|also) )?(?:enjoy(?:ed)?|love[ds]?|like[ds]?|feel|felt|happy|glad|proud|excited|thrilled|delighted|grateful|hope)\b/.test(
        variants[0]?.text ?? '',
      )
    )
      score -= 0.8;
    // What somebody asked to make a point is not the point.
    if (/ said: “[^”]*\?”$/.test(variants.at(-1)?.text ?? '')) score -= 0.7;
    if (
      /^(?:Don[’']t|Do not|Never|Always|Try|Make sure|Remember|Consider)\b/.test(sentence.text) &&
      material.kind === 'news'
    )
      score -= 0.5;
    candidates.push({
      sentence,
      variants,
      seconds: variants.map((variant) => secondsOf(variant.text)),
      score,
      needsPrevious: standing.needsPrevious,
      needsNouns: standing.needsNouns,
    });
  }
  return candidates;
}

/** A sentence's variants that pass the gate and the faithfulness check, all with the same needs. */
export function waysToSay(
  sentence: Sentence,
  material: Material,
  tagger: Tagger,
  isName: (word: string) => boolean,
) {
  const raw =
    material.sources[sentence.source]?.blocks[sentence.block]?.text.slice(sentence.start, sentence.end) ??
    sentence.text;
  for (const alone of [true, false]) {
    const variants = variantsOf(sentence, alone, material.kind === 'personal', isName, tagger).filter(
      (variant) =>
        unfaithful(
          variant.text,
          variant.operations.includes(reportedAuthor) ? `${raw} the author team they their them` : raw,
        ) === null,
    );
    const judged = variants.map((variant) => ({
      variant,
      standing: standingOf(variant.text, tagger.tag(variant.text), sentence, material),
    }));
    const usable = judged.filter(({standing}) => standing.refused === null);
    if (alone) {
      const free = usable.filter(({standing}) => !standing.needsPrevious);
      const best = free[0];
      if (best)
        return {
          variants: free.map(({variant}) => variant),
          standing: {
            ...best.standing,
            needsNouns: [...new Set(free.flatMap(({standing}) => standing.needsNouns))],
          },
        };
      continue;
    }
    const best = usable[0];
    // Said behind its neighbour, it is said whole: what it points back to must not be cut away.
    if (best)
      return {
        variants:
          usable.filter(({variant}) => variant.lossless).length > 0
            ? usable.filter(({variant}) => variant.lossless).map(({variant}) => variant)
            : [best.variant],
        standing: {...best.standing, needsPrevious: true},
      };
  }
  return null;
}

/** A sentence as a hook may use it: standing alone, without dateline, weekday and connective; null when it cannot. */
export function plainOf(candidate: Candidate | undefined): string | null {
  if (!candidate || candidate.needsPrevious || candidate.needsNouns.length > 2) return null;
  // Hooks look at the sentence before it was split.
  return candidate.variants[0]?.whole ?? null;
}

import {evidenceOf, hookFacts} from './hook-evidence.ts';
import type {StyleSheet} from '../style/style-sheet.ts';
import type {Platform} from '../../platforms/index.ts';
import type {LinePrediction, Predictor} from '../../ports/index.ts';
import type {HookType, ScriptScene} from '../../schema/index.ts';

/** A first line somebody proposes. */
export interface ProposedHook {
  readonly type: HookType;
  readonly text: string;
  /** What the screen shows with it; left to the director where null. */
  readonly onScreenText: string | null;
  /** What it rests on. */
  readonly spans: ScriptScene['trace']['spans'];
  readonly operation: string;
  readonly by: 'embedded' | 'model';
  /** How well it was made, as its maker sees it, 0-1. */
  readonly craft: number;
}

/** A first line with what speaks for it. */
export interface RankedHook extends ProposedHook {
  readonly score: number;
  readonly prediction: LinePrediction;
  /** In words, the weightiest first. */
  readonly reasons: readonly string[];
}

export interface HookSurroundings {
  readonly platform: Platform;
  readonly sheet: StyleSheet;
  readonly sensitive: boolean;
  /** Texts it must not be copied from. */
  readonly sourceTexts: readonly string[];
  readonly language: string;
  readonly predictor?: Predictor | undefined;
}

/** First lines that suit how a platform is met: sound and text at once, a title above, or muted. */
const suits: Readonly<Record<Platform, readonly HookType[]>> = {
  tiktok: ['demonstrative', 'number', 'contrast', 'from-to', 'scene'],
  youtube: ['because-gap', 'how-to', 'question', 'number-clause', 'time'],
  instagram: ['list-count', 'superlative', 'before-after', 'definition', 'demonstrative'],
};

/** Platforms demote these, and viewers know them. */
const bait =
  /\b(?:you won['’]t believe|wait for it|wait (?:until|till) the end|this will (?:shock|blow)|number \w+ will|doctors hate|tag (?:a|your)|comment (?:the word|below)|like if|share (?:this|if)|in this video|hey guys|welcome back|what['’]s up)\b/i;

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];

/** Longest run of words that stands in a text too. */
function copiedRun(words: readonly string[], text: string): number {
  const flat = ` ${wordsOf(text).join(' ')} `;
  let longest = 0;
  for (let from = 0; from < words.length; from += 1) {
    while (
      flat.includes(` ${words.slice(from, from + longest + 1).join(' ')} `) &&
      from + longest < words.length
    )
      longest += 1;
  }
  return longest;
}

/** A lift of a tenth moves a hook as far as a step of craft does. */
const worthOfLift = 3;

/**
 * Ranks first lines: what a predictor expects of them, else what is known of their kind; whether they suit the style
 * and the platform; their length; whether they are copied. Bait, and play with a grave story, is left out.
 */
export function rankHooks(hooks: readonly ProposedHook[], around: HookSurroundings): RankedHook[] {
  const {platform, sheet, sensitive, sourceTexts, language, predictor} = around;
  const seen = new Set<string>();
  const ranked = hooks.flatMap((hook): RankedHook[] => {
    const words = wordsOf(hook.text);
    const key = words.join(' ');
    if (seen.has(key) || bait.test(hook.text) || words.length > 20 || words.length === 0) return [];
    if (sensitive && !hookFacts[hook.type].grave) return [];
    seen.add(key);
    const line = {text: hook.text, language};
    const trained = predictor?.doPredict({...line, hook: hook.type, platform});
    const prediction = trained?.evidence.enough === true ? trained : (trained ?? evidenceOf(hook.type, line));
    const lift = prediction.evidence.enough
      ? prediction.expectedLift
      : evidenceOf(hook.type, line).expectedLift;
    const place = sheet.hooks.indexOf(hook.type);
    const run = Math.max(0, ...sourceTexts.map((text) => copiedRun(words, text)));
    const parts: readonly (readonly [number, string])[] = [
      [hook.craft, hook.by === 'model' ? 'written by the model' : 'cut from the material'],
      [
        worthOfLift * Math.log1p(lift),
        `expected ${lift >= 0 ? '+' : '−'}${Math.abs(100 * lift).toFixed(1)} % (${prediction.evidence.reason})`,
      ],
      [place < 0 ? 0 : 0.3 - 0.06 * place, `the style ${sheet.name} likes this kind`],
      [suits[platform].includes(hook.type) ? 0.12 : 0, `suits ${platform}`],
      [-0.06 * Math.max(0, words.length - 14), 'long'],
      [words.length < 4 ? -0.2 : 0, 'very short'],
      [run > 6 || run > words.length / 2 ? -0.4 : 0, 'copied from the source'],
    ];
    return [
      {
        ...hook,
        prediction,
        score: Math.round(parts.reduce((sum, [value]) => sum + value, 0) * 1000) / 1000,
        reasons: parts
          .filter(([value]) => Math.abs(value) > 0.005)
          .toSorted(([a], [b]) => Math.abs(b) - Math.abs(a))
          .map(([value, what]) => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)} ${what}`),
      },
    ];
  });
  return ranked.toSorted((a, b) => b.score - a.score);
}

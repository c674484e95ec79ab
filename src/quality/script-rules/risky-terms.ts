import type {Platform} from '../../platforms/index.ts';
import type {Finding} from '../../schema/index.ts';

/** Wording that costs reach or the post itself, where, and why. */
interface RiskyTerm {
  readonly pattern: RegExp;
  readonly platforms: readonly Platform[];
  readonly why: string;
  readonly severity: Finding['severity'];
}

const all: readonly Platform[] = ['youtube', 'tiktok', 'instagram'];
const meta: readonly Platform[] = ['instagram'];

/**
 * Terms by platform. Meta demotes five kinds of engagement bait, spoken ones too; all three forbid traded and bought
 * reach, and promises of health or money without ground; YouTube counts strong language in the opening seconds.
 */
export const riskyTerms: readonly RiskyTerm[] = [
  {
    pattern:
      /\btag (?:a|an|your|\d+|one|two|three|some)(?: \p{L}+)? (?:friends?|mates?|people|person|someone)\b|\btag someone\b/iu,
    platforms: all,
    why: 'asks viewers to tag others, which is demoted as bait',
    severity: 'warning',
  },
  {
    pattern: /\b(?:like|double[- ]tap|share|follow) (?:this )?(?:if you|to win|for a chance)\b/i,
    platforms: all,
    why: 'asks for a reaction as a vote or for a prize, which is demoted as bait',
    severity: 'warning',
  },
  {
    pattern: /\b(?:comment|type|drop) (?:the word |an? )?(?:“[^”]+”|"[^"]+"|'[^']+'|yes|amen|me|emoji|🔥)/i,
    platforms: [...meta, 'tiktok'],
    why: 'asks for a set comment, which is demoted as bait',
    severity: 'warning',
  },
  {
    pattern: /\bvote (?:with|by) (?:a |an )?(?:like|reaction|emoji|comment|heart)s?\b/i,
    platforms: meta,
    why: 'asks to vote by reaction, which is demoted as bait',
    severity: 'warning',
  },
  {
    pattern:
      /\bcomment the word\b|\bwait for it\b|\byou won['’]t believe\b|\bwatch (?:till|until) the end\b/i,
    platforms: all,
    why: 'reads as bait everywhere',
    severity: 'warning',
  },
  {
    pattern:
      /\b(?:sub|like|follow|f)(?: ?4 ?| for )(?:sub|like|follow|f)s?\b|\b(?:buy|free|cheap|gain) (?:followers|subscribers|likes|views)\b|\bfollow[- ]?(?:back|train)\b/i,
    platforms: all,
    why: 'trades or sells reach; platforms take such posts down',
    severity: 'error',
  },
  {
    pattern:
      /\b(?:miracle|guaranteed|instant) (?:cure|remedy|weight loss)\b|\bcures? (?:cancer|autism|diabetes|aids|hiv|covid(?:-19)?|depression)\b|\bdoctors (?:hate|don['’]t want you to know)\b/i,
    platforms: all,
    why: 'promises a cure; health claims without ground are taken down',
    severity: 'error',
  },
  {
    pattern:
      /\b(?:guaranteed|risk[- ]free) (?:returns?|profits?|income|investments?)\b|\bget rich quick\b|\bdouble your (?:money|bitcoin|crypto)\b|\bfree money\b/i,
    platforms: all,
    why: 'promises money; such posts are treated as fraud',
    severity: 'error',
  },
  {
    pattern: /\blink in (?:my |the |our )?bio for\b|\bdm me\b|\b(?:text|whatsapp|telegram) me\b/i,
    platforms: ['tiktok', 'instagram'],
    why: 'sends viewers away for something not shown, which costs reach',
    severity: 'warning',
  },
  {
    pattern: /\blink in (?:my |the |our )?bio\b/i,
    platforms: ['youtube'],
    why: 'has no meaning on YouTube: links stand in the description',
    severity: 'warning',
  },
  {
    pattern: /\blink in (?:the )?description\b/i,
    platforms: ['tiktok', 'instagram'],
    why: 'has no meaning here: links in captions cannot be tapped',
    severity: 'warning',
  },
  {
    pattern: /\b(?:fuck\w*|shit(?!ake)\w*|bitch\w*|cunt\w*|motherf\w*)\b/i,
    platforms: all,
    why: 'is strong language: it limits who is shown the post, most of all in the opening seconds',
    severity: 'warning',
  },
  {
    pattern: /\b(?:kill yourself|kys|how to (?:kill|hang|cut) (?:yourself|myself))\b/i,
    platforms: all,
    why: 'speaks of self-harm as something to do; such posts are taken down',
    severity: 'error',
  },
];

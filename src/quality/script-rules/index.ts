import {claimRules} from './claim-rules.ts';
import {disclosureRules} from './disclosure-rules.ts';
import {endingRules} from './ending-rules.ts';
import {hookRules} from './hook-rules.ts';
import {paceRules} from './pace-rules.ts';
import {postRules} from './post-rules.ts';
import {screenRules} from './screen-rules.ts';
import {wordingRules} from './wording-rules.ts';

/** Every rule that scripts are held to, in the order in which a video is watched. */
export const scriptRules = [
  ...hookRules,
  ...paceRules,
  ...screenRules,
  ...claimRules,
  ...wordingRules,
  ...disclosureRules,
  ...endingRules,
  ...postRules,
] as const;

/** The name of a rule for scripts. */
export type ScriptRuleId = (typeof scriptRules)[number]['id'];

const grave =
  /\b(?:killed|kills|killing|dies|died|dead|deaths?|murder(?:ed|s)?|shootings?|shot dead|gunm[ae]n|stabb(?:ed|ing)|terror(?:ist|ism)?|suicides?|self-harm|rap(?:e|ed|ist)|sexual(?:ly)? (?:abuse[d]?|assault(?:ed)?)|child abuse|abused|overdos(?:e|ed)|lethal|fatal(?:ly|ities)?|cancers?|tumou?rs?|earthquakes?|hostages?|massacre|genocide|famine|funeral|mourn(?:ing|ers|ed)?|missing (?:child|girl|boy|woman|man)|drowned|casualt(?:y|ies)|bereaved|dementia)\b/gi;
/** Words that are as often a figure of speech: they count in the title, or when two of them meet. */
const ambiguous =
  /\b(?:attack(?:ed|s|ers?)?|wars?|victims?|crash(?:ed|es)?|drown(?:ing|s)?|injured|injur(?:y|ies)|stroke|abuse|fatal|wounded|evacuated|robber\w*|robbed|burglar\w*|kidnap\w*|suspects?|arrest(?:ed|s)?|jailed|convicted|assault\w*|manslaughter|hate crimes?)\b/gi;
/** The same words used of things: a crashing program, a dead battery, a bee that dies. */
const harmless =
  /\b(?:dead inside|(?:more|felt|feel|feeling|half|brain)[ -]dead|dead (?:tired|serious|quiet|batter|link|end|line|weight|zone|skin|pixel|simple|leaves|wood|heads?)\w*|dead-?(?:line|pan)\w*|(?:app|apps|browser|computer|system|market|stock|software|program|server|site|website|wave|waves)s? crash\w*|crash(?:ed|es)? (?:my|the|your) (?:app|browser|computer)|heart attack-proof|price war|star wars|attack(?:s|ed)? the (?:problem|task)|(?:strike|winner|goal|equali[sz]er|late|wins?|won|scored?)\b[^.]{0,24} at the (?:very )?death|at the very death|sudden death|plants? (?:died|dies)|(?:bees?|hives?|colonies|trees?|crops?|coral\w*|plants?|stars?|batter\w+|leaves|cells?|seedlings?|fish|insects?|phones?|conversation) (?:\w+ )?(?:die[sd]?|dead)|crash courses?|civil war era|war on (?:waste|plastic)|world war)\b/gi;

/**
 * Whether a story calls for care: deaths, violence, grave illness. Judged by its title and first sentences; one hit is
 * enough, because two let a fatal story through when tried.
 */
export function isSensitive(title: string, opening: readonly string[]): boolean {
  const text = [title, ...opening.slice(0, 6)].join(' ').replaceAll(harmless, ' ');
  if (text.match(grave) !== null) return true;
  const hits = new Set(text.match(ambiguous)?.map((word) => word.toLowerCase()));
  return hits.size >= 2 || title.replaceAll(harmless, ' ').match(ambiguous) !== null;
}

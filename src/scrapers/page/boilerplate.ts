import type {SourceBlock} from '../../schema/index.ts';

/** Headings after which a text only points elsewhere. */
const endings =
  /^(?:(?:notes and |external )?references|external links|further reading|see also|bibliography|citations|footnotes|works cited|related (?:articles|stories|posts|content|topics)|more (?:from|stories|on this)\b.*|recommended(?: for you| reading)?|share this.*|comments?(?: \(\d+\))?|leave a (?:reply|comment)|einzelnachweise|weblinks|literatur|références|notes et références|liens externes|voir aussi|referencias|enlaces externos|véase también|riferimenti|collegamenti esterni)\s*:?$/i;

/** Lines of a site rather than of its text. They are short; long paragraphs are never judged by these. */
const siteLines: readonly RegExp[] = [
  // Who and when.
  /^(?:by|written by|posted by|reported by|words by|story by|text by|photos? by|reporting by|editing by)[: ]+\p{Lu}/u,
  /^(?:published|updated|last updated|posted|first published)\b[^.]{0,60}\d{1,4}[^.]{0,30}$/i,
  /^\d{1,3} min(?:ute)?s? (?:read|ago)$/i,
  /\b(?:is|are) on (?:twitter|x|facebook|instagram|mastodon|bluesky)\b/i,
  // Pictures.
  /^(?:photo(?:graph)?|image|picture|credit|photo credit|image credit|video|caption|illustration|source image)s?\s*[:/©|]/i,
  /^(?:getty images|associated press|shutterstock|reuters|afp|ap photo|unsplash|alamy)\b[^.]{0,60}$/i,
  // Ways to other pages.
  /^(?:read|see|find out|learn|discover|show|view|load|watch|hear|listen|continue) (?:more|also|less|reading)\b.{0,80}$/i,
  /^(?:read|see|view|show|load|watch|listen) (?:next|all|now)\b.{0,24}$/i,
  /^(?:related(?: \p{L}+)?|see also|also read|read|read next|up next|more|more on \p{L}+|in case you missed it|recommended|trending|most (?:read|popular)|you (?:may|might) (?:also )?like)\s*[:|…].{0,90}$/iu,
  /^(?:in case you missed it|recommended for you|trending(?: now)?|most (?:read|popular)|you (?:may|might) (?:also )?like.{0,20})$/i,
  /^(?:click|tap) here\b|^(?:swipe|scroll) (?:down |left |right )?(?:for|to) (?:more|read|see|continue)\b/i,
  /^(?:back to top|skip to (?:main )?content|jump to .{1,40}|go to .{1,40}|home|menu|search|next|previous|print|close|more)$/i,
  // Sharing, mail, money, consent.
  /^(?:share|tweet|pin|e-?mail|copy link|save|like|follow us|facebook|twitter|whatsapp|reddit|linkedin|telegram|x)(?:[\s,|·•]+(?:this|on|via|article|story|share|tweet|pin|e-?mail|copy link|save|facebook|twitter|x|whatsapp|reddit|linkedin|telegram|pinterest|print|or|and|it))*[.!:]?$/i,
  /^(?:follow|like|find|join|connect with) .{1,40} on (?:twitter|x|facebook|instagram|tiktok|youtube|linkedin|mastodon|bluesky|threads|whatsapp|telegram)\b/i,
  /\b(?:subscribe|sign up|register) (?:to|for|now|here|today|and)\b.{0,100}\b(?:newsletters?|e-?mail updates|e-?mails|inbox|channel|alerts|podcast)\b/i,
  /^(?:subscribe|sign (?:up|in)|log ?in|register|join now|get started|start your free trial|already (?:a|have) .{1,40})[.!?]?$/i,
  /\bget .{0,50}\b(?:in|to) your inbox\b/i,
  /\b(?:we|this (?:web)?site|our partners) uses? cookies\b/i,
  /\b(?:accept|manage|reject) (?:all )?(?:cookies|consent|preferences)\b/i,
  /^(?:our )?(?:cookie|privacy) (?:policy|settings|preferences|notice)\b.{0,40}$/i,
  /^(?:by (?:signing|continuing|clicking|using|subscribing)|you agree to|read our|see our)\b.{0,100}\b(?:terms|privacy|policy)\b/i,
  /\ball rights reserved\b/i,
  /^(?:©|\(c\)|copyright)\s/i,
  /^(?:advertisement|advertising|sponsored(?: content)?|promoted|story continues below.*|article continues (?:below|after).*|this (?:article|post|story) (?:contains|may contain) affiliate links.*)$/i,
  /\bplease (?:enable|turn on|activate) javascript\b|\bjavascript (?:is|must be) (?:disabled|enabled|required)\b/i,
  /^(?:we (?:may )?earn a commission|as an amazon associate)\b/i,
  // Talk and players.
  /^\d[\d,.]*[kKmM]? (?:comments?|shares?|likes?|views?|replies|claps|reactions)$/i,
  /^(?:add|post|leave|write|view|show|hide|no) (?:a |all |your )?comments?\b/i,
  /^(?:play|pause|mute|unmute|volume|fullscreen|loading|duration|current time|remaining time|stream type|captions|chapters|playback rate)(?: (?:video|audio|current|slideshow|\d)[^.]{0,60}|\s*[:,/|…].{0,60})?$/i,
  // Notes at the foot.
  /^\^/,
  /^\[\d+\]\s/,
  /^\[?(?:edit|citation needed|update needed)\]?$/i,
];

const longestSiteLine = 160;

/** Whether a short block is a line of the site: a byline, a button, a notice. */
export function isSiteLine(text: string): boolean {
  if (text.length > longestSiteLine) return false;
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  return siteLines.some((line) => line.test(text));
}

/** Marks of notes inside running text: `[1]`, `[note 2]`, `[citation needed]`. */
export function dropNoteMarks(text: string): string {
  return text.replaceAll(
    /\s?\[(?:\d{1,3}|[a-z]|(?:note|nb|n|fn) ?\d{1,3}|citation needed|clarification needed|who\?|when\?|edit)\]/gi,
    '',
  );
}

/** `BERLIN (AP) — `, `Feb. 23, 2015 -- `: the place and time a report was filed from. */
const dateline =
  /^(?:(?:\p{Lu}[\p{Lu}.'’-]+(?:[ ,]+\p{Lu}[\p{L}.'’-]*){0,4},?\s*(?:\([^)]{2,30}\)\s*)?)|(?:\p{Lu}[\p{L}.'’-]+(?:[ ,]+\p{L}[\p{L}.'’-]*){0,4},?\s*\((?:AP|AFP|Reuters|CNN|UPI|dpa|EFE|ANSA|Bloomberg|Xinhua|PTI)\)\s*)|(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\p{L}*\.? \d{1,2}, \d{4}\s*)|(?:\d{1,2}:\d{2} [AP]M [A-Z]{2,4}\s*))(?:—|–|--)\s*(?=\S)/u;

/** What stands before a heading that only points elsewhere, such as References. */
export function cutAtEnding(blocks: readonly SourceBlock[]): SourceBlock[] {
  const end = blocks.findIndex(
    ({kind, text}, index) => index > 0 && kind === 'heading' && endings.test(text),
  );
  return withoutEmptyHeadings(end === -1 ? blocks : blocks.slice(0, end));
}

/**
 * Keeps the running text of a page: drops lines of the site, what stands after a closing heading, repeated blocks,
 * the title repeated as text, headings with nothing below them, note marks and the dateline.
 */
export function dropBoilerplate(blocks: readonly SourceBlock[], title: string | undefined): SourceBlock[] {
  const seen = new Set<string>();
  const kept: SourceBlock[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' && kept.length > 0 && endings.test(block.text)) break;
    let text = dropNoteMarks(block.text).trim();
    if (block.kind === 'paragraph' && kept.filter(({kind}) => kind === 'paragraph').length < 2) {
      text = text.replace(dateline, '');
    }
    if (text === '' || isSiteLine(text)) continue;
    const key = text.toLowerCase();
    if (seen.has(key) || (kept.length < 2 && title !== undefined && key === title.toLowerCase())) continue;
    seen.add(key);
    kept.push({...block, text});
  }
  return withoutEmptyHeadings(kept);
}

function withoutEmptyHeadings(blocks: readonly SourceBlock[]): SourceBlock[] {
  return blocks.filter((block, index) => block.kind !== 'heading' || followsText(blocks, index));
}

/** Whether text stands under a heading before the next one of its own or a higher level. */
function followsText(blocks: readonly SourceBlock[], index: number): boolean {
  const level = blocks[index]?.level ?? 6;
  for (const block of blocks.slice(index + 1)) {
    if (block.kind !== 'heading') return true;
    if ((block.level ?? 6) <= level) return false;
  }
  return false;
}

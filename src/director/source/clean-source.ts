import type {SourceBlock, SourceText} from '../../schema/index.ts';

/** A block that holds running text, with its place in the source kept. */
export interface KeptBlock {
  readonly block: number;
  readonly kind: SourceBlock['kind'];
  readonly text: string;
  readonly level: number | null;
  readonly ordered: boolean;
}

const endHeadings =
  /^(?:references?|external links|see also|notes|footnotes|further reading|bibliography|sources|related(?: .*)?|comments?|leave a (?:reply|comment)|share(?: this.*)?|about the author|author|contacts?|media contacts?|press contacts?|notes? (?:to|for) editors?|tags|categories|more (?:from|on|like) .*|you (?:may|might) (?:also )?like|recommended.*|newsletter|subscribe.*|follow us.*|advertisement|sponsored.*|changelog|licen[cs]e|about [A-Z].*|most (?:read|popular).*|trending.*|popular.*|navigation|menu|latest.*)\W*$/i;
const pressEnd =
  /^(?:references|external links|see also|further reading|bibliography|-?\s*ends?\s*-?|#{2,}|notes? (?:to|for) editors?:?.*|(?:media|press) (?:contact|enquiries|inquiries)\b.*|about [A-Z][^.!?]{0,60})$/i;

const furniture = [
  /\b(?:cookies?|javascript)\b.*\b(?:enable|accept|consent|browser|policy|settings|experience)\b/i,
  /\b(?:enable|accept|manage)\b.*\b(?:cookies?|javascript)\b/i,
  /^(?:sign up|subscribe|sign in|log ?in|register|join our|follow us|share (?:this|on)|read (?:more|next|also|the full)|click|tap|skip to|continue reading|see also|related:|more:|listen to this|watch:|view all|back to top|download the app|get the app|advertisement|sponsored|home\b.{0,3}[›»>/|])/i,
  /\b(?:sign up (?:for|to)|subscribe to) (?:our|the|my|this)\b/i,
  /\b(?:newsletter)\b.*\b(?:inbox|sign up|subscribe|free|weekly|email)\b/i,
  /\b(?:all rights reserved|privacy policy|terms (?:of (?:use|service)|and conditions)|copyright ©)/i,
  /^©|^\(c\) \d{4}/i,
  /^(?:photo(?:graph)?|image|picture|credit|caption|illustration|video|source|via|tags?|filed under|posted (?:in|on|by)|published(?: on)?|updated|last updated|last modified|written by|reporting by|editing by|additional reporting)\b\s?[:|–-]?.{0,120}$/i,
  /^by [A-Z][\p{L}.'’-]+(?: [A-Z][\p{L}.'’-]+){0,3}(?:\W.{0,80})?$/u,
  /^(?:for immediate release|(?:press|news|media) release)\b.{0,80}$/i,
  /^(?:\d+\.\s*)?\^\s/,
  /^\d+ (?:comments?|shares?|likes?|min(?:ute)?s? read|views)\b/i,
  /\b\d+[- ]min(?:ute)?s? read\b/i,
  /^(?:\w+day,? )?(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2})?,? \d{4}(?:,? .{0,30})?$/i,
  /^(?:tweet|facebook|instagram|linkedin|pinterest|whatsapp|email|print|copy link|share)\b[\s\S]{0,80}$/i,
  /^this (?:article|post|story|piece) (?:was|is|has been) (?:originally|first|also)? ?(?:published|posted|updated|sponsored)/i,
  /\b(?:affiliate (?:links?|commission)|we may earn)\b/i,
];

/** Words that speak to a machine that reads the page. They are neither obeyed nor quoted. */
const toMachines = [
  /^(?:system|assistant|user|developer)\s*:/i,
  /\byou are now (?:an?|the|in)\b/i,
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,60}\b(?:instructions?|prompts?|rules|directions|guidelines|messages?|context|above|previous(?:ly)?)\b/i,
  /\b(?:system|developer|hidden) (?:prompt|message|instructions?)\b/i,
  /\bas an? (?:ai|llm|language model|assistant|chatbot)\b/i,
  /\byou are (?:now )?(?:an?|the) (?:\w+ ){0,2}(?:ai|llm|language model|assistant|chatbot|agent|model)\b/i,
  /\b(?:if|when) you(?:’re|'re| are) (?:an? )?(?:ai|llm|language model|bot|assistant|summari[sz](?:er|ing))\b/i,
  /\b(?:attention|dear|note to|instructions? (?:to|for)|hey),? (?:all )?(?:ai|llms?|language models?|assistants?|chatbots?|agents?|bots?|video generators?|summari[sz]ers?)\b/i,
  /\b(?:summari[sz]e|rewrite|translate|respond|reply|output|print|repeat|say only|answer)\b[^.!?]{0,50}\b(?:instead|only|exactly|following|this (?:page|text|article) as)\b[^.!?]{0,40}\b(?:text|words?|phrase|message|prompt|link|positive(?:ly)?)\b/i,
  /<\|[^|]*\|>|\[\/?INST\]|<\/?(?:system|assistant|user|instructions?)>/i,
];

export function speaksToMachines(text: string): boolean {
  return toMachines.some((pattern) => pattern.test(text));
}

/** Whether a text is navigation, credit, advert or another fixture of a page. */
export function isFurniture(text: string): boolean {
  const trimmed = text.trim();
  if (furniture.some((pattern) => pattern.test(trimmed))) return trimmed.length < 260;
  const separators = trimmed.match(/\s[|·•»›→/]\s/g)?.length ?? 0;
  return separators >= 2 && !/[.!?]["”’)]*$/.test(trimmed);
}

/** Share of characters that only program text uses much. */
export function codeShare(text: string): number {
  const marks = text.match(/[{}[\]<>=;_\\|`$#@^~]|::|->|=>|\(\)|--?\w+=|\w\.\w+\(/g)?.length ?? 0;
  return marks / Math.max(1, text.length);
}

function isCode(text: string): boolean {
  return codeShare(text) > 0.03 && text.length > 15;
}

const closes = /[.!?…]["”’')\]]*(?:\[[^\]]{1,12}\])*$/;

/** Takes away menus, credits, code and end matter, and keeps what somebody wrote to be read. */
export function cleanSource(source: SourceText): KeptBlock[] {
  const kept: KeptBlock[] = [];
  const seen = new Set<string>();
  let skippingAtLevel: number | null = null;
  let ended = false;
  source.blocks.forEach((block, index) => {
    const text = block.text.trim();
    const key = text.toLowerCase().replaceAll(/\s+/g, ' ');
    if (ended || text === '') return;
    if (block.kind === 'heading') {
      const level = block.level ?? 2;
      if (skippingAtLevel !== null && level <= skippingAtLevel) skippingAtLevel = null;
      if (skippingAtLevel === null && endHeadings.test(text)) skippingAtLevel = level;
      if (skippingAtLevel !== null || isFurniture(text)) return;
      kept.push({block: index, kind: 'heading', text, level, ordered: false});
      return;
    }
    if (kept.length > 2 && pressEnd.test(text)) {
      ended = true;
      return;
    }
    if (skippingAtLevel !== null || isFurniture(text) || isCode(text)) return;
    if (seen.has(key)) return;
    seen.add(key);
    kept.push({block: index, kind: block.kind, text, level: null, ordered: block.ordered ?? false});
  });
  return withoutMenus(kept);
}

/** Drops runs of list items that are links rather than lines, and paragraphs that are neither. */
function withoutMenus(blocks: readonly KeptBlock[]): KeptBlock[] {
  const kept: KeptBlock[] = [];
  for (let index = 0; index < blocks.length;) {
    const block = blocks[index]!;
    if (block.kind !== 'list-item') {
      const words = block.text.split(/\s+/).length;
      const unclosed = block.kind === 'paragraph' && !closes.test(block.text);
      // A short paragraph that no mark closes is a label; a long one lost its mark on the way.
      if (!(unclosed && words < 12)) kept.push(block);
      index += 1;
      continue;
    }
    let end = index;
    while (blocks[end]?.kind === 'list-item') end += 1;
    const run = blocks.slice(index, end);
    const short = run.filter((item) => item.text.split(/\s+/).length <= 3 && !closes.test(item.text)).length;
    if (short / run.length < 0.5) kept.push(...run);
    index = end;
  }
  return kept;
}

const changeVerb =
  /^(?:\[?\w+\]?:? )?(?:fix(?:e[sd])?|add(?:s|ed)?|bump(?:s|ed)?|remove[sd]?|update[sd]?|upgrade[sd]?|deprecate[sd]?|refactor(?:s|ed)?|chore|feat|docs|build|ci|perf|revert(?:s|ed)?|improve[sd]?|support|drop(?:s|ped)?|rename[sd]?|allow|use|change[sd]?|move[sd]?)\b/i;

/** Release notes and change logs: bullets of changes, version headings, issue numbers. */
export function isChangeLog(source: SourceText): boolean {
  const text = source.blocks.map((block) => block.text);
  const versions = text.filter(
    (line) => /^\[?v?\d+\.\d+(?:\.\d+)?\b/.test(line.trim()) && line.length < 60,
  ).length;
  const items = source.blocks.filter((block) => block.kind === 'list-item').map((block) => block.text);
  const changes = items.filter(
    (item) => changeVerb.test(item) || /\(?#\d{2,}\)?|\b[0-9a-f]{7,40}\b/.test(item),
  ).length;
  const titled = /\b(?:change ?log|release notes)\b/i.test(`${source.title ?? ''} ${text[0] ?? ''}`);
  return (
    (versions >= 3 && items.length >= versions) ||
    (items.length >= 5 && changes / items.length > 0.6 && (versions > 0 || titled))
  );
}

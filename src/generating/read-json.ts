/** What was found in an answer: values that may be meant, the likeliest first, or what is wrong with it. */
export type ReadJson = {readonly values: readonly unknown[]} | {readonly problem: string};

const maxDepth = 60;
const maxCandidates = 12;

/** Whether an object of a JSON text that parses names a key twice, or is nested deeper than any answer needs. */
function problemOfStructure(json: string): string | undefined {
  const open: (Set<string> | null)[] = [];
  let expectsKey = false;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/gsu)) {
    const keys = open.at(-1);
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null);
      expectsKey = token === '{';
      if (open.length > maxDepth) return `is nested more than ${maxDepth} deep`;
    } else if (token === '}' || token === ']') {
      open.pop();
      expectsKey = false;
    } else if (token === ',') {
      expectsKey = open.at(-1) instanceof Set;
    } else if (token !== ':' && expectsKey && keys instanceof Set) {
      const key = String(JSON.parse(token));
      if (keys.has(key)) return `names the key ${JSON.stringify(key.slice(0, 60))} twice in one object`;
      keys.add(key);
      expectsKey = false;
    }
  }
  return undefined;
}

/** Ends of the outermost objects and arrays in a text; quotation marks count inside them only. */
function outermostSpans(text: string): readonly string[] {
  const spans: string[] = [];
  const open: string[] = [];
  let start = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"' && open.length > 0) {
      inString = true;
    } else if (letter === '{' || letter === '[') {
      if (open.length === 0) start = at;
      open.push(letter === '{' ? '}' : ']');
    } else if (letter === '}' || letter === ']') {
      // A bracket that closes nothing, as in prose, starts anew.
      if (open.pop() !== letter) open.length = 0;
      else if (open.length === 0) spans.push(text.slice(start, at + 1));
    }
  }
  return spans;
}

function parse(text: string): {readonly value: unknown} | undefined {
  try {
    return {value: JSON.parse(text) as unknown};
  } catch {
    return undefined;
  }
}

/**
 * Finds JSON in what a model wrote: bare, in a fence, or with words around it; thoughts in `<think>` are passed over.
 * Text that is nearly JSON is not mended here: a guess at what was meant could be wrong in silence.
 */
export function readJson(answer: string): ReadJson {
  const text = answer.replace(/^\uFEFF/u, '').trim();
  if (text === '') return {problem: 'is empty'};
  if (/^<(?:!doctype|html)\b/iu.test(text)) return {problem: 'is a web page, not JSON'};
  const problems: string[] = [];
  const values: unknown[] = [];
  const take = (piece: string): boolean => {
    const parsed = parse(piece);
    if (!parsed) return false;
    const problem = problemOfStructure(piece);
    if (problem === undefined) values.push(parsed.value);
    else problems.push(problem);
    return true;
  };
  if (!take(text)) {
    const spoken = text.replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/giu, '').trim();
    // What comes last is what it ended with: drafts and echoes of the schema come before.
    for (const span of outermostSpans(spoken).slice(-maxCandidates).reverse()) take(span);
  }
  if (values.length > 0) return {values};
  const [problem] = problems;
  if (problem !== undefined) return {problem};
  return {problem: /[{[]/u.test(text) ? 'is not whole JSON' : 'holds no JSON'};
}

import {type Fault, type FaultKind, faultsOf} from './faults.ts';
import {splitSentences} from '../sentences.ts';
import type {Script, ScriptScene, SourceText} from '../../schema/index.ts';

/** One thing of a scene that its source does not say. */
export interface Unsupported extends Fault {
  /** The field it stands in, as in `spoken`. */
  readonly field: string;
  readonly message: string;
}

const says: Readonly<Record<FaultKind, (text: string) => string>> = {
  number: (text) => `The source does not have ${text} here.`,
  unit: (text) => `The source does not count in “${text}” here.`,
  date: (text) => `The source does not give ${text} as the date.`,
  name: (text) => `The source does not name ${text} here.`,
  quotation: (text) => `Nobody is quoted with “${text}”.`,
  negation: (text) => `Denies what the source does not deny, or the other way round (“${text}”).`,
  hedge: (text) => `The source is less sure, or more (“${text}”).`,
  direction: (text) => `The source says the opposite of “${text}”.`,
  word: (text) => `“${text}” is not the source’s word.`,
};

const message = ({kind, text}: Fault) => says[kind](text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** The text of the spans a scene rests on, in order. */
function windowOf(scene: ScriptScene, sources: readonly SourceText[]): string {
  return scene.trace.spans
    .map((span) => {
      const text = sources.find(({id}) => id === span.sourceId)?.blocks[span.block]?.text ?? '';
      return text.slice(span.start, span.end);
    })
    .join('\n');
}

/** What a scene shows beside its headline, with the names of the fields. */
function shownFields(scene: ScriptScene): [string, string][] {
  switch (scene.kind) {
    case 'statistic': {
      const value = scene.value.toFixed(scene.decimals);
      const money = scene.prefix?.replaceAll(/[~<>≈]/g, '') ?? '';
      return [
        ['value', `${money}${value}${scene.unit === undefined ? '' : ` ${scene.unit}`}`],
        ['label', scene.label],
      ];
    }
    case 'quote':
      return [
        ['text', `“${scene.text}”`],
        ['speaker', `by ${scene.speaker}`],
      ];
    case 'comparison':
      return [
        ['left', `${scene.left.value} ${scene.left.label}`],
        ['right', `${scene.right.value} ${scene.right.label}`],
      ];
    default:
      return [];
  }
}

/** Kinds that hold for what is shown too; a phrase leaves words out, and must not deny less or state another figure. */
const shownKinds: ReadonlySet<FaultKind> = new Set(['number', 'unit', 'date', 'name', 'quotation']);

/** A line without what is no statement of its source: who pays for the video, and the glue of a style before it. */
function withoutAdditions({spoken, trace}: ScriptScene, {paidBy}: Script): string {
  const said = paidBy === undefined ? spoken : spoken.replace(`Paid partnership with ${paidBy}.`, '').trim();
  if (!trace.operations.includes('connective-of-style')) return said;
  const [glue] = splitSentences(said);
  return glue === undefined ? said : said.slice(glue.end).trim() || said;
}

const isEnglish = (language: string | undefined) => language === undefined || /^en\b/i.test(language);

/**
 * What a scene says or shows that the sentences it rests on do not. Scenes without spans rest on nothing that could
 * be looked up, and are passed over.
 * @param sources the texts the script was written from, whole
 */
export function findUnsupported(
  scene: ScriptScene,
  script: Script,
  sources: readonly SourceText[],
): Unsupported[] {
  if (scene.trace.spans.length === 0) return [];
  // Words are compared as English has them: another language would be one long fault.
  if (!isEnglish(script.language) || !sources.every(({language}) => isEnglish(language))) return [];
  const titles = sources.map((source) => source.title ?? '').join('\n');
  const entries = script.scenes.filter(({kind}) => kind === 'list-item' || kind === 'step');
  const counts = new Set([
    entries.length,
    script.scenes.length - 2,
    ...('n' in scene ? [scene.n, scene.total] : []),
  ]);
  // A first line is made of the headline as well as of its sentence.
  const own = windowOf(scene, sources);
  const window = scene.kind === 'hook' ? `${own}\n${titles}` : own;
  const line = withoutAdditions(scene, script);
  const isReported = scene.trace.operations.includes('report-author');
  const wording = script.writer.name === 'embedded' && script.writer.model === undefined ? 'cut' : 'free';
  const spoken = faultsOf(line, isReported ? `${window}\nthe author team they their them` : window, {
    wording,
    counts,
  });
  const found: Unsupported[] = spoken.map((fault) => ({...fault, field: 'spoken', message: message(fault)}));
  const around = `${window}\n${line}`;
  const fields: [string, string][] = [['onScreenText', scene.onScreenText], ...shownFields(scene)];
  for (const [field, text] of fields) {
    for (const fault of faultsOf(text, around, {wording: 'free', counts})) {
      if (shownKinds.has(fault.kind) && !found.some((other) => other.text === fault.text))
        found.push({...fault, field, message: message(fault)});
    }
  }
  return found;
}

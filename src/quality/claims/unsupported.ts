import {type Fault, type FaultKind, faultsOf} from './faults.ts';
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
  const isReported = scene.trace.operations.includes('report-author');
  const wording = script.writer.name === 'embedded' && script.writer.model === undefined ? 'cut' : 'free';
  const spoken = faultsOf(scene.spoken, isReported ? `${window}\nthe author team they their them` : window, {
    wording,
    counts,
  });
  const found: Unsupported[] = spoken.map((fault) => ({...fault, field: 'spoken', message: message(fault)}));
  const around = `${window}\n${scene.spoken}`;
  const fields: [string, string][] = [['onScreenText', scene.onScreenText], ...shownFields(scene)];
  for (const [field, text] of fields) {
    for (const fault of faultsOf(text, around, {wording: 'free', counts})) {
      if (shownKinds.has(fault.kind) && !found.some((other) => other.text === fault.text))
        found.push({...fault, field, message: message(fault)});
    }
  }
  return found;
}

import {type CallToAction, createCta} from '../script/calls-to-action.ts';
import {categoryOf} from './category.ts';
import {detectLanguage, nameOfLanguage} from './language.ts';
import {type Material, readMaterial} from './material.ts';
import {loadTagger, type Tagger} from './nlp.ts';
import {type Salience, salienceOf} from './salience.ts';
import {type Topic, topicOf} from './topic.ts';
import {unsuitable} from './unsuitable.ts';
import {UnsuitableSourceError, ViralError} from '../../errors.ts';
import {platforms} from '../../platforms/index.ts';
import type {Predictor} from '../../ports/index.ts';
import type {Brief, SourceText} from '../../schema/index.ts';

/** A brief with everything that was found out about it before writing. */
export interface Reading {
  readonly brief: Brief;
  readonly tagger: Tagger;
  readonly material: Material;
  readonly salience: Salience;
  readonly topic: Topic;
  readonly category: string | null;
  readonly language: string;
  readonly style: string;
  readonly seconds: number;
  readonly cta: CallToAction;
  readonly predictor: Predictor | undefined;
}

export const wayOut =
  'Give a page or a file with running text, or pass `points`: the sentences that the video should say.';

export function describe(sources: readonly SourceText[]): string {
  const [first] = sources;
  return first?.title ? `“${first.title}”` : (first?.url ?? `the source '${first?.id ?? ''}'`);
}

/**
 * @throws ViralError `no-content` when there is a topic only; UnsuitableSourceError when no source holds an article
 * @throws ViralError `language-unsupported` when the brief or the text is not in English
 */
export async function readBrief(
  brief: Brief,
  signal: AbortSignal | undefined,
  predictor?: Predictor,
): Promise<Reading> {
  signal?.throwIfAborted();
  const sources = brief.sources ?? [];
  const points = brief.points ?? [];
  if (sources.length === 0 && points.length === 0) {
    throw new ViralError(
      'no-content',
      `There is a topic (“${brief.topic ?? ''}”) but nothing to say about it: the embedded writer states nothing it was not given. ` +
        'Pass `points` (sentences the video should say) or at least one source.',
    );
  }
  const language = await languageOf(brief, sources, points);
  const tagger = await loadTagger();
  signal?.throwIfAborted();
  const material = readMaterial(sources, brief.topic, tagger);
  if (sources.length > 0 && points.length === 0) refuseWhatIsNoArticle(sources, material);
  const topic = topicOf(
    material,
    brief.topic ?? (sources.length === 0 ? 'Worth knowing' : undefined),
    tagger,
  );
  const category = categoryOf(
    [
      material.title,
      ...material.sentences.map((sentence) => sentence.text),
      ...points,
      brief.topic ?? '',
    ].join(' '),
  );
  const list = material.kind === 'list' || material.kind === 'how-to';
  return {
    brief,
    predictor,
    tagger,
    material,
    salience: salienceOf(material, tagger),
    topic,
    category,
    language,
    style:
      brief.style ??
      (material.kind === 'news' || material.kind === 'announcement' ? 'newsroom' : 'explainer'),
    seconds: brief.durationInSeconds ?? platforms[brief.platform].durationInSeconds.default,
    cta: createCta({
      platform: brief.platform,
      goal: brief.goal,
      label: category ?? '',
      list,
      sensitive: material.sensitive,
      source: creditable(sources),
    }),
  };
}

export function creditable(sources: readonly SourceText[]): 'linked' | 'named' | null {
  if (sources.some((source) => source.url !== undefined)) return 'linked';
  return sources.some(
    (source) => source.title !== undefined || source.siteName !== undefined || source.author !== undefined,
  )
    ? 'named'
    : null;
}

function unsupported(code: string, what: string): ViralError {
  const name = nameOfLanguage(code);
  return new ViralError(
    'language-unsupported',
    `${what} ${name} (${code}), and the embedded writer writes English only. Give sources or points in English, ` +
      'or hand over a finished script in that language with a voice that speaks it.',
  );
}

async function languageOf(
  brief: Brief,
  sources: readonly SourceText[],
  points: readonly string[],
): Promise<string> {
  const asked = brief.language;
  if (asked !== undefined && !/^en\b/i.test(asked)) throw unsupported(asked, 'The brief asks for');
  const text = [...sources.flatMap((source) => source.blocks.map((block) => block.text)), ...points].join(
    '\n',
  );
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const declared = sources[0]?.language;
  if (letters > 0 && latin / letters < 0.5) {
    const found = declared && !/^en\b/i.test(declared) ? declared : await detectLanguage(text);
    throw unsupported(found && found !== 'en' ? found : 'und', 'The text is in');
  }
  const detected = letters >= 80 ? await detectLanguage(text) : null;
  if (detected !== null && detected !== 'en') throw unsupported(detected, 'The text is in');
  return asked ?? (declared && /^en\b/i.test(declared) ? declared : 'en');
}

function refuseWhatIsNoArticle(sources: readonly SourceText[], material: Material): void {
  const found = unsuitable(sources, material);
  if (found)
    throw new UnsuitableSourceError(found.reason, `${describe(sources)} ${found.message}. ${wayOut}`);
}

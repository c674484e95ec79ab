import {z} from 'zod';
import {InvalidInputError, parseInput} from '../../errors.ts';
import type {Documents, LinePrediction, PredictedLine, Predictor} from '../../ports/index.ts';
import {type Platform, platformSchema} from '../../platforms/index.ts';
import {
  type HookType,
  hookTypeSchema,
  languageSchema,
  type Pattern,
  type PerformanceInput,
  type Script,
  scriptSchema,
  type StructureType,
  structureTypeSchema,
} from '../../schema/index.ts';
import {categoryName} from './counted.ts';
import {type Example, exampleId, readExamples} from './examples.ts';
import {type PredictionRecord, predictionRecord, remember} from './prediction-log.ts';
import {type Known, knownReader} from './known.ts';
import {combined, type Combined} from './combined.ts';
import {type Asked, isEnough, pathOf, patternOf} from './pattern-figures.ts';
import {patternPredictor} from './pattern-predictor.ts';
import {collections, totalsId} from './collections.ts';
import {recountEvidence} from './recount.ts';
import {type PatternUpdate, readScatter, updatePatterns} from './update.ts';

export interface PatternDatabaseOptions {
  /** Keeps what was counted; it stays the caller's to close. */
  readonly store: Documents;
  /** Judges first lines in `predictSuccess`, beside what patterns say. */
  readonly predictor?: Predictor;
  /** Tells the time. */
  readonly clock?: () => Date;
}

const querySchema = z.strictObject({
  platform: platformSchema.optional(),
  category: z.string().trim().min(1).max(100).optional(),
  hook: hookTypeSchema.optional(),
  structure: structureTypeSchema.optional(),
  by: z.enum(['hook', 'hook-and-structure']).default('hook-and-structure'),
  limit: z.int().min(1).max(1000).default(20),
});
export type PatternQuery = z.input<typeof querySchema>;

const successSchema = z.strictObject({
  platform: platformSchema,
  hook: hookTypeSchema.nullable(),
  structure: structureTypeSchema.nullable(),
  category: z.string().trim().min(1).max(100).nullish(),
  text: z.string().trim().min(1).max(2000).optional(),
  language: languageSchema.optional(),
});
/** A way to make a video, and its first line. */
export type SuccessRequest = z.input<typeof successSchema>;

export interface SuccessOptions {
  readonly category?: string;
  /** Writes the prediction down before the results come; the first one for a video stands. */
  readonly remember?: {readonly videoId: string};
}

export interface SuccessPrediction extends Combined {
  /** Null where the hook is not known. */
  readonly pattern: Pattern | null;
  /** Null without a predictor or a first line. */
  readonly line: LinePrediction | null;
}

/** What worked, and how sure that is. */
export interface PatternDatabase {
  /**
   * Patterns for a platform and category, those with enough evidence first, then by success rate.
   * @throws InvalidInputError
   */
  getPatterns(query?: PatternQuery): Promise<readonly Pattern[]>;
  /** Counts performances; see `updatePatterns` for what happens to bad, older and repeated ones. */
  updatePatterns(
    performances:
      | Iterable<PerformanceInput>
      | AsyncIterable<PerformanceInput>
      | Iterable<unknown>
      | AsyncIterable<unknown>,
    options?: {readonly signal?: AbortSignal; readonly onProgress?: (rows: number) => void},
  ): Promise<PatternUpdate>;
  /** How likely a script, or a way to make a video, beats what its account usually gets. */
  predictSuccess(request: Script | SuccessRequest, options?: SuccessOptions): Promise<SuccessPrediction>;
  /**
   * What is known at this moment as a predictor of first lines, for a director: what patterns say of a line's kind, joined
   * with what `predictor` says of its words. Of what is not known it says so.
   * @param options what lines are meant for that do not say it themselves
   */
  asPredictor(options?: {readonly platform?: Platform; readonly category?: string}): Promise<Predictor>;
  /** What was predicted before results came, held against them. */
  predictionRecord(): Promise<PredictionRecord>;
}

const shownExamples = 5;
/** More records of examples than this are not read for one pattern. */
const mostPlaces = 8;

/** Where examples of a pattern are kept: in the records of the parts with the most videos, which nearly always have the best. */
function placesOf(
  {hook, structure, platform, category}: Asked,
  known: Known,
): readonly {readonly id: string; readonly platform: Platform}[] {
  const parts = known.kinds
    .filter((kind) => kind.hook === hook && (structure ?? kind.structure) === kind.structure)
    .flatMap((kind) =>
      (platform === undefined ? (known.platforms as readonly Platform[]) : [platform]).map((name) => ({
        id: exampleId(hook, kind.structure, name, category),
        platform: name,
        videos: known.countsOf({...kind, platform: name, category})[1],
      })),
    );
  return parts.length <= mostPlaces
    ? parts
    : parts.sort((a, b) => b.videos - a.videos || (a.id < b.id ? -1 : 1)).slice(0, mostPlaces);
}

/** What was read, and computed from it. */
interface Held {
  readonly revision: number;
  readonly day: number;
  readonly known: Known;
  /** The best ones of records that were read. */
  readonly examples: Map<string, readonly Example[]>;
}

/**
 * Opens a database of patterns on a store. Each video counts by how its engagement rate compares with other videos of
 * its account, of the same quarter, age and category: so an account that always does well lends nothing to its patterns.
 */
export function createPatternDatabase(options: PatternDatabaseOptions): PatternDatabase {
  const {store, predictor, clock = () => new Date()} = options;
  const reader = knownReader(store);
  let held: Held | null = null;

  /** Computed anew when somebody, perhaps another process, has counted since, and once a day, for results fade. */
  async function knownNow(): Promise<Held> {
    await recountEvidence(store);
    const [totals] = await store.doGet(collections.totals, [totalsId]);
    const revision = totals?.revision ?? 0;
    const now = clock().getTime();
    const day = Math.floor(now / 86_400_000);
    if (held?.revision !== revision || held.day !== day) {
      const known = await reader.read(readScatter(totals?.value), now);
      held = {revision, day, known, examples: new Map()};
    }
    return held;
  }

  /** Adds the examples of patterns; the records of all of them are read at once, and once. */
  async function withExamples(
    wanted: readonly Asked[],
    {known, examples}: Held,
  ): Promise<readonly Pattern[]> {
    const places = wanted.map((asked) => placesOf(asked, known));
    const missing = [...new Set(places.flat().map(({id}) => id))].filter((id) => !examples.has(id));
    const found = await store.doGet(collections.examples, missing);
    for (const [index, id] of missing.entries()) {
      examples.set(id, readExamples(found[index]?.value).slice(0, shownExamples));
    }
    return wanted.map((asked, index) => ({
      ...patternOf(known, asked),
      examples: places[index]!.flatMap(({id, platform}) =>
        examples.get(id)!.map((example) => ({...example, platform})),
      )
        .sort((x, y) => y.engagements - x.engagements || (x.videoId < y.videoId ? -1 : 1))
        .slice(0, shownExamples)
        .map(({engagements, ...example}) => ({...example, engagementRate: engagements / example.views})),
    }));
  }

  const database: PatternDatabase = {
    async getPatterns(query = {}) {
      const {by, limit, hook, structure, platform, ...rest} = parseInput(querySchema, query, 'the query');
      const category = rest.category === undefined ? undefined : categoryName(rest.category);
      if (category !== undefined && platform === undefined) {
        throw new InvalidInputError('the query', [
          {path: 'category', message: 'needs a platform: categories are those of a platform'},
        ]);
      }
      const now = await knownNow();
      const {known} = now;
      const isPair = by === 'hook-and-structure' || structure !== undefined;
      const tree = isPair ? known.pairs() : known.hooks;
      const wanted = new Map<string, Asked>();
      for (const kind of known.kinds) {
        if ((hook ?? kind.hook) !== kind.hook || (structure ?? kind.structure) !== kind.structure) continue;
        if (isPair && kind.structure === '') continue;
        const asked: Asked = {
          hook: kind.hook as HookType,
          structure: isPair ? (kind.structure as StructureType) : undefined,
          platform,
          category,
        };
        wanted.set(pathOf(asked).join('/'), asked);
      }
      const ranked = [...wanted]
        .map(([key, asked]) => ({
          asked,
          key,
          enough: isEnough(known.countsOf(asked)),
          mean: tree.of(pathOf(asked)).mean,
        }))
        .sort((a, b) => Number(b.enough) - Number(a.enough) || b.mean - a.mean || (a.key < b.key ? -1 : 1))
        .slice(0, limit);
      return withExamples(
        ranked.map(({asked}) => asked),
        now,
      );
    },

    updatePatterns: (performances, {signal, onProgress} = {}) =>
      updatePatterns(store, performances, {now: clock().getTime(), signal, onProgress}),

    async predictSuccess(request, {category: given, remember: wanted} = {}) {
      const isScript = 'scenes' in request;
      const script = isScript ? parseInput(scriptSchema, request, 'the script') : null;
      const asked: SuccessRequest = script
        ? {
            platform: script.platform,
            hook: script.hook.type,
            structure: script.structure,
            text: script.scenes[0]!.spoken,
            language: script.language,
          }
        : parseInput(successSchema, request, 'the request');
      const {platform, hook, structure, text, language} = asked;
      const rawCategory = given ?? asked.category ?? undefined;
      const category = rawCategory === undefined ? undefined : categoryName(rawCategory);
      const now = await knownNow();
      const wants: Asked | null =
        hook === null ? null : {hook, structure: structure ?? undefined, platform, category};
      const pattern = wants ? (await withExamples([wants], now))[0]! : null;
      const line: PredictedLine | null =
        text === undefined ? null : {text, ...(language === undefined ? {} : {language})};
      const judged = line && predictor ? predictor.doPredict(line) : null;
      const prediction = {...combined(pattern, judged), pattern, line: judged};
      if (wanted) {
        await remember(store, {
          id: `${platform}/${wanted.videoId}`,
          at: clock().toISOString(),
          probability: prediction.probability,
          expectedLift: (1 + (pattern?.lift ?? 0)) * (1 + (judged?.expectedLift ?? 0)) - 1,
          enough: prediction.enough,
          restsOn: prediction.restsOn,
          predictor: predictor?.name ?? null,
        });
      }
      return prediction;
    },

    async asPredictor({platform, category} = {}) {
      const {known} = await knownNow();
      return patternPredictor(known, predictor ?? null, {
        platform: parseInput(platformSchema.optional(), platform, 'the platform'),
        category,
      });
    },

    predictionRecord: () => predictionRecord(store),
  };
  return database;
}

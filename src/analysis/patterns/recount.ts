import {ViralError} from '../../errors.ts';
import type {Documents, DocumentWrite, JsonObject, StoredDocument} from '../../ports/index.ts';
import type {Performance} from '../../schema/index.ts';
import {allOf, readAccount, saidBy} from './account.ts';
import {collections, evidenceId, totalsId} from './collections.ts';
import {categoryName} from './counted.ts';
import {type Example, examplesAfter, readExamples} from './examples.ts';
import {
  countAccount,
  type Counts,
  type Evidence,
  keptCounts,
  keptEvidence,
  readEvidence,
} from './evidence.ts';

/** How sums are kept today. 1 kept them by hook. */
export const sumsVersion = 2;
const formerEvidence = 'pattern-evidence';
const pageSize = 1000;

async function* documentsOf(documents: Documents, collection: string): AsyncGenerator<StoredDocument> {
  for (let after = ''; ;) {
    const page = await documents.doList(collection, {after, limit: pageSize});
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.id;
  }
}

/**
 * Adds the sums up anew where an earlier version kept them otherwise, from accounts and performances, in one write.
 * Does nothing where they are as they should be.
 * @throws ViralError `version-mismatch` where a newer version wrote them; `store-conflict` where somebody counted meanwhile
 */
export async function recountEvidence(documents: Documents): Promise<void> {
  const [totals] = await documents.doGet(collections.totals, [totalsId]);
  const version = totals?.value['version'] ?? sumsVersion;
  if (!totals || version === sumsVersion) return;
  if (version !== 1) {
    throw new ViralError(
      'version-mismatch',
      `The patterns in this store were counted by a newer version of viral-video-generator (theirs is ${JSON.stringify(version)}, this one counts as ${sumsVersion}). Install the newer version, or name another store.`,
    );
  }
  const evidence = new Map<string, Evidence>();
  const counts = new Map<string, Counts>();
  const open = (id: string): Evidence => {
    const known = evidence.get(id) ?? readEvidence(undefined);
    evidence.set(id, known);
    return known;
  };
  for await (const {id, value} of documentsOf(documents, collections.accounts)) {
    const platform = id.slice(0, id.indexOf('/'));
    const ofPlatform = counts.get(platform) ?? (new Map() as Counts);
    counts.set(platform, ofPlatform);
    const account = readAccount(value);
    countAccount(saidBy(account, allOf(account)), 1, ofPlatform, (encoded) =>
      open(evidenceId(platform, decodeURIComponent(encoded))),
    );
  }
  for await (const {value} of documentsOf(documents, collections.performances)) {
    const {platform, category, hook, structure, own, readAt} = value as unknown as Performance;
    const {origins} = open(evidenceId(platform, category === null ? '' : categoryName(category)));
    const cell = `${hook ?? ''}/${structure ?? ''}`;
    const [mine, others, lastRead] = origins.get(cell) ?? [0, 0, 0];
    origins.set(cell, [mine + (own ? 1 : 0), others + (own ? 0 : 1), Math.max(lastRead, Date.parse(readAt))]);
  }
  const writes: DocumentWrite[] = [
    ...Array.from(evidence, ([id, sums]) => ({
      collection: collections.evidence,
      id,
      value: keptEvidence(sums),
    })),
    ...Array.from(counts, ([id, sums]) => ({collection: collections.counts, id, value: keptCounts(sums)})),
    {
      collection: collections.totals,
      id: totalsId,
      value: {...totals.value, version: sumsVersion},
      ifRevision: totals.revision,
    },
  ];
  // Those of a category were all there was.
  const examples = new Map<string, readonly Example[]>();
  for await (const {id, value} of documentsOf(documents, collections.examples)) {
    const general = id.split('/').slice(0, 3).join('/');
    const known = examples.get(general) ?? [];
    examples.set(general, examplesAfter(known, new Set(), readExamples(value)) ?? known);
  }
  for (const [id, list] of examples) {
    writes.push({collection: collections.examples, id, value: {list: list as unknown as JsonObject[]}});
  }
  for await (const {id} of documentsOf(documents, formerEvidence)) {
    writes.push({collection: formerEvidence, id, value: null});
  }
  await documents.doWrite(writes);
}

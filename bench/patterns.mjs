// A pattern database with many performances: what an update and a query take, with SQLite.
//   npm run build && node bench/patterns.mjs [--rows 1000000] [--accounts 20000] [--file FILE.db]
import {mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {createPatternDatabase} from '../dist/analysis/index.js';
import {hookTypes, structureTypes} from '../dist/schema/index.js';
import {sqlite} from '../dist/store/sqlite.js';

const {values} = parseArgs({
  options: {
    rows: {type: 'string', default: '1000000'},
    accounts: {type: 'string', default: '20000'},
    file: {type: 'string'},
  },
});
const [rows, accounts] = [Number(values.rows), Number(values.accounts)];
const folder = await mkdtemp(join(tmpdir(), 'viral-bench-patterns-'));
const path = values.file ?? join(folder, 'viral.db');
const now = Date.parse('2026-11-01T00:00:00Z');
const open = () => {
  const store = sqlite({path});
  return {store, database: createPatternDatabase({store, clock: () => new Date(now)})};
};

let state = 12345;
/** 0 <= n < 1: a 32-bit counter, mixed (after the finaliser of MurmurHash 3). */
const random = () => {
  state = (state + 0x9e3779b9) | 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};
const one = (list) => list[Math.floor(random() * list.length)];
const platforms = ['tiktok', 'youtube', 'instagram'];
const categories = Array.from({length: 12}, (_, index) => `category ${index}`);

function* performances(count, from) {
  for (let row = from; row < from + count; row += 1) {
    const account = Math.floor(random() ** 2 * accounts);
    const publishedAt = now - (4 + 720 * random()) * 86_400_000;
    const views = Math.round(Math.exp(4 + 9 * random()));
    yield {
      version: 1,
      platform: platforms[account % 3],
      videoId: `video-${row}`,
      account: `account-${account}`,
      category: categories[account % categories.length],
      hook: one(hookTypes),
      structure: one(structureTypes),
      publishedAt: new Date(publishedAt).toISOString(),
      readAt: new Date(now).toISOString(),
      views,
      likes: Math.floor(views * random() * 0.1),
      comments: Math.floor(views * random() * 0.01),
      shares: Math.floor(views * random() * 0.01),
      title: 'Three things nobody tells you about this',
    };
  }
}

const timed = async (work) => {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const used = process.cpuUsage(cpu);
  return {result, ms: performance.now() - started, cpuMs: (used.user + used.system) / 1000};
};
const show = (name, ms, cpuMs, unit) =>
  console.log(
    `${name.padEnd(44)} ${ms.toFixed(3).padStart(10)} ms  ${cpuMs.toFixed(3).padStart(10)} ms CPU  ${unit}`,
  );

const {store, database} = open();
const steps = 5;
for (let step = 0; step < steps; step += 1) {
  const count = rows / steps;
  const {ms, cpuMs} = await timed(() => database.updatePatterns(performances(count, step * count)));
  show(`update, rows ${step * count} to ${(step + 1) * count}`, ms / count, cpuMs / count, 'a row');
}
for (const batch of [1, 10, 100, 1000]) {
  const times = 5;
  let from = rows;
  const {ms, cpuMs} = await timed(async () => {
    for (let time = 0; time < times; time += 1) {
      await database.updatePatterns([...performances(batch, from)]);
      from += batch;
    }
  });
  show(`update in batches of ${batch}`, ms / times / batch, cpuMs / times / batch, 'a row');
}
// The widest question there is: every platform, every category, results of two years faded, examples of all of them.
const query = {};
const first = await timed(() => database.getPatterns(query));
show('query after a change', first.ms, first.cpuMs, `${first.result.length} patterns`);
const again = await timed(() => database.getPatterns(query));
show('query again', again.ms, again.cpuMs, '');
const narrow = await timed(() => database.getPatterns({platform: 'tiktok', category: 'category 3'}));
show('query for a platform and a category', narrow.ms, narrow.cpuMs, '');
await database.updatePatterns([...performances(1, 2 * rows)]);
const changed = await timed(() => database.getPatterns(query));
show('query after another change', changed.ms, changed.cpuMs, '');
await store.doClose();
const fresh = open();
const cold = await timed(() => fresh.database.getPatterns(query));
show('first query after opening', cold.ms, cold.cpuMs, '');
await fresh.store.doClose();
console.log(
  `${((await stat(path)).size / 1e6).toFixed(0)} MB on disk, ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB of memory at most`,
);
await rm(folder, {recursive: true, force: true});

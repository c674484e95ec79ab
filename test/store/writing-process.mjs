// A process of its own that writes to a store until it is killed, for the tests of it.
// node writing-process.mjs <built store/sqlite.js> <file> <name> [count]; says `ready`, then the number of each write
// once that is acknowledged. Every write is two records that belong together.
const [, , module, path, name, count = 'Infinity'] = process.argv;
const {sqlite} = await import(module);
const store = sqlite({path});
const [last] = (await store.doList('counters', {limit: 1, prefix: name})).map(({value}) => value.n);
process.stdout.write('ready\n');
for (let n = (last ?? 0) + 1; n <= Number(count); n += 1) {
  const id = `${name}-${String(n).padStart(8, '0')}`;
  await store.doWrite([
    {collection: 'left', id, value: {n, filling: 'x'.repeat(n % 3000)}},
    {collection: 'right', id, value: {n}},
    {collection: 'counters', id: name, value: {n}},
  ]);
  process.stdout.write(`${n}\n`);
}
await store.doClose();

// Every check that needs no browser, one after the other; the first failure does not hide the others.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
const checks = [
  ['build', [fileURLToPath(new URL('build.mjs', import.meta.url))]],
  ['types', [bin('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['lint', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', '.']],
  ['format', [bin('oxfmt/bin/oxfmt'), '--check', '.']],
  ['unused code', [bin('knip/bin/knip.js'), '--no-progress']],
  ['package shape', [bin('publint/src/cli.js'), '--strict']],
  [
    'types as seen from outside',
    [bin('@arethetypeswrong/cli/dist/index.js'), '--pack', '.', '--profile', 'esm-only', '--no-emoji'],
  ],
  ['the house', [bin('vitest/vitest.mjs'), 'run', 'test/house']],
];

const failed = [];
for (const [name, args] of checks) {
  process.stdout.write(`\n== ${name}\n`);
  const {status} = spawnSync(process.execPath, args, {cwd: root, stdio: 'inherit'});
  if (status !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? '\nall checks passed\n' : `\nfailed: ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);

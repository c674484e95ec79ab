import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';

const root = new URL('../../', import.meta.url);
const path = (name: string) => fileURLToPath(new URL(name, root));
const manifest = JSON.parse(readFileSync(path('package.json'), 'utf8')) as {
  exports: Record<string, string | {types: string; default: string}>;
  bin: Record<string, string>;
};
const targets = Object.entries(manifest.exports).flatMap(([subpath, target]) =>
  typeof target === 'string' ? [] : [{subpath, ...target}],
);

describe('the exports list', () => {
  it('names every subpath one by one and only built files', () => {
    expect(targets.length).toBeGreaterThan(10);
    for (const {subpath, types, default: file} of targets) {
      expect(subpath, 'wildcards would publish files nobody decided to publish').not.toContain('*');
      expect(existsSync(path(file)), `${subpath} → ${file}`).toBe(true);
      expect(existsSync(path(types)), `${subpath} → ${types}`).toBe(true);
    }
    for (const file of Object.values(manifest.bin)) expect(existsSync(path(file)), file).toBe(true);
  });

  it('has a front door that loads no renderer, no browser and no cloud client', () => {
    const loaded = JSON.parse(
      execFileSync(
        process.execPath,
        [path('test/house/front-door.mjs'), new URL('dist/index.js', root).href],
        {encoding: 'utf8'},
      ),
    ) as {packages: string[]; own: number};
    expect(loaded.own, 'the watcher saw our own files').toBeGreaterThan(10);
    expect(loaded.packages).toEqual(['zod']);
  });
});

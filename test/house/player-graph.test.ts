import {existsSync, readFileSync} from 'node:fs';
import {builtinModules} from 'node:module';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {importsOf} from './import-table.ts';

const dist = new URL('../../dist/', import.meta.url);

/** Every built file that a bundler takes in with an entry, and every package they name. */
function graphOf(entry: string): {files: readonly string[]; packages: readonly string[]} {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = [new URL(entry, dist).href];
  for (let url = open.pop(); url !== undefined; url = open.pop()) {
    if (files.has(url)) continue;
    files.add(url);
    for (const specifier of importsOf(readFileSync(fileURLToPath(url), 'utf8'))) {
      if (specifier.startsWith('.')) open.push(new URL(specifier, url).href);
      else packages.add(specifier);
    }
  }
  return {files: [...files].map((url) => url.slice(dist.href.length)), packages: [...packages]};
}

const isNode = (specifier: string) =>
  specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0] ?? '');
const isServer = (specifier: string) =>
  /^@remotion\/(?:renderer|bundler|cli|lambda|studio|web-renderer)|^@sparticuz\//.test(specifier);

describe('the built player', () => {
  const built = fileURLToPath(new URL('compositions/player.js', dist));

  it('begins with the directive that keeps it on the client', () => {
    expect(readFileSync(built, 'utf8')).toMatch(/^(['"])use client\1;/);
  });

  it('pulls in nothing of Node, no renderer and no bundler', () => {
    const {files, packages} = graphOf('compositions/player.js');
    expect(files.length).toBeGreaterThan(80);
    expect(files).toContain('compositions/kit/captions/captions.js');
    expect(files.filter((file) => !existsSync(new URL(file, dist)))).toEqual([]);
    expect(packages).toEqual(expect.arrayContaining(['react', 'remotion', '@remotion/player', 'zod']));
    expect(packages.filter(isNode)).toEqual([]);
    expect(packages.filter(isServer)).toEqual([]);
    const outside = files.filter(
      (file) => !/^(?:compositions|schema|platforms|ports|captions|errors)\b/.test(file),
    );
    expect(outside).toEqual([]);
  });

  it('is walked by something that sees such imports', () => {
    const {packages} = graphOf('render/local.js');
    expect(packages.some(isNode)).toBe(true);
    expect(packages.some(isServer)).toBe(true);
  });
});

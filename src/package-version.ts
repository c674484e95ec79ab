import {readFileSync} from 'node:fs';

const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

function field(name: 'name' | 'version'): string {
  const value = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, name) : undefined;
  return typeof value === 'string' ? value : 'unknown';
}

export const packageName = field('name');
export const packageVersion = field('version');

import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {scenePayloads} from '../../src/schema/scene-kinds.ts';
import {describe, expect, it} from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const pages = [
  ...readdirSync(root),
  ...readdirSync(join(root, 'docs'), {recursive: true, encoding: 'utf8'}).map((name) => join('docs', name)),
].filter((name) => name.endsWith('.md'));
const blocks = (page: string, language: string) =>
  [...read(page).matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );

describe('the documents', () => {
  it('link only to what exists', () => {
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages) {
      for (const [, target = ''] of read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
        if (/^https?:/.test(target)) continue;
        expect(existsSync(join(root, dirname(page), target)), `${page} links to ${target}`).toBe(true);
      }
    }
  });

  it('show code that is compiled and run', () => {
    const code = (text: string) => text.replace(/^\/\/.*\n/, '').trim();
    expect(blocks('README.md', 'ts').map(code)).toEqual([code(read('examples/quickstart.ts'))]);
    const [template = ''] = blocks('docs/templates.md', 'tsx');
    const example = read('examples/own-template/poster.tsx') + read('examples/own-template/index.tsx');
    for (const part of template.trim().split('\n\n')) expect(example).toContain(part);
  });

  it('list every field of every kind of scene', () => {
    const guide = read('docs/templates.md');
    for (const [kind, fields] of Object.entries(scenePayloads)) {
      const row = guide
        .split('\n')
        .find((line) => line.startsWith('|') && line.split('|')[1]?.includes(`\`${kind}\``));
      for (const field of Object.keys(fields)) expect(row, kind).toContain(`\`${field}`);
    }
  });

  it('install the version of Remotion that is tested', () => {
    const {devDependencies} = JSON.parse(read('package.json')) as {devDependencies: Record<string, string>};
    for (const page of pages) {
      for (const [, name = '', version] of read(page).matchAll(
        /((?:@remotion\/[a-z-]+|remotion))@(\d[\d.]*\d)/g,
      )) {
        expect(version, `${page}: ${name}`).toBe(devDependencies[name]);
      }
    }
  });

  it('name commands and scripts that exist', () => {
    const {scripts} = JSON.parse(read('package.json')) as {scripts: Record<string, string>};
    for (const page of pages) {
      for (const [, name = ''] of read(page).matchAll(/npm run ([a-z:]+)/g)) {
        expect(Object.keys(scripts), `${page}: npm run ${name}`).toContain(name);
      }
      for (const [, name = ''] of read(page).matchAll(/(?:^|`)(?:npx )?viral ([a-z-]+)/gm)) {
        expect(
          [
            'make',
            'batch',
            'lambda',
            'templates',
            'check-template',
            'doctor',
            'cache',
            'voices',
            'narrate',
            'music',
            'analyze',
            'patterns',
            'evaluate',
            'predict',
            'news',
            'script',
            'lint',
          ],
          `${page}: viral ${name}`,
        ).toContain(name);
      }
    }
  });
});

import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, describe, expect, it} from 'vitest';
import {checkImports, importsOf} from './import-table.ts';

const source = fileURLToPath(new URL('../../src', import.meta.url));
const folders: string[] = [];

function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'viral-imports-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true});
});

describe('the import table', () => {
  it('holds for every source file', () => {
    const {files, violations} = checkImports(source);
    expect(violations).toEqual([]);
    // A check that reads no files would pass for ever.
    expect(files).toBeGreaterThan(100);
  });

  it.each([
    ['a sibling of rank 2', {'audio/a.ts': "import type {x} from '../media/b.ts';", 'media/b.ts': ''}],
    ['a higher room', {'schema/a.ts': "export * from '../render/b.ts';", 'render/b.ts': ''}],
    ['a dynamic import', {'captions/a.ts': "const x = await import('../audio/b.ts');", 'audio/b.ts': ''}],
    ['node: in a browser-safe room', {'sound/a.ts': "import {readFile} from 'node:fs/promises';"}],
    ['a package of another room', {'publish/a.ts': "import react from 'react';"}],
    [
      'React in render',
      {
        'render/a.ts': "import {x} from '../compositions/Headline/index.tsx';",
        'compositions/Headline/index.tsx': '',
      },
    ],
    [
      'an adapter in the pipeline',
      {'pipeline/a.ts': "import {flite} from '../audio/voices/flite.ts';", 'audio/voices/flite.ts': ''},
    ],
    ['a sibling of rank 3', {'analysis/a.ts': "import {x} from '../render/b.ts';", 'render/b.ts': ''}],
    ['a room nobody knows', {'utils/a.ts': ''}],
    ['a file that does not exist', {'audio/a.ts': "import './missing.ts';"}],
  ])('refuses %s', (_name, files) => {
    expect(checkImports(plant(files)).violations).toHaveLength(1);
  });

  it('accepts what the table allows', () => {
    const folder = plant({
      'render/a.ts': "import {x} from '../compositions/storyboard.ts';\nimport {y} from '../errors.ts';",
      'compositions/storyboard.ts': "import {z} from 'zod';",
      'errors.ts': '',
    });
    expect(checkImports(folder)).toEqual({files: 3, violations: []});
  });

  it('sees every way of importing, and no import in a comment', () => {
    const text = `
      import a from 'a';
      import {
        b,
      } from "b";
      import type {C} from 'c';
      export {d} from 'd';
      import 'e';
      const f = await import('f');
      const g = new URL('./g.ts', import.meta.url);
      // import h from 'h';
      /* import i from 'i'; */
    `;
    expect(importsOf(text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', './g.ts']);
  });
});

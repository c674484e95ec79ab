import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {checkRemotionVersions, installedVersion} from '../../src/render/versions.ts';
import {temporaryFolder} from './small-storyboard.ts';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('versions');
});
afterAll(() => rm(folder, {recursive: true, force: true}));

async function project(name: string, packages: Readonly<Record<string, string>>): Promise<string> {
  for (const [each, version] of Object.entries(packages)) {
    const place = join(folder, name, 'node_modules', each);
    await mkdir(place, {recursive: true});
    await writeFile(join(place, 'package.json'), JSON.stringify({name: each, version}));
  }
  return join(folder, name);
}

const aligned = {
  remotion: '4.0.527',
  '@remotion/renderer': '4.0.527',
  '@remotion/bundler': '4.0.527',
  react: '19.3.1',
  'react-dom': '19.3.1',
  zod: '4.5.4',
};

describe('checkRemotionVersions', () => {
  it('is content with this package and says what it saw', async () => {
    expect(await checkRemotionVersions()).toMatch(/^\d+ Remotion packages, all 4\.0\.527$/);
    expect(await installedVersion('remotion')).toBe('4.0.527');
    expect(await installedVersion('no-such-package')).toBe('none');
  });

  it('is content with an aligned project', async () => {
    const dir = await project('aligned', aligned);
    expect(await checkRemotionVersions(dir, dir)).toBe('3 Remotion packages, all 4.0.527');
  });

  it('names what differs inside a project, and the command that aligns it', async () => {
    const dir = await project('mixed', {
      ...aligned,
      '@remotion/player': '4.0.530',
      '@remotion/captions': '4.0.529',
    });
    const error = await checkRemotionVersions(dir, dir).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({code: 'version-mismatch'});
    const {message} = error as Error;
    expect(message).toContain('@remotion/player 4.0.530, but remotion is 4.0.527');
    expect(message).toContain('@remotion/captions 4.0.529');
    const command = message.split('\n').at(-1) ?? '';
    expect(command).toMatch(/npm i --save-exact /);
    for (const name of ['remotion', '@remotion/renderer', '@remotion/player', '@remotion/captions']) {
      expect(command.split(' ')).toContain(`${name}@4.0.527`);
    }
  });

  it('lets remotion follow where it alone is newer than the rest', async () => {
    const dir = await project('alone', {...aligned, remotion: '4.0.541'});
    await expect(checkRemotionVersions(dir, dir)).rejects.toMatchObject({
      message: expect.stringMatching(
        /remotion 4\.0\.541, but the other .* 4\.0\.527\nAlign them with: npm i --save-exact remotion@4\.0\.527$/,
      ),
    });
  });

  it('notices that the project and this package see different copies', async () => {
    const own = await project('own', aligned);
    const user = await project('user', {
      ...aligned,
      remotion: '4.0.541',
      react: '18.3.1',
      'react-dom': '18.3.1',
    });
    const error = await checkRemotionVersions(user, own).catch((thrown: unknown) => thrown);
    const {message} = error as Error;
    expect(message).toContain('remotion 4.0.527 and 4.0.541');
    expect(message).toContain('react 18.3.1 in your project and 19.3.1 in this package');
    expect(message).toContain('remotion@4.0.541');
  });

  it('notices react and react-dom of different versions', async () => {
    const dir = await project('react', {...aligned, 'react-dom': '19.2.0'});
    await expect(checkRemotionVersions(dir, dir)).rejects.toMatchObject({
      message: expect.stringContaining('react 19.3.1 and react-dom 19.2.0 differ'),
    });
  });
});

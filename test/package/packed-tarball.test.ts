import {spawnSync} from 'node:child_process';
import {mkdir, mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {canInstall, createForeignProject, type ForeignProject, unlock} from './foreign-project.ts';

const remotion = '4.0.527';
const installable = await canInstall();
if (!installable) console.warn('skipped: the packed-tarball test needs the npm registry');

const git = spawnSync('git', ['--version']).status === 0;
if (!git)
  console.warn('skipped: git status of the foreign project, since there is no git; its files are compared');

const files = {
  'package.json': JSON.stringify({
    name: 'foreign',
    private: true,
    type: 'module',
    dependencies: {
      '@remotion/bundler': remotion,
      '@remotion/media': remotion,
      '@remotion/renderer': remotion,
      '@remotion/web-renderer': remotion,
      '@sparticuz/chromium': '147.0.0',
      react: '19.3.1',
      'react-dom': '19.3.1',
      remotion,
      zod: '4.5.4',
    },
    devDependencies: {'@types/node': '20.19.43', '@types/react': '19.3.0', typescript: '7.0.2'},
  }),
  '.gitignore': 'node_modules/\n*.tgz\n',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023', 'esnext.disposable', 'dom', 'dom.iterable'],
      module: 'nodenext',
      jsx: 'react-jsx',
      types: ['node'],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
    },
    include: ['make.ts', 'video'],
  }),
  'make.ts': `
    import {createDirector, createPipeline, lint, type Storyboard} from 'viral-video-generator';
    import {flite} from 'viral-video-generator/voices/flite';
    import {publishFolder} from 'viral-video-generator/publish/folder';
    const pipeline = createPipeline({director: createDirector(), voice: flite({voice: 'kal'})});
    export const posted = (storyboard: Storyboard) => ({findings: lint(storyboard), to: publishFolder({directory: 'posts'}), pipeline});
  `,
  // Remotion's own declarations name a global that no package declares; everything else is checked as it stands.
  'video/remotion.d.ts': 'type Timer = ReturnType<typeof setTimeout>;\n',
  // Plain JavaScript: this is what runs; make.ts above is what is type-checked.
  'render.mjs': `
    import {mkdirSync} from 'node:fs';
    import {inspect, render} from 'viral-video-generator';
    import {themes} from 'viral-video-generator/storyboard';
    const project = new URL('.', import.meta.url).pathname;
    const storyboard = {
      version: 1, title: 'One second', seed: 's', template: {id: 'big-poster', options: {}}, theme: themes.find((theme) => theme.id === 'press'),
      platform: 'tiktok', language: 'en', width: 360, height: 640, fps: 30, durationInFrames: 30,
      scenes: [{id: 'a', kind: 'hook', startFrame: 0, durationInFrames: 30, onScreenText: 'It works from outside', emphasis: [], words: [], visual: null}],
      overlays: [], soundtrack: null, captions: {show: true, style: 'box'}, assets: {},
    };
    mkdirSync('made', {recursive: true});
    const rendered = await render(storyboard, {files: {}, outputFile: 'made/video.mp4', compositions: project + 'video/index.tsx'});
    const {findings} = await inspect('made/video.mp4', {storyboard});
    process.stdout.write(JSON.stringify({template: rendered.template, findings}));
  `,
  'required.cjs': `
    const {createPipeline, storyboardSchema} = require('viral-video-generator');
    process.stdout.write(typeof createPipeline + ' ' + typeof storyboardSchema.parse);
  `,
};

describe.skipIf(!installable)('the packed package in a foreign project', () => {
  let base: string;
  let project: ForeignProject;
  let before: readonly string[];

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'viral-foreign-'));
    const folder = join(base, 'project');
    await mkdir(folder);
    project = await createForeignProject(folder, files);
    // A template of the user's own, written by the command that authors begin with.
    const viral = ['node_modules/viral-video-generator/dist/cli/main.js'];
    await project.run(process.execPath, [...viral, 'templates', 'new', 'big-poster']);
    before = await project.files();
    if (!git) return;
    await project.run('git', ['init', '--quiet']);
    await project.run('git', ['add', '--all']);
    await project.run('git', [
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@example.com',
      'commit',
      '--quiet',
      '-m',
      'x',
    ]);
  }, 600_000);

  afterAll(async () => {
    if (project) await unlock(project);
    await rm(base, {recursive: true, force: true, maxRetries: 4});
  });

  const tsc = ['node_modules/typescript/bin/tsc', '-p', '.'];

  it('type-checks with NodeNext and with Bundler resolution, declarations included', async () => {
    await project.run(process.execPath, tsc);
    await project.run(process.execPath, [...tsc, '--module', 'esnext', '--moduleResolution', 'bundler']);
  });

  it('can be required from CommonJS', async () => {
    expect(await project.run(process.execPath, ['required.cjs'])).toBe('function function');
  });

  it('renders a second of the user’s own template from another folder and leaves the project clean', async () => {
    const elsewhere = join(base, 'elsewhere');
    const answer = await project.run(process.execPath, [join(project.folder, 'render.mjs')], {
      cwd: elsewhere,
    });
    const {template, findings} = JSON.parse(answer) as {
      template: {id: string};
      findings: {rule: string; severity: string}[];
    };
    expect(template.id).toBe('big-poster');
    expect(
      findings.filter((finding) => finding.severity === 'error' && !finding.rule.includes('sound')),
    ).toEqual([]);
    expect((await stat(join(elsewhere, 'made', 'video.mp4'))).size).toBeGreaterThan(5_000);
    expect(await project.files()).toEqual(before);
    if (git) expect(await project.run('git', ['status', '--porcelain'])).toBe('');
  });
});

import {execFile, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {probe, runFfmpeg} from '../../src/ffmpeg.ts';
import {inspect} from '../../src/quality/inspect.ts';
import {
  assetFileName,
  assetsFolder,
  manifestSchema,
  scriptSchema,
  type Storyboard,
  storyboardSchema,
  videoFiles,
} from '../../src/schema/index.ts';
import {type Ended, start, viral} from './command.ts';

const article = fileURLToPath(new URL('../../examples/the-storm-of-1859.md', import.meta.url));

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'viral-make-'));
});
afterAll(async () => {
  await rm(cwd, {recursive: true, force: true, maxRetries: 4});
});

/** Without it nobody can say which processes are left. */
const ps = spawnSync('ps', ['-e']).status === 0;
if (!ps) console.warn('skipped: looking for processes left behind, since there is no ps');

/** Command lines of all processes that mention a folder, so that a run's own leftovers can be told from others'. */
async function processesOf(folder: string): Promise<readonly string[]> {
  if (!ps) return [];
  const {stdout} = await promisify(execFile)('ps', ['-eo', 'pid,args'], {maxBuffer: 1e7});
  return stdout.split('\n').filter((line) => line.includes(folder));
}

describe('viral make', () => {
  let end: Ended;
  let folder: string;
  let storyboard: Storyboard;
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    const look = ['--option', 'wipes=false', '--overlay', 'progress', '--keep-assets'];
    end = await viral(['make', '--from', article, '--seconds', '10', ...look, '--json'], {cwd});
    folder = (JSON.parse(end.stdout) as {folder: string}).folder;
    storyboard = storyboardSchema.parse(JSON.parse(await readFile(file(videoFiles.storyboard), 'utf8')));
  }, 400_000);

  it('ends well, prints one JSON object and nothing else, and tells its steps on standard error', () => {
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout.trim().split('\n')).toHaveLength(1);
    expect(end.stderr).toMatch(/rendering/);
    expect(end.stderr).not.toContain('\u001B');
  });

  it('leaves the whole folder and nothing beside it', async () => {
    expect((await readdir(folder)).sort()).toEqual([...Object.values(videoFiles), assetsFolder].sort());
    expect(await readdir(join(folder, '..'))).toHaveLength(1);
    scriptSchema.parse(JSON.parse(await readFile(file(videoFiles.script), 'utf8')));
    const manifest = manifestSchema.parse(JSON.parse(await readFile(file(videoFiles.manifest), 'utf8')));
    expect(manifest.status).toBe('approved');
    expect(manifest.voice).toMatchObject({timing: 'engine'});
    expect(manifest.disclosure).toEqual({
      syntheticVoice: true,
      modelWritten: false,
      aiVisuals: false,
      paid: false,
    });
    expect(Object.keys(manifest.rights)).toEqual(expect.arrayContaining(Object.keys(storyboard.assets)));
  });

  it('takes options and overlays of the template, and keeps the files that the storyboard names', async () => {
    expect(storyboard.template).toEqual({id: 'headline', options: {wipes: false}});
    expect(storyboard.overlays).toMatchObject([
      {kind: 'progress', durationInFrames: storyboard.durationInFrames},
    ]);
    const kept = await readdir(file(assetsFolder));
    expect(kept).toHaveLength(Object.keys(storyboard.assets).length);
    for (const [id, asset] of Object.entries(storyboard.assets)) {
      const bytes = await readFile(join(file(assetsFolder), assetFileName(id, asset)));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(asset.sha256);
    }
  });

  it('makes a changed script anew, without a sound where that is asked for', async () => {
    const script = scriptSchema.parse(JSON.parse(await readFile(file(videoFiles.script), 'utf8')));
    const changed = {...script, title: 'Another title', scenes: script.scenes.slice(0, 2)};
    await writeFile(join(cwd, 'changed.json'), JSON.stringify(changed));
    const quiet = ['--voice', 'silent', '--music', 'none', '--no-effects', '--quality', 'draft'];
    const given = ['make', '--script', 'changed.json', '--out', 'silent', '--json'];
    const silent = await viral([...given, ...quiet], {cwd});
    const manifest = manifestSchema.parse(
      Object.fromEntries(
        Object.entries(JSON.parse(silent.stdout) as object).filter(([name]) => name !== 'folder'),
      ),
    );
    expect(manifest.title).toBe('Another title');
    expect(manifest.loudness).toEqual({integratedLufs: null, truePeakDbtp: null});
  }, 200_000);

  it.each([
    [['--script', 'changed.json', '--topic', 'x', '--paid-by', 'y'], /--topic: .*--script.*--paid-by: /s],
    [['--script', 'absent.json'], /absent\.json/],
    [['--topic', 'x', '--point', 'y', '--option', 'wipez=1'], /wipez/],
    [['--topic', 'x', '--point', 'y', '--overlay', 'foo'], /no overlay 'foo'; it has progress/],
  ])(
    'refuses %j before anything is spoken',
    async (flags, message) => {
      const refused = await viral(['make', ...flags, '--out', 'refused'], {cwd});
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(message);
      expect(refused.stderr).not.toContain('narrat');
    },
    100_000,
  );

  it('makes a file every platform takes', async () => {
    const {streams, format} = await probe(file(videoFiles.video));
    const video = streams.find((stream) => stream.codec_type === 'video');
    const audio = streams.find((stream) => stream.codec_type === 'audio');
    expect(video).toMatchObject({
      codec_name: 'h264',
      // This build of ffprobe names profiles by number: 100 is High.
      profile: expect.stringMatching(/^(High|100)$/),
      width: 1080,
      height: 1920,
      pix_fmt: 'yuv420p',
      // The web engine's encoder converts with BT.601.
      color_space: 'smpte170m',
      r_frame_rate: '30/1',
      nb_frames: String(storyboard.durationInFrames),
    });
    expect(audio).toMatchObject({codec_name: 'aac', sample_rate: '48000', channels: 2});
    expect(Number(format.duration)).toBeCloseTo(storyboard.durationInFrames / 30, 1);
    const bytes = await readFile(file(videoFiles.video));
    expect(bytes.indexOf('moov'), 'the index comes first').toBeLessThan(bytes.indexOf('mdat'));
  });

  it('has moving pictures and sane sound', async () => {
    const {findings} = await inspect(file(videoFiles.video), {storyboard});
    expect(findings.filter((finding) => finding.severity !== 'info')).toEqual([]);
  });

  it('has captions that say what the voice says', async () => {
    const spoken = storyboard.scenes.flatMap((scene) => scene.words.map((word) => word.text)).join(' ');
    const srt = await readFile(file(videoFiles.captionsSrt), 'utf8');
    const shown = srt
      .split(/\r?\n/)
      .filter((line) => line !== '' && !/^\d+$/.test(line) && !line.includes('-->'))
      .join(' ');
    expect(shown).toBe(spoken);
    expect(await readFile(file(videoFiles.captionsVtt), 'utf8')).toMatch(/^WEBVTT/);
  });

  it('has a cover picture in the video’s own size', async () => {
    const {streams} = await probe(file(videoFiles.cover));
    expect(streams[0]).toMatchObject({codec_name: 'mjpeg', width: 1080, height: 1920});
  });

  it('draws words where nothing would be without them', async () => {
    // Frames of one caption page: the lit word moves, so the picture changes within the page.
    const scene = storyboard.scenes.find((each) => each.words.length >= 4);
    const [first, second] = scene?.words ?? [];
    if (!scene || !first || !second) throw new Error('the script has no scene of four words');
    const frameAt = (ms: number) => scene.startFrame + Math.round((ms / 1000) * 30) + 1;
    const picture = async (frame: number) =>
      (
        await runFfmpeg([
          ...['-ss', String(frame / 30), '-i', file(videoFiles.video), '-frames:v', '1'],
          ...['-vf', 'scale=270:480', '-pix_fmt', 'gray', '-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
        ])
      ).stdout;
    const [a, b] = [await picture(frameAt(first.startMs)), await picture(frameAt(second.startMs))];
    expect(a.length).toBe(270 * 480);
    const changed = a.reduce(
      (count, value, index) => count + (Math.abs(value - (b[index] ?? 0)) > 40 ? 1 : 0),
      0,
    );
    expect(changed).toBeGreaterThan(100);
  });
});

describe('viral make, ended early', () => {
  const args = ['make', '--from', article, '--seconds', '20', '--out', 'out'];

  it.skipIf(process.platform === 'win32')(
    'stops browser and workers on Ctrl-C and leaves nothing',
    async () => {
      const home = await mkdtemp(join(cwd, 'interrupted-'));
      const running = start(args, {cwd: home});
      await running.says('frames');
      const interruptedAt = performance.now();
      running.child.kill('SIGINT');
      const end = await running.ended;
      expect(end.code).toBe(130);
      expect(performance.now() - interruptedAt).toBeLessThan(5_000);
      expect(await readdir(join(home, 'out'))).toEqual([]);
      await sleep(500);
      expect(await processesOf(home)).toEqual([]);
    },
    120_000,
  );

  it('leaves nothing under a final name after kill -9, and the next run succeeds', async () => {
    const home = await mkdtemp(join(cwd, 'killed-'));
    const running = start(args, {cwd: home});
    await running.says('frames');
    running.child.kill('SIGKILL');
    await running.ended;
    expect((await readdir(join(home, 'out'))).every((name) => name.startsWith('.unfinished-'))).toBe(true);
    await sleep(5_000);
    expect(await processesOf(home), 'the browser ends with its parent').toEqual([]);
    const end = await viral(
      [
        'make',
        '--topic',
        'Tea',
        '--point',
        'Tea cools faster in a wide cup.',
        '--seconds',
        '5',
        '--out',
        'out',
      ],
      {cwd: home},
    );
    expect(end.code, end.stderr).toBe(0);
    const left = await readdir(join(home, 'out'));
    expect(left).toHaveLength(1);
    expect(left[0]).not.toMatch(/^\./);
  }, 300_000);
});

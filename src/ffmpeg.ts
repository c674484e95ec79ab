import {spawn} from 'node:child_process';
import {dirname, isAbsolute} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {ViralError} from './errors.ts';

/** Which of the two programs: the encoder or the one that describes files. */
type Program = 'ffmpeg' | 'ffprobe';

interface ProgramFile {
  readonly path: string;
  readonly cwd: string | undefined;
  readonly env: NodeJS.ProcessEnv | undefined;
}

/**
 * Remotion's own binaries, found through its internals: the only place that does so. They link their libraries
 * relative to their folder, so they must be started from it, and need its path on macOS.
 */
async function remotionProgram(program: Program): Promise<ProgramFile> {
  let renderer;
  try {
    renderer = await import('@remotion/renderer');
  } catch (cause) {
    throw new ViralError(
      'dependency-missing',
      'ffmpeg comes with @remotion/renderer, which is not installed; run "npm i @remotion/renderer".',
      {cause},
    );
  }
  const {getExecutablePath, makeFileExecutableIfItIsNot} = renderer.RenderInternals;
  if (typeof getExecutablePath !== 'function') {
    throw new ViralError(
      'version-mismatch',
      'This version of @remotion/renderer hides its ffmpeg; install the version this package was built with.',
    );
  }
  let path: string;
  try {
    path = getExecutablePath({type: program, indent: false, logLevel: 'error', binariesDirectory: null});
  } catch (cause) {
    throw new ViralError(
      'dependency-missing',
      `Remotion has no ${program} for ${process.platform} ${process.arch} installed. ` +
        'Run "npm i" again without --omit=optional, or pass the path of your own.',
      {cause},
    );
  }
  try {
    makeFileExecutableIfItIsNot(path);
  } catch {
    // A read-only node_modules; starting it tells whether that matters.
  }
  const cwd = dirname(path);
  const env = process.platform === 'darwin' ? {DYLD_LIBRARY_PATH: cwd} : undefined;
  return {path, cwd, env};
}

export interface FfmpegOptions {
  readonly signal?: AbortSignal;
  /** Bytes for `pipe:0`; an iterable is read only as fast as ffmpeg takes it. */
  readonly input?: Uint8Array | AsyncIterable<Uint8Array>;
  /** Absolute path of another ffmpeg. */
  readonly ffmpegPath?: string;
}

export interface FfmpegOutput {
  /** What was written to `pipe:1`. */
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

const keptLogCharacters = 20_000;
const closedPipe: ReadonlySet<unknown> = new Set([
  'EPIPE',
  'EOF',
  'ECONNRESET',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
]);

/** How a program ended: with a code, by a signal, or not even started. */
interface Ending {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly failure?: Error;
}

async function runProgram(
  program: Program,
  args: readonly string[],
  {signal, input, path}: {signal?: AbortSignal; input?: FfmpegOptions['input']; path?: string},
): Promise<FfmpegOutput> {
  signal?.throwIfAborted();
  if (path !== undefined && !isAbsolute(path)) {
    throw new ViralError('ffmpeg-failed', `The path of ${program} must be absolute, but is "${path}".`);
  }
  const file: ProgramFile =
    path === undefined ? await remotionProgram(program) : {path, cwd: undefined, env: undefined};
  signal?.throwIfAborted();

  const child = spawn(file.path, args, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
    ...(file.cwd === undefined ? {} : {cwd: file.cwd}),
    // Without `env` the child inherits ours.
    ...(file.env === undefined ? {} : {env: file.env}),
  });
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, {once: true});

  const output: Buffer[] = [];
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-keptLogCharacters);
  });
  const closed = new Promise<Ending>((resolve) => {
    child.once('error', (failure) => resolve({code: null, killedBy: null, failure}));
    child.once('close', (code, killedBy) => resolve({code, killedBy}));
  });

  let inputFailure: unknown;
  if (child.stdin !== null && input !== undefined) {
    // Nobody waits for this: an iterable that waits itself must not hold us once the program has ended.
    pipeline(input instanceof Uint8Array ? Readable.from([input]) : input, child.stdin).catch(
      (error: unknown) => {
        // A closed pipe only repeats what the program says itself when it ends.
        if (closedPipe.has(error instanceof Error && 'code' in error ? error.code : null)) return;
        inputFailure = error;
        kill();
      },
    );
  }

  const {code, killedBy, failure} = await closed;
  child.stdin?.destroy();
  signal?.removeEventListener('abort', kill);
  signal?.throwIfAborted();
  if (inputFailure !== undefined) throw inputFailure;
  if (failure !== undefined) {
    throw new ViralError('ffmpeg-failed', `${program} could not be started: ${failure.message}`, {
      cause: failure,
    });
  }
  if (killedBy !== null) {
    throw new ViralError(
      'ffmpeg-failed',
      `${program} was ended from outside (${killedBy}); the machine may lack memory. Try again.`,
      {action: 'retry'},
    );
  }
  if (code !== 0) {
    const lines = stderr
      .trim()
      .split(/\r?\n|\r/)
      .filter((line) => line.trim() !== '');
    if (/No space left on device|ENOSPC|Disk quota exceeded/i.test(stderr)) {
      throw new ViralError(
        'disk-full',
        'The disk is full: the video could not be written. Free some space.',
        {
          cause: new Error(lines.slice(-5).join('\n')),
        },
      );
    }
    // The last lines only sum up, but one of them names the file; the reason stands before, after an address in memory.
    const reason = lines.findLast(
      (line) => !/^(?:Error opening (?:in|out)put files?[ :]|Conversion failed)/.test(line),
    );
    const file = /^Error opening (?:in|out)put file (.+)\.$/m.exec(stderr)?.[1];
    const why = (reason ?? lines.at(-1))?.replace(/^\[[^\]]*\] /, '');
    const last =
      (why ?? `it ended with code ${code} and said nothing`) + (file === undefined ? '' : ` (${file})`);
    throw new ViralError('ffmpeg-failed', `${program} failed: ${last}`, {
      cause: new Error(lines.slice(-12).join('\n')),
    });
  }
  return {stdout: Buffer.concat(output), stderr};
}

/**
 * The containers ffmpeg may read: all that Remotion's build knows without its playlists (`hls`, `concat`), which make
 * one file open others.
 */
const readableFormats =
  'aac,ac3,av1,avi,caf,eac3,f32be,f32le,flac,flv,gif,image2,image2pipe,lavfi,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,' +
  'mp3,mpegts,ogg,s16be,s16le,s24be,s24le,s32be,s32le,u16be,u16le,u24be,u24le,u32be,u32le,wav';

const inputGuards = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', readableFormats];

/** Guards every input; the options belong to the input that follows them. */
function withInputGuards(args: readonly string[]): string[] {
  return args.flatMap((argument) => (argument === '-i' ? [...inputGuards, '-i'] : [argument]));
}

/**
 * Runs ffmpeg (Remotion's own, unless `ffmpegPath` names another).
 * All paths in `args` must be absolute: it is started from its own folder. It overwrites outputs.
 * @throws ViralError `ffmpeg-failed` with the line that says why, `disk-full`, or `dependency-missing`;
 * the signal's reason when aborted; whatever `input` threw
 */
export async function runFfmpeg(args: readonly string[], options: FfmpegOptions = {}): Promise<FfmpegOutput> {
  return runProgram(
    'ffmpeg',
    ['-hide_banner', '-nostdin', '-loglevel', 'warning', '-y', ...withInputGuards(args)],
    {
      ...(options.signal ? {signal: options.signal} : {}),
      ...(options.input ? {input: options.input} : {}),
      ...(options.ffmpegPath === undefined ? {} : {path: options.ffmpegPath}),
    },
  );
}

/** One stream as ffprobe describes it. Numbers in strings are ffprobe's own way. */
interface ProbedStream {
  readonly index: number;
  readonly codec_type: 'video' | 'audio' | 'subtitle' | 'data' | 'attachment';
  readonly codec_name?: string;
  readonly profile?: string;
  readonly level?: number;
  readonly width?: number;
  readonly height?: number;
  readonly pix_fmt?: string;
  readonly color_range?: string;
  readonly color_space?: string;
  readonly color_transfer?: string;
  readonly color_primaries?: string;
  /** A fraction: `30/1`. */
  readonly r_frame_rate?: string;
  readonly avg_frame_rate?: string;
  readonly sample_rate?: string;
  readonly channels?: number;
  readonly bit_rate?: string;
  /** Seconds. */
  readonly duration?: string;
  readonly nb_frames?: string;
  readonly has_b_frames?: number;
}

interface ProbedPacket {
  readonly stream_index: number;
  readonly pts_time?: string;
  /** `K` marks a key frame. */
  readonly flags?: string;
}

export interface ProbedFile {
  readonly streams: readonly ProbedStream[];
  readonly format: {
    readonly format_name: string;
    /** Seconds. */
    readonly duration?: string;
    readonly size?: string;
    readonly bit_rate?: string;
  };
  readonly packets?: readonly ProbedPacket[];
}

export interface ProbeOptions {
  readonly signal?: AbortSignal;
  /** Absolute path of another ffprobe. */
  readonly ffprobePath?: string;
  /** Also list every packet, with its time and whether it is a key frame. */
  readonly packets?: boolean;
}

/**
 * Describes a media file.
 * @param file absolute path
 * @throws ViralError `ffmpeg-failed` when it is no media file, with ffprobe's reason
 */
export async function probe(file: string, options: ProbeOptions = {}): Promise<ProbedFile> {
  if (!isAbsolute(file)) {
    throw new ViralError('ffmpeg-failed', `The file to probe needs an absolute path, but is "${file}".`);
  }
  const {stdout} = await runProgram(
    'ffprobe',
    [
      '-v',
      'error',
      ...inputGuards,
      '-of',
      'json',
      '-show_format',
      '-show_streams',
      ...(options.packets ? ['-show_packets'] : []),
      file,
    ],
    {
      ...(options.signal ? {signal: options.signal} : {}),
      ...(options.ffprobePath === undefined ? {} : {path: options.ffprobePath}),
    },
  );
  return JSON.parse(new TextDecoder().decode(stdout)) as ProbedFile;
}

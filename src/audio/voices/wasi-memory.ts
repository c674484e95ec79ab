/** What a run starts from: its arguments after the program name, and the files it can open by absolute path. */
export interface WasiInput {
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, Uint8Array>>;
}

export interface WasiResult {
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Every file that stands in memory after the run, by absolute path. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const errno = {success: 0, badFileDescriptor: 8, invalid: 28, noEntry: 44} as const;
const fileType = {characterDevice: 2, directory: 3, regularFile: 4} as const;
const openFlag = {create: 1, truncate: 8} as const;
const root = 3;

/** A growing byte buffer with a cursor: an open file, or a stream when it is only written to. */
class MemoryFile {
  #bytes: Uint8Array;
  #length: number;

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#bytes = bytes.slice();
    this.#length = bytes.length;
  }

  get length(): number {
    return this.#length;
  }

  content(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  truncate(): void {
    this.#length = 0;
  }

  write(at: number, chunk: Uint8Array): void {
    const end = at + chunk.length;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.#bytes.length * 2, 4096));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(chunk, at);
    this.#length = Math.max(this.#length, end);
  }

  /** Copies into `target` from `at`; returns the number of bytes copied. */
  read(at: number, target: Uint8Array): number {
    const chunk = this.#bytes.subarray(
      Math.min(at, this.#length),
      Math.min(at + target.length, this.#length),
    );
    target.set(chunk);
    return chunk.length;
  }
}

const callNames = [
  'args_sizes_get',
  'args_get',
  'clock_time_get',
  'fd_close',
  'fd_fdstat_get',
  'fd_fdstat_set_flags',
  'fd_prestat_get',
  'fd_prestat_dir_name',
  'path_open',
  'fd_read',
  'fd_write',
  'fd_seek',
  'proc_exit',
] as const;

class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

type WasiCalls = Readonly<Record<string, (...values: never[]) => number>>;

/** What a program may call in one run, and what there is afterwards. */
function wasiCalls(
  {args, files}: WasiInput,
  memory: WebAssembly.Memory,
): {readonly calls: WasiCalls; readonly result: (exitCode: number) => WasiResult} {
  const disk = new Map(Object.entries(files).map(([path, bytes]) => [path, new MemoryFile(bytes)]));
  const stdout = new MemoryFile();
  const stderr = new MemoryFile();
  const open = new Map<number, {file: MemoryFile; at: number}>([
    [0, {file: new MemoryFile(), at: 0}],
    [1, {file: stdout, at: 0}],
    [2, {file: stderr, at: 0}],
  ]);
  let nextDescriptor = root + 1;
  const bytes = () => new Uint8Array(memory.buffer);
  const view = () => new DataView(memory.buffer);
  const argv = ['program', ...args].map((argument) => new TextEncoder().encode(`${argument}\0`));

  /** The slices of memory that an iovec array names. */
  const vectors = (pointer: number, count: number): Uint8Array[] => {
    const data = view();
    return Array.from({length: count}, (_, index) => {
      const start = data.getUint32(pointer + index * 8, true);
      return bytes().subarray(start, start + data.getUint32(pointer + index * 8 + 4, true));
    });
  };

  const calls: Record<(typeof callNames)[number], (...values: never[]) => number> = {
    args_sizes_get(countOut: number, sizeOut: number) {
      view().setUint32(countOut, argv.length, true);
      view().setUint32(
        sizeOut,
        argv.reduce((sum, argument) => sum + argument.length, 0),
        true,
      );
      return errno.success;
    },
    args_get(pointers: number, buffer: number) {
      let at = buffer;
      argv.forEach((argument, index) => {
        view().setUint32(pointers + index * 4, at, true);
        bytes().set(argument, at);
        at += argument.length;
      });
      return errno.success;
    },
    clock_time_get(_id: number, _precision: bigint, out: number) {
      view().setBigUint64(out, 0n, true);
      return errno.success;
    },
    fd_close(descriptor: number) {
      return open.delete(descriptor) ? errno.success : errno.badFileDescriptor;
    },
    fd_fdstat_get(descriptor: number, out: number) {
      if (descriptor !== root && !open.has(descriptor)) return errno.badFileDescriptor;
      bytes().fill(0, out, out + 24);
      const type =
        descriptor === root
          ? fileType.directory
          : descriptor < root
            ? fileType.characterDevice
            : fileType.regularFile;
      view().setUint8(out, type);
      view().setBigUint64(out + 8, 0xffff_ffff_ffff_ffffn, true);
      view().setBigUint64(out + 16, 0xffff_ffff_ffff_ffffn, true);
      return errno.success;
    },
    fd_fdstat_set_flags() {
      return errno.success;
    },
    fd_prestat_get(descriptor: number, out: number) {
      if (descriptor !== root) return errno.badFileDescriptor;
      view().setUint32(out, 0, true);
      view().setUint32(out + 4, 1, true);
      return errno.success;
    },
    fd_prestat_dir_name(descriptor: number, path: number, length: number) {
      if (descriptor !== root || length < 1) return errno.invalid;
      bytes()[path] = '/'.charCodeAt(0);
      return errno.success;
    },
    path_open(
      _directory: number,
      _lookup: number,
      pathPointer: number,
      pathLength: number,
      flags: number,
      _rights: bigint,
      _inherited: bigint,
      _descriptorFlags: number,
      out: number,
    ) {
      const name = new TextDecoder().decode(bytes().slice(pathPointer, pathPointer + pathLength));
      const path = `/${name.replace(/^\.?\/+/, '')}`;
      let file = disk.get(path);
      if (!file) {
        if ((flags & openFlag.create) === 0) return errno.noEntry;
        file = new MemoryFile();
        disk.set(path, file);
      }
      if ((flags & openFlag.truncate) !== 0) file.truncate();
      open.set(nextDescriptor, {file, at: 0});
      view().setUint32(out, nextDescriptor, true);
      nextDescriptor += 1;
      return errno.success;
    },
    fd_read(descriptor: number, vectorPointer: number, count: number, out: number) {
      const handle = open.get(descriptor);
      if (!handle) return errno.badFileDescriptor;
      let total = 0;
      for (const target of vectors(vectorPointer, count)) {
        const copied = handle.file.read(handle.at, target);
        handle.at += copied;
        total += copied;
        if (copied < target.length) break;
      }
      view().setUint32(out, total, true);
      return errno.success;
    },
    fd_write(descriptor: number, vectorPointer: number, count: number, out: number) {
      const handle = open.get(descriptor);
      if (!handle) return errno.badFileDescriptor;
      let total = 0;
      for (const chunk of vectors(vectorPointer, count)) {
        handle.file.write(handle.at, chunk);
        handle.at += chunk.length;
        total += chunk.length;
      }
      view().setUint32(out, total, true);
      return errno.success;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, out: number) {
      const handle = open.get(descriptor);
      if (!handle) return errno.badFileDescriptor;
      const base = whence === 0 ? 0 : whence === 1 ? handle.at : handle.file.length;
      const at = base + Number(offset);
      if (at < 0) return errno.invalid;
      handle.at = at;
      view().setBigUint64(out, BigInt(at), true);
      return errno.success;
    },
    proc_exit(code: number) {
      throw new Exit(code);
    },
  };

  return {
    calls,
    result: (exitCode) => ({
      exitCode,
      stdout: stdout.content(),
      stderr: stderr.content(),
      files: Object.fromEntries([...disk].map(([path, file]) => [path, file.content()])),
    }),
  };
}

/** A program and the memory that it begins with. */
interface Begun {
  readonly start: () => void;
  readonly memory: WebAssembly.Memory;
  readonly first: Uint8Array;
}

/** A program that has asked for this much memory is begun anew: every run takes its heap from behind that of the last. */
const mostBytes = 128 * 1024 * 1024;

/** A program for WASI, ready to run again and again. */
export interface WasiProgram {
  /** @throws WebAssembly.RuntimeError when the program traps */
  run(input: WasiInput): Promise<WasiResult>;
}

/**
 * Lets a WASI command run with its files in memory: no temporary files, no clock, no environment, so equal input gives
 * equal output. Every run finds the memory of the first, which is put back: that costs a quarter of a fresh instance
 * where a program carries megabytes of data. Covers the calls of the `wasi_snapshot_preview1` interface that a batch
 * program makes (WASI preview 1, github.com/WebAssembly/WASI, `witx/wasi_snapshot_preview1.witx`).
 */
export function openWasi(module: WebAssembly.Module): WasiProgram {
  let calls: WasiCalls = {};
  let begun: Begun | undefined;
  // Imports are bound once; each run has its own files behind them.
  const imports = Object.fromEntries(
    callNames.map((name) => [name, (...values: never[]) => calls[name]?.(...values)]),
  );

  const begin = async (): Promise<Begun> => {
    const instance = await WebAssembly.instantiate(module, {wasi_snapshot_preview1: imports});
    const {memory, _start: start} = instance.exports;
    if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function') {
      throw new TypeError('the module is not a WASI command: it exports no memory or no _start');
    }
    return {memory, start: start as () => void, first: new Uint8Array(memory.buffer).slice()};
  };

  const again = ({memory, first}: Begun): void => {
    const bytes = new Uint8Array(memory.buffer);
    bytes.set(first);
    bytes.fill(0, first.length);
  };

  return {
    async run(input) {
      const program = begun ?? (await begin());
      if (begun) again(program);
      begun = undefined;
      const {calls: own, result} = wasiCalls(input, program.memory);
      calls = own;
      let exitCode = 0;
      try {
        program.start();
        // Where it came to its end its stack is empty; after anything else it is begun anew.
        if (program.memory.buffer.byteLength < mostBytes) begun = program;
      } catch (error) {
        if (!(error instanceof Exit)) throw error;
        exitCode = error.code;
      }
      return result(exitCode);
    },
  };
}

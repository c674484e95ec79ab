import {readFileSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import type {AddressInfo} from 'node:net';
import {dirname, join} from 'node:path';
import {openBrowser} from '../../src/render/browser/browser-process.ts';
import {findBrowser} from '../../src/render/browser/browser.ts';
import {testCacheDir} from './small-storyboard.ts';

/** What a page shall do; it answers by posting to `/answer`. */
async function runPage(script: string, files: Readonly<Record<string, string>>): Promise<Buffer> {
  const library = join(dirname(createRequire(import.meta.url).resolve('mediabunny')), 'mediabunny.mjs');
  const served: Readonly<Record<string, string>> = {...files, '/mediabunny.mjs': library};
  let resolveAnswer!: (answer: Buffer) => void;
  let rejectAnswer!: (reason: Error) => void;
  const answer = new Promise<Buffer>((resolve, reject) => {
    resolveAnswer = resolve;
    rejectAnswer = reject;
  });
  const server = createServer((request, response) => {
    const file = served[request.url ?? ''];
    if (request.method === 'POST') {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts);
        if (request.url === '/answer') resolveAnswer(body);
        else rejectAnswer(new Error(body.toString()));
        response.end();
      });
    } else if (file !== undefined) {
      const content = readFileSync(file);
      const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
      const start = Number(from ?? 0);
      const end = to ? Number(to) + 1 : content.length;
      response.writeHead(from === undefined ? 200 : 206, {
        'content-type': file.endsWith('.mjs') ? 'text/javascript' : 'video/mp4',
        'content-length': end - start,
        'accept-ranges': 'bytes',
        ...(from === undefined ? {} : {'content-range': `bytes ${start}-${end - 1}/${content.length}`}),
      });
      response.end(content.subarray(start, end));
    } else {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><script type="module">
        try { await fetch('/answer', {method: 'POST', body: await (async () => {${script}})()}); }
        catch (error) { await fetch('/failure', {method: 'POST', body: String(error?.stack ?? error)}); }
      </script>`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await openBrowser(await findBrowser({cacheDir: testCacheDir}));
  try {
    const page = await browser.instance.newPage({
      context: () => null,
      logLevel: 'error',
      indent: false,
      pageIndex: 0,
      onBrowserLog: null,
      onLog: () => undefined,
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await page.goto({url, timeout: 30_000, options: {}});
    return await answer;
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

export interface WebSegment {
  readonly file: string;
  readonly frames: number;
  /** CSS colour of the bottom of every picture. */
  readonly colour: string;
}

/**
 * Encodes canvas pictures in a real browser in the way `renderMediaOnWeb` of @remotion/web-renderer does: frames
 * without a duration, mediabunny's H.264 with `latencyMode: 'quality'`, an MP4 with its index reserved at the front.
 */
export async function encodeInBrowser(
  segments: readonly WebSegment[],
  shape: {readonly width: number; readonly height: number; readonly fps: number; readonly bitrate: number},
): Promise<void> {
  const {width, height, fps, bitrate} = shape;
  const script = `
    const {Output, Mp4OutputFormat, BufferTarget, VideoSampleSource, VideoSample} = await import('/mediabunny.mjs');
    const files = [];
    for (const {frames, colour} of ${JSON.stringify(segments)}) {
      const canvas = new OffscreenCanvas(${width}, ${height});
      const context = canvas.getContext('2d');
      const target = new BufferTarget();
      const output = new Output({format: new Mp4OutputFormat({fastStart: 'reserve'}), target});
      const source = new VideoSampleSource({codec: 'avc', bitrate: ${bitrate}, sizeChangeBehavior: 'deny',
        hardwareAcceleration: 'no-preference', latencyMode: 'quality', keyFrameInterval: 2, alpha: 'discard'});
      output.addVideoTrack(source, {maximumPacketCount: Math.ceil(frames * 1.33)});
      await output.start();
      for (let i = 0; i < frames; i++) {
        context.fillStyle = '#000000';
        context.fillRect(0, 0, ${width}, ${height});
        context.fillStyle = colour;
        context.fillRect(0, ${height} / 2, ${width}, ${height} / 2);
        context.fillStyle = '#ffffff';
        context.fillRect((i * 7) % ${width}, 0, 12, ${height} / 2);
        const sample = new VideoSample(new VideoFrame(canvas, {timestamp: Math.round(i / ${fps} * 1e6)}));
        await source.add(sample);
        sample.close();
      }
      await output.finalize();
      files.push(target.buffer);
    }
    return new Blob([new Uint32Array(files.map((file) => file.byteLength)), ...files]);`;
  const all = await runPage(script, {});
  let position = segments.length * 4;
  for (const [index, {file}] of segments.entries()) {
    const length = all.readUInt32LE(index * 4);
    await writeFile(file, all.subarray(position, position + length));
    position += length;
  }
}

export interface Played {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly position: number;
  readonly ended: boolean;
}

/** Plays a file to its end in a real browser's `<video>`. */
export async function playInBrowser(file: string): Promise<Played> {
  const script = `
    const video = document.createElement('video');
    video.muted = true;
    video.src = '/video.mp4';
    document.body.append(video);
    await new Promise((resolve, reject) => {
      video.onended = resolve;
      video.onerror = () => reject(new Error(video.error.message));
      video.play().catch(reject);
    });
    return JSON.stringify({width: video.videoWidth, height: video.videoHeight, seconds: video.duration,
      position: video.currentTime, ended: video.ended});`;
  return JSON.parse((await runPage(script, {'/video.mp4': file})).toString()) as Played;
}

/** Decodes the sound of a file the way a browser does, mixed to one channel. */
export async function decodeSoundInBrowser(file: string): Promise<{rate: number; samples: Int16Array}> {
  const script = `
    const bytes = await (await fetch('/video.mp4')).arrayBuffer();
    const decoded = await new OfflineAudioContext(1, 48000, 48000).decodeAudioData(bytes);
    const channel = decoded.getChannelData(0);
    return new Blob([new Uint32Array([decoded.sampleRate]), Int16Array.from(channel, (value) => value * 32767)]);`;
  const all = await runPage(script, {'/video.mp4': file});
  return {
    rate: all.readUInt32LE(0),
    samples: new Int16Array(all.buffer.slice(all.byteOffset + 4, all.byteOffset + all.length)),
  };
}

// The floor: a bare page in the same browser, started the same way, draws one image on a canvas, wraps it in a
// VideoFrame and encodes it, as often as the video has frames. No React, no DOM, no file.
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {openBrowser} from '@remotion/renderer';
import {order, report} from './order.mjs';

const {browserExecutable, chromeMode, image, imageType, frames, fps, width, height, bitrate} = order;

// Runs in the page; gets everything handed in.
async function encodeInPage({frames, fps, width, height, bitrate}) {
  const picture = await createImageBitmap(await (await fetch('image')).blob());
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  let chunks = 0;
  let bytes = 0;
  const failures = [];
  const encoder = new VideoEncoder({
    output: (chunk) => {
      chunks++;
      bytes += chunk.byteLength;
    },
    error: (error) => failures.push(error),
  });
  encoder.configure({
    // High profile at level 4.0, which 1080x1920 at 30 frames a second needs.
    codec: 'avc1.640028',
    width,
    height,
    bitrate,
    framerate: fps,
    latencyMode: 'quality',
    hardwareAcceleration: 'no-preference',
  });
  const cover = Math.max(width / picture.width, height / picture.height);
  for (let n = 0; n < frames && failures.length === 0; n++) {
    const scale = cover * (1 + (0.25 * n) / frames);
    const [wide, high] = [picture.width * scale, picture.height * scale];
    context.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high);
    const timestamp = Math.round((n * 1e6) / fps);
    const frame = new VideoFrame(canvas, {timestamp, duration: Math.round(1e6 / fps)});
    encoder.encode(frame, {keyFrame: n % (2 * fps) === 0});
    frame.close();
    while (encoder.encodeQueueSize >= 4) {
      await new Promise((resolve) => encoder.addEventListener('dequeue', resolve, {once: true}));
    }
  }
  if (failures.length > 0) throw failures[0];
  await encoder.flush();
  return {chunks, bytes};
}

const page = `<!doctype html><script>
const tell = (answer) => fetch('done', {method: 'POST', body: JSON.stringify(answer)});
(${encodeInPage})(${JSON.stringify({frames, fps, width, height, bitrate})})
  .then(tell, (error) => tell({error: String(error)}));
</script>`;

let answered;
const answer = new Promise((resolve) => (answered = resolve));
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      response.end();
      answered(JSON.parse(body));
    });
  } else if (request.url === '/image') {
    readFile(image).then(
      (bytes) => response.writeHead(200, {'content-type': imageType}).end(bytes),
      () => response.writeHead(404).end(),
    );
  } else response.writeHead(200, {'content-type': 'text/html'}).end(page);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const browser = await openBrowser('chrome', {browserExecutable, chromeMode});
const tab = await browser.newPage({
  context: () => null,
  logLevel: 'error',
  indent: false,
  pageIndex: 0,
  onBrowserLog: null,
  onLog: () => undefined,
});
await tab.goto({url: `http://127.0.0.1:${server.address().port}/`, timeout: 30_000});
const {chunks, bytes, error} = await answer;
await browser.close({silent: true});
server.close();
server.closeAllConnections();
if (error !== undefined) throw new Error(`the page could not encode: ${error}`);
if (chunks !== frames) throw new Error(`the page encoded ${chunks} frames of ${frames}`);
await report({engine: 'VideoEncoder', bytes});

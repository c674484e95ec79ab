// The floor: decodes a finished video and encodes it again, with no drawing at all.
import {runFfmpeg} from '../dist/ffmpeg.js';

const [input, output] = process.argv.slice(2);
await runFfmpeg(['-i', input, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-y', output]);

// Whether two videos show the same: a ratio of costs means nothing between different pictures.
import {runFfmpeg} from '../dist/ffmpeg.js';

const [width, height] = [270, 480];
const block = 8;

/** Brightness of one frame of a video, scaled down, one byte a pixel. */
async function brightness(file, frame, fps) {
  // Seeking gives the first frame that is not before the time.
  const at = Math.max(0, (frame - 0.5) / fps).toFixed(4);
  const {stdout} = await runFfmpeg([
    ...[
      '-ss',
      at,
      '-i',
      file,
      '-frames:v',
      '1',
      '-vf',
      `scale=${width}:${height}:out_range=full,format=gray`,
    ],
    ...['-c:v', 'rawvideo', '-f', 'image2pipe', 'pipe:1'],
  ]);
  if (stdout.length !== width * height) throw new Error(`${file} has no frame ${frame}`);
  return stdout;
}

/** Mean structural similarity over blocks (Wang et al. 2004, without overlap): 1 for equal pictures. */
function similarity(a, b) {
  const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
  const scores = [];
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left + block <= width; left += block) {
      let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
      for (let y = top; y < top + block; y++) {
        for (let x = left; x < left + block; x++) {
          const [p, q] = [a[y * width + x], b[y * width + x]];
          sumA += p;
          sumB += q;
          squaresA += p * p;
          squaresB += q * q;
          products += p * q;
        }
      }
      const n = block * block;
      const [meanA, meanB] = [sumA / n, sumB / n];
      const [varianceA, varianceB] = [squaresA / n - meanA ** 2, squaresB / n - meanB ** 2];
      const covariance = products / n - meanA * meanB;
      scores.push(
        ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
          ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2)),
      );
    }
  }
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** The lowest similarity of a few frames spread over two videos of equal length. */
export async function likeness(fileA, fileB, {frames, fps}) {
  let lowest = 1;
  for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    const frame = Math.floor(frames * share);
    const [a, b] = [await brightness(fileA, frame, fps), await brightness(fileB, frame, fps)];
    lowest = Math.min(lowest, similarity(a, b));
  }
  return lowest;
}

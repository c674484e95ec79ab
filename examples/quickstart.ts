// What `viral make --from examples/the-storm-of-1859.md` does, from code. Run it with `npm run example`.
import {createPipeline, readSource} from 'viral-video-generator';

const source = await readSource('examples/the-storm-of-1859.md');

await using pipeline = createPipeline(); // writer, voice, pictures and renderer are embedded
const video = await pipeline.produce(
  {sources: [source], platform: 'tiktok', durationInSeconds: 30},
  {
    directory: 'out',
    onProgress: ({step, fraction}) => console.error(step, `${Math.round(fraction * 100)} %`),
  },
);

console.log(video.folder, video.manifest.status);

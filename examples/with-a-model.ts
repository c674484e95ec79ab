// Has a model write the script. It replays recordings, so it needs no key and no network: their answers were written
// by hand (see examples/recordings/README.md). For a model of yours put `gemini({apiKey})` in place of `replay(…)`.
import {createDirector, readSource} from 'viral-video-generator';
import {createBudget, replay} from 'viral-video-generator/llm';

const model = await replay({directory: 'examples/recordings'});
const director = createDirector({model, budget: createBudget({usd: 0.05})});

const script = await director.writeScript({
  sources: [await readSource('examples/the-storm-of-1859.md', {own: true})],
  platform: 'tiktok',
  durationInSeconds: 40,
  style: 'storyteller',
});

for (const {kind, spoken, trace} of script.scenes) {
  console.log(`${kind.padEnd(14)} ${spoken} [${trace.spans.length}]`);
}
const {usage, degraded} = script.writer;
console.log(`${script.writer.model ?? 'embedded'}, ${usage?.calls ?? 0} calls`, degraded ?? '');

const reel = await director.adaptToPlatform(script, 'instagram', {durationInSeconds: 20});
console.log(`${reel.platform}: ${reel.scenes.length} scenes, “${reel.scenes[0]?.onScreenText ?? ''}”`);

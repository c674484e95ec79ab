// Writes the recordings that examples/with-a-model.ts replays. The answers below were written by hand, not by a model:
// they show the way of the calls, not what any model can do. Run it after `npm run build` when a prompt has changed.
import {mkdir, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {createDirector} from '../dist/director/index.js';
import {readSource} from '../dist/index.js';
import {record} from '../dist/llm/index.js';
import {scripted} from '../dist/llm/scripted.js';

const directory = fileURLToPath(new URL('../examples/recordings', import.meta.url));
const article = fileURLToPath(new URL('../examples/the-storm-of-1859.md', import.meta.url));

/** The id under which a request shows the card that holds these words. */
function cardWith({parts}, words) {
  const lines = parts
    .map(({text}) => text)
    .join('\n')
    .matchAll(/^\{"id":"c\d+".*\}$/gm);
  const card = [...lines].map(([line]) => JSON.parse(line)).find(({text}) => text.includes(words));
  if (!card) throw new Error(`no card holds '${words}'`);
  return card.id;
}

const plan = (card) => ({
  structure: 'story-arc',
  angle:
    'A storm on the Sun ran the telegraph by itself, and the same storm would find far more to break today.',
  beats: [
    {purpose: 'a scene', cards: [card('Richard Carrington')]},
    {purpose: 'what stood in the way', cards: [card('less than 18 hours'), card('Sparks flew')]},
    {purpose: 'the turn', cards: [card('batteries had been disconnected'), card('Boston and Portland')]},
    {purpose: 'what it means', cards: [card('shut down the power grid'), card('15 to 60 minutes')]},
  ],
  leftOut: 'The gold miners, the insurer’s estimate, and the near miss of 2012.',
  hooks: [
    {
      type: 'contrast',
      text: 'They unplugged the batteries. The telegraph kept talking.',
      onScreen: 'No batteries',
      cards: [card('batteries had been disconnected')],
    },
    {
      type: 'time',
      text: 'In 1859, the sky itself powered the telegraph.',
      onScreen: 'Powered by the sky',
      cards: [card('Boston and Portland')],
    },
    {
      type: 'question',
      text: 'What could keep a telegraph running without power?',
      onScreen: 'Without power',
      cards: [card('batteries had been disconnected')],
    },
  ],
});

const scene = (spoken, cards, more = {}) => ({
  beat: 'story',
  kind: 'point',
  spoken,
  onScreen: '',
  visual: 'northern lights',
  emphasis: [],
  claim: 'fact',
  cards,
  ...more,
});

const script = (card) => ({
  scenes: [
    scene(
      'September 1859. The astronomer Richard Carrington is drawing sunspots when white light breaks out in front of him.',
      [card('Richard Carrington')],
      {onScreen: 'White light on the Sun', visual: 'sun through a telescope', kind: 'context'},
    ),
    scene('The storm behind it took less than 18 hours to reach the Earth.', [card('less than 18 hours')], {
      onScreen: 'Less than 18 hours',
      visual: 'solar storm',
    }),
    scene(
      'Currents rushed into the wires. Sparks flew, and in some offices the paper caught fire.',
      [card('pushed electric currents'), card('Sparks flew')],
      {onScreen: 'Paper on fire', visual: 'telegraph office'},
    ),
    scene(
      'Then, with the batteries disconnected, some lines still worked.',
      [card('batteries had been disconnected')],
      {onScreen: 'Still working', kind: 'twist', visual: 'telegraph key'},
    ),
    scene('Boston and Portland talked like that for about two hours.', [card('Boston and Portland')], {
      onScreen: 'About two hours',
      visual: 'old telegraph',
    }),
    scene(
      'Much weaker, the storm of March 1989 left 6 million people in Quebec without electricity.',
      [card('shut down the power grid'), card('6 million people')],
      {onScreen: '6 million in the dark', visual: 'city at night'},
    ),
    scene('The last warning of the next one comes 15 to 60 minutes ahead.', [card('15 to 60 minutes')], {
      onScreen: '15 to 60 minutes',
      visual: 'solar observatory',
    }),
  ],
  callToAction: {spoken: 'Had you heard of it before?', onScreen: 'Had you heard?'},
  title: 'When the sky powered the telegraph',
  description: 'In 1859 a solar storm ran telegraph lines that had no batteries.',
  hashtags: ['#SolarStorm', '#SpaceWeather', '#History'],
});

const byHand = scripted({
  name: 'by-hand/example',
  answers: (request) => {
    const card = (words) => cardWith(request, words);
    if (request.schemaName === 'plan') return {json: plan(card)};
    if (request.schemaName === 'script') return {json: script(card)};
    throw new Error(
      `the example has no answer of the shape '${request.schemaName}'; its lines must hold as they are`,
    );
  },
});

await mkdir(directory, {recursive: true});
for (const name of await readdir(directory)) if (name.endsWith('.json')) await rm(join(directory, name));
const made = await createDirector({model: record(byHand, {directory})}).writeScript({
  sources: [await readSource(article, {own: true})],
  platform: 'tiktok',
  durationInSeconds: 40,
  style: 'storyteller',
});
if (made.writer.degraded !== undefined) throw new Error(made.writer.degraded);
for (const {spoken} of made.scenes) console.log(spoken);
console.log(made.writer, made.findings);

import type {ModelRequest} from '../../../src/ports/index.ts';
import type {SourceText} from '../../../src/schema/index.ts';
import {sourceOf} from '../markdown-source.ts';

/** A short report of our own, with figures, a person, a quotation and a date. */
export const ferrySource: SourceText = sourceOf(
  `# Harbour ferry carries more people than ever

The harbour ferry carried 4.25 million passengers last year, the operator said on Tuesday. That is 18 percent more than the year before.

Delays fell because the crews were trained again and two new boats joined the northern line in March 2026. The boats run on batteries that charge in 11 minutes at each end.

Maria Oduya, who runs the operator, said: “We stopped chasing the timetable and started fixing the docks.”

A single ticket still costs $3.50. The city council may raise the fare next spring, but it has not voted yet.

Critics say the southern line is still served by boats from 1989, which break down about twice a month.`,
  'ferry',
  {publishedAt: '2026-11-03T09:00:00Z', siteName: 'Harbour Gazette', url: 'https://example.org/ferry'},
);

/** Cards as a request shows them, text to id. */
export function cardsIn({parts}: ModelRequest): {readonly id: string; readonly text: string}[] {
  const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('\n');
  return [...text.matchAll(/^\{"id":"[cp]\d+".*\}$/gm)].map(
    ([line]) => JSON.parse(line) as {id: string; text: string},
  );
}

/** The id of the card that holds these words. */
export function cardOf(request: ModelRequest, words: string): string {
  return cardsIn(request).find(({text}) => text.includes(words))?.id ?? 'c0';
}

export function planAnswer(request: ModelRequest) {
  const c = (words: string) => cardOf(request, words);
  return {
    structure: 'news-brief',
    angle: 'The ferry is fuller than ever because its operator repaired the docks instead of the timetable.',
    beats: [
      {purpose: 'what happened', cards: [c('4.25 million')]},
      {purpose: 'why', cards: [c('Delays fell')]},
      {purpose: 'reaction', cards: [c('Maria Oduya'), c('Critics')]},
    ],
    leftOut: 'How the batteries charge.',
    hooks: [
      {
        type: 'because-gap',
        text: 'More people than ever take this ferry, and new boats are only half of it.',
        onScreen: 'Why it is full',
        cards: [c('Delays fell')],
      },
      {
        type: 'number',
        text: 'One harbour ferry, 4.25 million passengers.',
        onScreen: '4.25 million',
        cards: [c('4.25 million')],
      },
      {
        type: 'contrast',
        text: 'Everyone looks at the boats. The docks made the difference.',
        onScreen: 'Not the boats',
        cards: [c('Maria Oduya')],
      },
    ],
  };
}

export type Line = {
  beat: string;
  kind: string;
  spoken: string;
  onScreen: string;
  visual: string;
  emphasis: string[];
  claim: string;
  cards: string[];
};

export const line = (spoken: string, cards: string[], more: Partial<Line> = {}): Line => ({
  beat: 'body',
  kind: 'point',
  spoken,
  onScreen: '',
  visual: 'harbour ferry',
  emphasis: [],
  claim: 'fact',
  cards,
  ...more,
});

export function draftAnswer(
  request: ModelRequest,
  more: {lines?: readonly Line[]; [key: string]: unknown} = {},
) {
  const c = (words: string) => cardOf(request, words);
  const {lines, ...rest} = more;
  return {
    scenes: lines ?? [
      line(
        'Last year the harbour ferry took 4.25 million passengers across the water.',
        [c('4.25 million')],
        {onScreen: '4.25 million passengers'},
      ),
      line('That is 18 percent more than the year before.', [c('18 percent')], {onScreen: '18% more'}),
      line(
        'Crews went back to training, and two new boats joined the northern line in March 2026.',
        [c('Delays fell')],
        {onScreen: 'Two new boats'},
      ),
      line(
        'Maria Oduya, who runs the operator, said: “We stopped chasing the timetable and started fixing the docks.”',
        [c('Maria Oduya')],
        {onScreen: 'Fixing the docks'},
      ),
      line(
        'A ticket is still $3.50, though the council may raise the fare next spring.',
        [c('A single ticket'), c('may raise')],
        {onScreen: 'Still $3.50'},
      ),
      line(
        'And critics point south: boats from 1989 serve that line, and break down about twice a month.',
        [c('Critics')],
        {onScreen: 'Boats from 1989'},
      ),
    ],
    callToAction: {spoken: 'Would you take the boat to work?', onScreen: 'Boat or bus?'},
    title: 'Why the harbour ferry is fuller than ever',
    description:
      'The harbour ferry carried 4.25 million passengers last year. The docks had more to do with it than the boats.',
    hashtags: ['#HarbourFerry', '#CityTransport', '#fyp', 'Battery Boats'],
    ...rest,
  };
}

/** Answers each request as a good model would: by the name of the shape. */
export function goodAnswers(request: ModelRequest): {json: unknown} {
  if (request.schemaName === 'plan') return {json: planAnswer(request)};
  if (request.schemaName === 'hooks') return {json: {hooks: planAnswer(request).hooks}};
  if (request.schemaName === 'script') return {json: draftAnswer(request)};
  if (request.schemaName === 'lines') return {json: {lines: []}};
  if (request.schemaName === 'endings')
    return {
      json: {
        endings: [
          {spoken: 'Would you take the boat?', onScreen: 'Boat or bus?'},
          {spoken: 'Follow for more city news.', onScreen: 'Follow'},
        ],
      },
    };
  throw new Error(`nothing is known of the shape '${request.schemaName}'`);
}

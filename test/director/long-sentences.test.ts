import {describe, expect, it} from 'vitest';
import {attributionFirst} from '../../src/director/prose/attribution.ts';
import {dropAsides} from '../../src/director/prose/drop-asides.ts';
import {groom} from '../../src/director/prose/groom.ts';
import {lastResorts} from '../../src/director/prose/last-resorts.ts';
import {splitLong} from '../../src/director/prose/split-long.ts';
import {loadTagger} from '../../src/director/source/nlp.ts';
import {rewordings} from '../../src/quality/claims/same-meaning.ts';

const tagger = await loadTagger();
const resorts = (text: string) => lastResorts(text, tagger).map((resort) => resort.text);

describe('a sentence too long to say', () => {
  it.each([
    [
      'says an aside of its own apart',
      'Vellin may be one of the smallest towns of the coast – just 900 people live there all year – but it has more theatres than any city nearby.',
      'Vellin may be one of the smallest towns of the coast. Just 900 people live there all year. But it has more theatres than any city nearby.',
    ],
    [
      'says what came later in a sentence of its own',
      'The hum was long assumed to come from the pylons until a later survey showed that it came from a pump under the mill.',
      'The hum was long assumed to come from the pylons. Then a later survey showed that it came from a pump under the mill.',
    ],
    [
      'calls its subject by its name',
      'The new title holder, 24-year-old Danish rower Ida Holm, crossed the line with a time of 7 minutes and 12 seconds on the longer of the two lakes.',
      '24-year-old Danish rower Ida Holm crossed the line with a time of 7 minutes and 12 seconds on the longer of the two lakes.',
    ],
    [
      'does without examples',
      'The reserve fund is a sum of money that is set aside for costs nobody can plan, such as a broken boiler, a lost job or a bill from the dentist.',
      'The reserve fund is a sum of money that is set aside for costs nobody can plan.',
    ],
    [
      'does without who else is told of at its end',
      'The market hall serves as a living room for the people of the town, who go there to drink coffee, play chess or listen to the band.',
      'The market hall serves as a living room for the people of the town.',
    ],
    [
      'keeps the name of a speaker and leaves the role',
      'Mara Lindqvist, a botanist and keeper of the northern seed collection at Vellin, said: “The seeds stay alive for a hundred years if they are kept dry and cold enough.”',
      'Mara Lindqvist said: “The seeds stay alive for a hundred years if they are kept dry and cold enough.”',
    ],
  ])('%s', (_, long, short) => {
    expect(resorts(long)).toContain(short);
  });

  it('does not lose what it takes back', () => {
    expect(
      resorts(
        'The mill is open to all of its visitors on every day of the summer, including those who did not book.',
      ),
    ).toEqual([]);
  });
});

describe('a cut', () => {
  it('leaves a list of verbs whole', () => {
    expect(
      dropAsides(
        'It is a living room for the people, who go there to sip tea, chat or watch the buskers who play there.',
        tagger,
      )?.text ?? '',
    ).not.toMatch(/people chat/);
  });

  it('leaves the day of `Sunday mornings`', () => {
    expect(groom('On Sunday mornings dealers lay out old lace beside the river.').text).toBe(
      'On Sunday mornings dealers lay out old lace beside the river.',
    );
  });

  it('leaves `not only` its `but`', () => {
    expect(
      splitLong(
        'The last race saw not only a new champion crowned, but history made as the old record was finally beaten in the rain.',
        tagger,
      ).operations,
    ).toEqual([]);
  });

  it('takes the venue from the middle of a report', () => {
    expect(groom('The head of Lumo said in an email statement that the tub lasts for ten years.').text).toBe(
      'The head of Lumo said that the tub lasts for ten years.',
    );
  });
});

describe('a speaker', () => {
  it('comes first whatever the verb of saying is', () => {
    expect(attributionFirst('“Geese take turns at the front,” Holm concluded.', () => true)?.text).toBe(
      'Holm said: “Geese take turns at the front.”',
    );
  });
});

describe('other words', () => {
  it('keep the participle behind `have`', () => {
    const said = rewordings.reduce(
      (text, {from, to}) => text.replaceAll(from, to),
      'They have demonstrated it.',
    );
    expect(said).not.toContain('have showed');
  });
});

describe('a short form', () => {
  it('is not used where the verb bears the stress', () => {
    const line = 'The figure tells a bank how careful you are as a borrower.';
    const said = rewordings.reduce((text, {from, to}) => text.replaceAll(from, to), line);
    expect(said).toContain('how careful you are');
  });
});

import {describe, expect, it} from 'vitest';
import {prepareSpeech} from '../../src/audio/index.ts';
import {seededRandom} from '../../src/sound/index.ts';

/** What is said, words joined by spaces, with `,` and `.` where the voice pauses. */
const said = (text: string) =>
  prepareSpeech(text)
    .filter(({spoken}) => spoken !== '')
    .map(({spoken, pause}) => spoken + (pause === 'sentence' ? '.' : pause === 'phrase' ? ',' : ''))
    .join(' ');

describe('prepareSpeech', () => {
  it.each([
    // Money
    ['It cost $13.7 billion.', 'It cost thirteen point seven billion dollars.'],
    ['€3m or £2.5bn', 'three million euros or two point five billion pounds'],
    ['$1, $5 and $0.50', 'one dollar, five dollars and fifty cents'],
    [
      '£4.99 and $1,200.50',
      'four pounds and ninety nine pence and one thousand two hundred dollars and fifty cents',
    ],
    ['$5–$10 million', 'five to ten million dollars'],
    ['US$3 and 5 € and -$2', 'three dollars and five euros and minus two dollars'],
    // Numbers
    ['3,000 cats', 'three thousand cats'],
    ['0.5 of .5 and -5', 'zero point five of zero point five and minus five'],
    ['1,234,567 stars', 'one million two hundred thirty four thousand five hundred sixty seven stars'],
    ['version 4.0.527', 'version four point zero point five hundred twenty seven'],
    ['50% to 2.5 %', 'fifty percent to two point five percent'],
    ['5–10% more, 5-10 times', 'five to ten percent more, five to ten times'],
    ['10K users, 1.5m people, 3x', 'ten thousand users, one point five million people, three times'],
    ['the 1st, 22nd and 13th', 'the first, twenty second and thirteenth'],
    ['1/2, 3/4 and 2/3', 'one half, three quarters and two thirds'],
    ['2½ cups, ½ cup', 'two and a half cups, half cup'],
    ['8/10 cats, 24/7, 50/50', 'eight out of ten cats, twenty four seven, fifty fifty'],
    ['agent 007', 'agent zero zero seven'],
    ['100+ of ~20', 'one hundred plus of about twenty'],
    ['No. 1? No.', 'number one. No.'],
    // Dates and times
    ['in 2015, since 1905', 'in twenty fifteen, since nineteen oh five'],
    ['in 2000 and 2005', 'in two thousand and two thousand five'],
    ['2015 people', 'two thousand fifteen people'],
    ['1990s, ’80s and 20s', 'nineteen nineties, eighties and twenties'],
    ['1914-18 and 2019–2021', 'nineteen fourteen to eighteen and twenty nineteen to twenty twenty one'],
    ['at 10:34 a.m. sharp', 'at ten thirty four A M sharp'],
    ['7pm, 7:05, 12:00', "seven P M, seven oh five, twelve o'clock"],
    ['May 5, 2021', 'May fifth, twenty twenty one'],
    ['5 March 2020', 'the fifth of March twenty twenty'],
    ['2026-11-22', 'November twenty second twenty twenty six'],
    ['In Jan. 2021', 'In January twenty twenty one'],
    // Units
    ['5km at 30°C', 'five kilometers at thirty degrees Celsius'],
    ['100 km/h or 60 mph', 'one hundred kilometers per hour or sixty miles per hour'],
    ['1 kg, 2 kg', 'one kilogram, two kilograms'],
    ['25 to 150 Hz', 'twenty five to one hundred fifty hertz'],
    // Abbreviations and initials
    ['Dr. Smith vs. Mr. T', 'Doctor Smith versus Mister T'],
    ['e.g. this, i.e. that, etc.', 'for example this, that is that, et cetera.'],
    ['The U.S. Army left the U.S.', 'The U S Army left the U S.'],
    ['U.S.-led talks', 'U S led talks'],
    ['NASA’s FBI and CEOs', "nasa's F B I and C E O's"],
    ['US GDP', 'U S G D P'],
    ['THIS IS BIG NEWS', 'this is big news'],
    ['COVID-19, GPT-4, 5G', 'covid nineteen, G P T four, five G'],
    ['J. K. Rowling wrote it.', 'J K Rowling wrote it.'],
    ['St. Patrick lives on Main St.', 'Saint Patrick lives on Main street.'],
    ['World War II and Henry VIII', 'World War two and Henry the eighth'],
    // Signs, addresses
    ['R&D & AT&T', 'R and D and A T and T'],
    ['C++ and Disney+', 'C plus plus and Disney plus'],
    ['and/or w/o', 'and or without'],
    ['<5 ≥ 3', 'less than five at least three'],
    ['https://www.example.com/a?b=1', 'example dot com'],
    ['mail joe@x.org', 'mail joe at x dot org'],
    ['@nasa #SleepScience #1', 'at nasa Sleep Science number one'],
    ['555-123-4567', 'five five five one two three four five six seven'],
    ['#LearnOnTikTok #fyp #GPT4Life', 'Learn On tick tock F Y P G P T four Life'],
    ['Say <break time="1s"/> <b>this</b> &amp; &lt;3', 'Say this and less than three'],
    [
      'at $5k/month or £3.50/mo or 10/day',
      'at five thousand dollars per month or three pounds and fifty pence per month or ten per day',
    ],
    ['99¢ and 1¢', 'ninety nine cents and one cent'],
    ['5 USD or EUR 20', 'five U S dollars or twenty euros'],
    ['9am-5pm, 9–11am', 'nine A M to five P M, nine to eleven A M'],
    ['16:9 or 5:1', 'sixteen to nine or five to one'],
    ['he is 5\'10" tall', 'he is five foot ten tall'],
    ['2 1/2 cups', 'two and a half cups'],
    [
      '(555) 123-4567 and +44 20 7946 0958',
      'five five five one two three four five six seven and plus four four two zero seven nine four six zero nine five eight',
    ],
    ['2020/05/12 and 05-12-2020', 'May twelfth twenty twenty and May twelfth twenty twenty'],
    ['mid-1990s, Dec 25', 'mid nineteen nineties, December twenty fifth'],
    ['Super Bowl LVIII, Elizabeth II’s', "Super Bowl fifty eight, Elizabeth the second's"],
    ['C#, .NET and Node.js', 'C sharp, dot net and Node J S'],
    ['10^6 is 3*4, E=mc²', 'ten to the power of six is three times four, E equals mc squared'],
    ['1.000.000 and １２３ and ٣', 'one million and one hundred twenty three and three'],
    ['A → B →', 'A to B'],
    ['Ft. Worth is 5 ft. wide', 'Fort Worth is five feet wide'],
    // Letters
    ['Café naïve Müller Straße Łódź', 'Cafe naive Muller Strasse Lodz'],
    ['“Hello,” she said… (really)', 'Hello, she said, really,'],
    ['It’s mother-in-law', "It's mother in law"],
    ['word—word — then', 'word word, then'],
    ['fun 😀 🇫🇷 👩‍👩‍👧 ok', 'fun okay'],
    ['A cat. Plan A. It is vitamin A and', 'a cat. Plan A. It is vitamin A and'],
  ])('%s', (written, spoken) => {
    expect(said(written)).toBe(spoken);
  });

  it('keeps one entry for every written word, as written', () => {
    const text = '  “Stop!”\t—\u00a0she   said 😀 in 2015.\n';
    expect(prepareSpeech(text).map(({written}) => written)).toEqual([
      '“Stop!”',
      '—',
      'she',
      'said',
      '😀',
      'in',
      '2015.',
    ]);
    expect(prepareSpeech(' \n ')).toEqual([]);
  });

  it('gives the voice nothing but letters, apostrophes and spaces, whatever is written', () => {
    const pieces =
      '$13.7bn €3 5–10% 10:34 25:99 99/00 1/0 @x #1a http:// a.b. -- ... … “” ½ ² ³ 猫 π Ω ñ ß İ ǆ ﬁ \u202e \u0000 ±5 5- -5- $ $$5 £k 1,2,3 1.2.3.4 0x1F 007bond II. 999999999999999999999 st. 31st 0th 00s 1000000s +1-800 <b> &amp; \\n {x} [1] 2026-13-45 13/13/2020 5° ° 1e9 🏳️‍🌈 ٣ ⅞ ™'.split(
        ' ',
      );
    const random = seededRandom(11);
    for (let round = 0; round < 1500; round += 1) {
      const count = 1 + Math.floor(random() * 4);
      const words = Array.from({length: count}, () => {
        const pick = () => pieces[Math.floor(random() * pieces.length)] ?? '';
        return random() < 0.3 ? pick() + pick() : pick();
      });
      const tokens = prepareSpeech(words.join(' '));
      expect(tokens.map(({written}) => written)).toEqual(words.join(' ').split(/\s+/u).filter(Boolean));
      for (const {spoken} of tokens)
        expect(spoken, words.join(' ')).toMatch(/^(?:[A-Za-z']+(?: [A-Za-z']+)*)?$/);
    }
  });
});

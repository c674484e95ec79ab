import {describe, expect, it} from 'vitest';
import {InvalidInputError} from '../../src/errors.ts';
import {compilePronunciations} from '../../src/audio/speech/pronunciation.ts';
import {spokenLine} from '../../src/audio/speech/line.ts';
import {prepareSpeech} from '../../src/audio/speech/speech-text.ts';
import {seededRandom} from '../../src/sound/index.ts';

const said = (language: string, text: string) => spokenLine(text, language).text;

describe('spokenLine', () => {
  it.each([
    ['de', '0, 1, 16, 17, 21, 101', 'null, eins, sechzehn, siebzehn, einundzwanzig, einhunderteins'],
    [
      'de',
      '1.234.567 Menschen',
      'eine Million zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig Menschen',
    ],
    ['de', '2.000.000.000 €', 'zwei Milliarden Euro'],
    ['de', '5,20 € und 1 €, 0,99 €', 'fünf Euro zwanzig Cent und ein Euro, neunundneunzig Cent'],
    ['de', '3,5 Millionen €, 2 Mio. Euro', 'drei Komma fünf Millionen Euro, zwei Millionen Euro'],
    [
      'de',
      '-5 °C, 120 km/h, 1 h',
      'minus fünf Grad Celsius, einhundertzwanzig Kilometer pro Stunde, eine Stunde',
    ],
    ['de', 'am 3. Oktober 1990, der 1. Mai', 'am dritten Oktober neunzehnhundertneunzig, der erste Mai'],
    [
      'de',
      'am 03.10.2024 um 14:30 Uhr.',
      'am dritten Oktober zweitausendvierundzwanzig um vierzehn Uhr dreißig.',
    ],
    ['de', 'z. B. Dr. Müller, d.h. ca. 20 %', 'zum Beispiel Doktor Müller, das heißt circa zwanzig Prozent'],
    ['de', '5–10 % und 1/2', 'fünf bis zehn Prozent und ein halb'],
    ['de', 'Ludwig XIV. war #BesterKönig', 'Ludwig der Vierzehnte war Bester König'],
    ['de', '0151-2345678', 'null eins fünf eins zwei drei vier fünf sechs sieben acht'],
    [
      'fr',
      '71, 80, 91, 200 et 201',
      'soixante et onze, quatre-vingts, quatre-vingt-onze, deux cents et deux cent un',
    ],
    ['fr', '80 000 et 1 000 000 euros', 'quatre-vingt mille et un million euros'],
    ['fr', '10 000 € et 3 millions €', "dix mille euros et trois millions d'euros"],
    ['fr', 'Le 1er mai, la 2e fois, la 1re', 'Le premier mai, la deuxième fois, la première'],
    [
      'fr',
      '5,20 €, 1 heure, 21 h, 14h30',
      'cinq euros vingt centimes, une heure, vingt et une heures, quatorze heures trente',
    ],
    ['fr', 'M. Dupont et Mme Roux, 80 %', 'monsieur Dupont et madame Roux, quatre-vingts pour cent'],
    [
      'fr',
      'Louis XIV, XXe siècle, le 03/10/2024',
      'Louis quatorze, vingtième siècle, le trois octobre deux mille vingt-quatre',
    ],
    ['fr', '3,25 km', 'trois virgule vingt-cinq kilomètres'],
    ['es', '21, 100, 101, 500, 1.000.000', 'veintiuno, cien, ciento uno, quinientos, un millón'],
    [
      'es',
      '21 euros, 1 libra, 200 libras, 31 horas',
      'veintiún euros, una libra, doscientas libras, treinta y una horas',
    ],
    [
      'es',
      '5,20 € o 2,5 millones de €',
      'cinco euros con veinte céntimos o dos coma cinco millones de euros',
    ],
    ['es', 'Sr. García, EE. UU., p. ej., no.', 'señor García, Estados Unidos, por ejemplo, no.'],
    ['es', 'Felipe VI, siglo XX, 1º y 2ª', 'Felipe sexto, siglo veinte, primero y segunda'],
    [
      'es',
      'a las 14:30, el 03/10/2024',
      'a las catorce y treinta, el tres de octubre de dos mil veinticuatro',
    ],
    ['es-MX', '$1,234.50', 'mil doscientos treinta y cuatro dólares con cincuenta centavos'],
    ['it', '21, 28, 33, 108, 1000, 2000', 'ventuno, ventotto, trentatré, centootto, mille, duemila'],
    [
      'it',
      '5,20 €, 1 sterlina, 1.000.000 €',
      'cinque euro e venti centesimi, una sterlina, un milione di euro',
    ],
    [
      'it',
      'Sig. Rossi, 1° maggio, 21°, 50%',
      'signor Rossi, primo maggio, ventuno gradi, cinquanta per cento',
    ],
    [
      'pt',
      '16, 21, 1.100, 2 libras, 200 libras',
      'dezesseis, vinte e um, mil e cem, duas libras, duzentas libras',
    ],
    ['pt', 'R$ 5,50 e 2.000.000.000', 'cinco reais e cinquenta centavos e dois bilhões'],
    ['pt-PT', '16 e 1.000.000.000', 'dezasseis e mil milhões'],
    ['pt', 'Dr. Silva, p. ex. 3º, 14:30', 'doutor Silva, por exemplo terceiro, catorze horas e trinta'],
    [
      'en',
      'Dr. Smith paid $13.7 billion, e.g. for NASA’s “big” plan.',
      'Doctor Smith paid thirteen point seven billion dollars, for example for NASA’s “big” plan.',
    ],
    [
      'en',
      'Café at 5 p.m. in 2015 — 50% #LearnOnTikTok',
      'Café at five P M in twenty fifteen — fifty percent Learn On tick tock',
    ],
    ['ja', '猫は2015年に #TikTok 😀 <b>x</b>', '猫は2015年に TikTok x'],
    ['sw', 'Paka 5 na\u0007 *mbwa* 🏳️‍🌈!', 'Paka 5 na mbwa !'],
  ])('%s: %s', (language, text, expected) => {
    expect(said(language, text)).toBe(expected);
  });

  it.each(['de', 'fr', 'es', 'it', 'pt', 'pt-PT'])(
    'reads every number up to a billion in %s, no two alike',
    (language) => {
      const random = seededRandom(3);
      const numbers = new Set(Array.from({length: 1100}, (_, value) => value));
      for (let power = 1e3; power <= 1e9; power *= 10) {
        for (const near of [-1, 0, 1, 21]) numbers.add(power + near);
        for (let round = 0; round < 60; round += 1) numbers.add(Math.floor(random() * power));
      }
      const readings = new Set(
        [...numbers].map((value) =>
          said(language, String(value) + (value >= 1100 && value <= 2099 ? ' %' : '')),
        ),
      );
      expect(readings.size).toBe(numbers.size);
      for (const reading of readings) expect(reading).toMatch(/^[\p{L} -]+$/u);
    },
  );

  it.each(['en', 'de', 'fr', 'es', 'it', 'pt', 'xx'])(
    'keeps a place for every written word in %s, whatever is written',
    (language) => {
      const pieces =
        '$13.7bn 3,5 € 5–10% 10:34 25:99 14h30 99/00 1/0 @x #1a http:// a.b. -- ... … “” ½ ² 猫 π Ω ñ ß \u202e \u0000 \ud800 ±5 5- -5- $ R$ CHF 5 EUR 1.2.3.4 1,2,3 0x1F II. XIV 999999999999999999999 3. Oktober 1er 2ª 1° z. B. 00s +1-800 <b> </b> <break time="1s"/> &amp; \\n {x} [1] 2026-13-45 31.12.2024 5° ° 1e9 🏳️‍🌈 ٣ ⅞ ™ 10 000 000 Mio. Uhr'.split(
          ' ',
        );
      const random = seededRandom(17);
      for (let round = 0; round < 700; round += 1) {
        const count = 1 + Math.floor(random() * 5);
        const text = Array.from({length: count}, () => {
          const pick = () => pieces[Math.floor(random() * pieces.length)] ?? '';
          return random() < 0.3 ? pick() + pick() : pick();
        }).join(' ');
        const {text: spoken, tokens} = spokenLine(text, language);
        expect(tokens.map(({written}) => written)).toEqual(text.split(/\s+/u).filter(Boolean));
        let last = 0;
        for (const {start, end} of tokens) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(spoken.slice(start, end).trim()).toBe(spoken.slice(start, end));
          last = end;
        }
        expect(last).toBe(spoken.length);
        expect(spoken, text).not.toMatch(
          /undefined|NaN|<\/?\p{L}|[\p{Cc}\p{Cs}\p{Regional_Indicator}\u202e]|🏳/u,
        );
        if (!/xx/.test(language)) expect(spoken, text).not.toMatch(/(?![²³½⅞])\d/u);
      }
    },
  );

  it('does 50 000 words within two seconds of the processor, and nothing to say', () => {
    const text = 'In 2015, Dr. Smith paid $13.7 billion — 5–10% more 😀 — for NASA’s “big” plan. '.repeat(
      3600,
    );
    for (const language of ['en', 'de']) {
      const before = process.cpuUsage();
      expect(spokenLine(text, language).tokens.length).toBeGreaterThan(50_000);
      const {user, system} = process.cpuUsage(before);
      expect((user + system) / 1e6).toBeLessThan(2);
    }
    expect(spokenLine('', 'de')).toEqual({text: '', tokens: []});
    expect(spokenLine('😀 🎉', 'de').text).toBe('');
    expect(spokenLine('😀 🎉', 'en').tokens).toHaveLength(2);
  });
});

describe('pronunciations', () => {
  const pronunciations = {
    gif: 'jiff',
    Nguyen: 'win',
    US: 'you ess',
    '/v(\\d+)/i': 'version $1',
    $10: 'a tenner',
  };

  it('replaces whole words, with their endings, before any rule, and leaves what is written', () => {
    const {text, tokens} = spokenLine('GIFs? A GIF, “gif’s” gifted Nguyen’s us US V3 $10! Nguyen-led', 'en', {
      pronunciations,
    });
    expect(text).toBe("GIFs? A jiff, “jiff's” gifted win's us you ess version 3 a tenner! win led");
    expect(tokens.map(({written}) => written).join(' ')).toBe(
      'GIFs? A GIF, “gif’s” gifted Nguyen’s us US V3 $10! Nguyen-led',
    );
    expect(spokenLine('Das GIF kostet $10.', 'de', {pronunciations}).text).toBe('Das jiff kostet a tenner.');
    expect(spokenLine('この gif !', 'ja', {pronunciations}).text).toBe('この jiff !');
  });

  it('works for the embedded voice, which takes plain words only', () => {
    const tokens = prepareSpeech('A GIF by v2, Nguyen.', compilePronunciations(pronunciations));
    expect(tokens.map(({spoken}) => spoken)).toEqual(['A', 'jiff', 'by', 'version two', 'win']);
    expect(tokens.at(-1)?.pause).toBe('sentence');
  });

  it('names every bad entry by its path', () => {
    const bad = {
      '': 'x',
      'New York': 'x',
      '/(/': 'x',
      '/a*/': 'x',
      '/a/g': 'x',
      ok: ' ',
      tag: '<break/>',
      fine: 'fine',
    };
    let error: unknown;
    try {
      compilePronunciations(bad);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(InvalidInputError);
    expect((error as InvalidInputError).issues.map(({path}) => path)).toEqual([
      'pronunciations[""]',
      'pronunciations["New York"]',
      'pronunciations["/(/"]',
      'pronunciations["/a*/"]',
      'pronunciations["/a/g"]',
      'pronunciations["ok"]',
      'pronunciations["tag"]',
    ]);
    expect(() => compilePronunciations({gif: 5 as unknown as string})).toThrow('pronunciations["gif"]');
  });
});

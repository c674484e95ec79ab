/** Small words that tell languages written in Latin letters apart. */
const smallWords: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: 'the and is are was you this that what how why to of in for with my your it when they not be have don’t i we here from one',
    es: 'el la los las que de en y un una es por para con no lo como más pero su mi tu esto este cómo qué del al se muy',
    pt: 'o a os as que de em e um uma é por para com não como mais mas seu meu você isso este do da no na se muito são',
    fr: 'le la les des et est un une que qui pour dans avec pas ce cette vous je nous sur plus mais du au ne son mon ça',
    de: 'der die das und ist ein eine nicht mit für auf den dem zu wie was ich du wir sie es im von so auch dein mein',
    it: 'il lo la gli le che di e un una è per con non come più ma si del della nel sono questo mio tuo ho perché',
    nl: 'de het een en is van niet met voor op dat die ik je wij ze te zijn als maar ook wat hoe mijn deze',
    pl: 'i w na nie się że to z do jest jak co ale po tak od mój czy dla był są o ten',
    tr: 've bir bu ne için ile çok da de nasıl mi mu en ama gibi daha ben sen var yok',
    id: 'dan yang di ini itu untuk dengan tidak dari ke ada saya kamu aku bisa cara apa akan juga',
    vi: 'và là của không có cho một những này được với tôi bạn khi đã các người như',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** Scripts that one language is written in, nearly always; the first that has a fifth of the letters. */
const scripts: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

/** The language of a caption, or null where its words do not tell: too few, or a language that is not among those known. */
export function guessLanguage(text: string): string | null {
  const plain = text.replaceAll(/https?:\/\/\S+|[#@]\S+/g, ' ');
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return null;
  for (const [language, pattern] of scripts) {
    if ((plain.match(pattern)?.length ?? 0) > letters / 5) return language;
  }
  const words = plain.toLowerCase().match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? [];
  const counts = Object.entries(smallWords)
    .map(([language, known]) => ({
      language,
      found: words.filter((word) => known.has(word.replaceAll("'", '’'))).length,
    }))
    .sort((a, b) => b.found - a.found);
  const [best, second] = counts;
  if (!best || !second || best.found < Math.max(2, words.length / 10)) return null;
  return best.found > second.found ? best.language : null;
}

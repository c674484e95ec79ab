/** Words that turn a sentence around or limit it, and extremes, by the primary subtag of the language. */
const turningWords: Readonly<Record<string, string>> = {
  en: 'never nobody nothing none only instead without except not cannot dont doesnt didnt isnt arent wasnt wont cant best worst most least first last always every',
  de: 'nie niemals niemand nichts nur sondern ohne statt nicht kein keine keiner keinen beste schlechteste meisten erste letzte immer',
  es: 'nunca nadie nada solo sólo sino sin jamás excepto no ningún ninguna mejor peor primero último siempre',
  fr: 'jamais personne rien seulement sans aucun aucune sauf pas meilleur meilleure pire premier dernier toujours',
  it: 'mai nessuno niente nulla solo soltanto senza invece non migliore peggiore primo ultimo sempre',
  pt: 'nunca ninguém nada só apenas sem jamais exceto não melhor pior primeiro último sempre',
  nl: 'nooit niemand niets alleen zonder behalve niet geen beste slechtste eerste laatste altijd',
  ru: 'никогда никто ничего только без кроме не нет лучший худший первый последний всегда',
  el: 'ποτέ κανείς τίποτα μόνο χωρίς εκτός δεν πρώτος τελευταίος πάντα',
  tr: 'asla kimse hiç sadece yalnızca değil en ilk son her',
  he: 'לעולם אף רק בלי לא הכי ראשון אחרון תמיד',
  ar: 'أبدا لا لم لن فقط بدون إلا أفضل أسوأ أول آخر دائما',
  hi: 'कभी नहीं केवल सिर्फ बिना सबसे पहला आखिरी हमेशा',
  vi: 'không chỉ chưa nhất đầu cuối luôn',
  ko: '절대 아무도 오직 없이 가장 처음 마지막 항상',
};

/** Numbers that are written out. */
const numberWords: Readonly<Record<string, string>> = {
  en: 'two three four five six seven eight nine ten twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half twice double zero',
  de: 'zwei drei vier fünf sechs sieben acht neun zehn zwölf zwanzig dreißig vierzig fünfzig hundert tausend million millionen milliarden hälfte doppelt null',
  es: 'dos tres cuatro cinco seis siete ocho nueve diez doce veinte treinta cincuenta cien mil millón millones mitad doble cero',
  fr: 'deux trois quatre cinq six sept huit neuf dix douze vingt trente cinquante cent mille million millions milliard moitié double zéro',
  it: 'due tre quattro cinque sei sette otto nove dieci dodici venti trenta cinquanta cento mille mila milione milioni metà doppio zero',
  pt: 'dois duas três quatro cinco seis sete oito nove dez doze vinte trinta cinquenta cem mil milhão milhões metade dobro zero',
  nl: 'twee drie vier vijf zes zeven acht negen tien twaalf twintig dertig vijftig honderd duizend miljoen miljard helft dubbel nul',
  ru: 'два две три четыре пять шесть семь восемь девять десять двадцать пятьдесят сто тысяча тысяч миллион миллионов половина вдвое ноль',
  vi: 'hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu tỷ nửa gấp',
};

/** Languages that write every noun with a capital. */
const nounsInCapitals = new Set(['de', 'lb']);

const setOf = (lists: Readonly<Record<string, string>>) =>
  new Map(Object.entries(lists).map(([language, words]) => [language, new Set(words.split(' '))] as const));
const turning = setOf(turningWords);
const numbers = setOf(numberWords);

const bare = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/**
 * How much each word of a text carries, by what can be seen of it: 3 for numbers, 2 for words that turn or limit a
 * sentence and for extremes, 1 for names (a capital inside a sentence), 0 for the others.
 * @param words as they are written, in order
 */
export function weightsOf(words: readonly string[], language: string): readonly number[] {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  return words.map((word, index) => {
    const plain = bare(word);
    if (/\p{N}/u.test(word) || numbers.get(primary)?.has(plain)) return 3;
    if (turning.get(primary)?.has(plain)) return 2;
    const before = words[index - 1];
    const opens = before === undefined || /[.!?…:;]["'”’»)\]]*$/u.test(before) || /^["'“‘«(¿¡]/u.test(word);
    const capital = /^\p{Lu}[\p{L}\p{M}]{2,}/u.test(word);
    return capital && !opens && !nounsInCapitals.has(primary) ? 1 : 0;
  });
}

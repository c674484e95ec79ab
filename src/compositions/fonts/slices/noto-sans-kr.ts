// Written by scripts/font-tables.mjs from the installed font packages. Do not edit by hand.
import ranges from '@fontsource-variable/noto-sans-kr/unicode.json';
import part0 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-0-wght-normal.woff2';
import part1 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-1-wght-normal.woff2';
import part2 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-2-wght-normal.woff2';
import part3 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-3-wght-normal.woff2';
import part4 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-4-wght-normal.woff2';
import part5 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-5-wght-normal.woff2';
import part6 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-6-wght-normal.woff2';
import part7 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-7-wght-normal.woff2';
import part8 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-8-wght-normal.woff2';
import part9 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-9-wght-normal.woff2';
import part10 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-10-wght-normal.woff2';
import part11 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-11-wght-normal.woff2';
import part12 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-12-wght-normal.woff2';
import part13 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-13-wght-normal.woff2';
import part14 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-14-wght-normal.woff2';
import part15 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-15-wght-normal.woff2';
import part16 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-16-wght-normal.woff2';
import part17 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-17-wght-normal.woff2';
import part18 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-18-wght-normal.woff2';
import part19 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-19-wght-normal.woff2';
import part20 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-20-wght-normal.woff2';
import part21 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-21-wght-normal.woff2';
import part22 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-22-wght-normal.woff2';
import part23 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-23-wght-normal.woff2';
import part24 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-24-wght-normal.woff2';
import part25 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-25-wght-normal.woff2';
import part26 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-26-wght-normal.woff2';
import part27 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-27-wght-normal.woff2';
import part28 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-28-wght-normal.woff2';
import part29 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-29-wght-normal.woff2';
import part30 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-30-wght-normal.woff2';
import part31 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-31-wght-normal.woff2';
import part32 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-32-wght-normal.woff2';
import part33 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-33-wght-normal.woff2';
import part34 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-34-wght-normal.woff2';
import part35 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-35-wght-normal.woff2';
import part36 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-36-wght-normal.woff2';
import part37 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-37-wght-normal.woff2';
import part38 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-38-wght-normal.woff2';
import part39 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-39-wght-normal.woff2';
import part40 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-40-wght-normal.woff2';
import part41 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-41-wght-normal.woff2';
import part42 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-42-wght-normal.woff2';
import part43 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-43-wght-normal.woff2';
import part44 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-44-wght-normal.woff2';
import part45 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-45-wght-normal.woff2';
import part46 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-46-wght-normal.woff2';
import part47 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-47-wght-normal.woff2';
import part48 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-48-wght-normal.woff2';
import part49 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-49-wght-normal.woff2';
import part50 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-50-wght-normal.woff2';
import part51 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-51-wght-normal.woff2';
import part52 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-52-wght-normal.woff2';
import part53 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-53-wght-normal.woff2';
import part54 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-54-wght-normal.woff2';
import part55 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-55-wght-normal.woff2';
import part56 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-56-wght-normal.woff2';
import part57 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-57-wght-normal.woff2';
import part58 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-58-wght-normal.woff2';
import part59 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-59-wght-normal.woff2';
import part60 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-60-wght-normal.woff2';
import part61 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-61-wght-normal.woff2';
import part62 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-62-wght-normal.woff2';
import part63 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-63-wght-normal.woff2';
import part64 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-64-wght-normal.woff2';
import part65 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-65-wght-normal.woff2';
import part66 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-66-wght-normal.woff2';
import part67 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-67-wght-normal.woff2';
import part68 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-68-wght-normal.woff2';
import part69 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-69-wght-normal.woff2';
import part70 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-70-wght-normal.woff2';
import part71 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-71-wght-normal.woff2';
import part72 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-72-wght-normal.woff2';
import part73 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-73-wght-normal.woff2';
import part74 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-74-wght-normal.woff2';
import part75 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-75-wght-normal.woff2';
import part76 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-76-wght-normal.woff2';
import part77 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-77-wght-normal.woff2';
import part78 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-78-wght-normal.woff2';
import part79 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-79-wght-normal.woff2';
import part80 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-80-wght-normal.woff2';
import part81 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-81-wght-normal.woff2';
import part82 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-82-wght-normal.woff2';
import part83 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-83-wght-normal.woff2';
import part84 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-84-wght-normal.woff2';
import part85 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-85-wght-normal.woff2';
import part86 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-86-wght-normal.woff2';
import part87 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-87-wght-normal.woff2';
import part88 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-88-wght-normal.woff2';
import part89 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-89-wght-normal.woff2';
import part90 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-90-wght-normal.woff2';
import part91 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-91-wght-normal.woff2';
import part92 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-92-wght-normal.woff2';
import part93 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-93-wght-normal.woff2';
import part94 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-94-wght-normal.woff2';
import part95 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-95-wght-normal.woff2';
import part96 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-96-wght-normal.woff2';
import part97 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-97-wght-normal.woff2';
import part98 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-98-wght-normal.woff2';
import part99 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-99-wght-normal.woff2';
import part100 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-100-wght-normal.woff2';
import part101 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-101-wght-normal.woff2';
import part102 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-102-wght-normal.woff2';
import part103 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-103-wght-normal.woff2';
import part104 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-104-wght-normal.woff2';
import part105 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-105-wght-normal.woff2';
import part106 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-106-wght-normal.woff2';
import part107 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-107-wght-normal.woff2';
import part108 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-108-wght-normal.woff2';
import part109 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-109-wght-normal.woff2';
import part110 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-110-wght-normal.woff2';
import part111 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-111-wght-normal.woff2';
import part112 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-112-wght-normal.woff2';
import part113 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-113-wght-normal.woff2';
import part114 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-114-wght-normal.woff2';
import part115 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-115-wght-normal.woff2';
import part116 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-116-wght-normal.woff2';
import part117 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-117-wght-normal.woff2';
import part118 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-118-wght-normal.woff2';
import part119 from '@fontsource-variable/noto-sans-kr/files/noto-sans-kr-119-wght-normal.woff2';

export {ranges};

/** Named in the ranges, yet without a glyph in the files. */
export const absent = 'U+D,U+81-82,U+84,U+126-127,U+131-133,U+138,U+13F-142,U+149-14B,U+166-167,U+2BC,U+2D0,U+2D8,U+2DA-2DD,U+201B,U+201F,U+2034,U+2036,U+203E,U+207A-207F,U+2081-2084,U+2153-2154,U+215B-215E,U+21B0-21B4,U+21BC,U+21C0,U+21CD,U+21CF,U+21D1,U+21D3,U+21E0-21E3,U+220C,U+2222,U+223C,U+2250-2253,U+225A,U+2270-2271,U+2279-227B,U+2280-2281,U+22A3-22A4,U+22BB-22BC,U+22CE-22CF,U+22EE,U+2314,U+25B5,U+25B9,U+25BF,U+25C3,U+25C8,U+2716,U+2963,U+2965,U+2AC5-2AC6,U+2ACB-2ACC,U+9699,U+F95F,U+F9AA';

export const urls: Readonly<Record<string, string>> = {
  '[0]': part0,
  '[1]': part1,
  '[2]': part2,
  '[3]': part3,
  '[4]': part4,
  '[5]': part5,
  '[6]': part6,
  '[7]': part7,
  '[8]': part8,
  '[9]': part9,
  '[10]': part10,
  '[11]': part11,
  '[12]': part12,
  '[13]': part13,
  '[14]': part14,
  '[15]': part15,
  '[16]': part16,
  '[17]': part17,
  '[18]': part18,
  '[19]': part19,
  '[20]': part20,
  '[21]': part21,
  '[22]': part22,
  '[23]': part23,
  '[24]': part24,
  '[25]': part25,
  '[26]': part26,
  '[27]': part27,
  '[28]': part28,
  '[29]': part29,
  '[30]': part30,
  '[31]': part31,
  '[32]': part32,
  '[33]': part33,
  '[34]': part34,
  '[35]': part35,
  '[36]': part36,
  '[37]': part37,
  '[38]': part38,
  '[39]': part39,
  '[40]': part40,
  '[41]': part41,
  '[42]': part42,
  '[43]': part43,
  '[44]': part44,
  '[45]': part45,
  '[46]': part46,
  '[47]': part47,
  '[48]': part48,
  '[49]': part49,
  '[50]': part50,
  '[51]': part51,
  '[52]': part52,
  '[53]': part53,
  '[54]': part54,
  '[55]': part55,
  '[56]': part56,
  '[57]': part57,
  '[58]': part58,
  '[59]': part59,
  '[60]': part60,
  '[61]': part61,
  '[62]': part62,
  '[63]': part63,
  '[64]': part64,
  '[65]': part65,
  '[66]': part66,
  '[67]': part67,
  '[68]': part68,
  '[69]': part69,
  '[70]': part70,
  '[71]': part71,
  '[72]': part72,
  '[73]': part73,
  '[74]': part74,
  '[75]': part75,
  '[76]': part76,
  '[77]': part77,
  '[78]': part78,
  '[79]': part79,
  '[80]': part80,
  '[81]': part81,
  '[82]': part82,
  '[83]': part83,
  '[84]': part84,
  '[85]': part85,
  '[86]': part86,
  '[87]': part87,
  '[88]': part88,
  '[89]': part89,
  '[90]': part90,
  '[91]': part91,
  '[92]': part92,
  '[93]': part93,
  '[94]': part94,
  '[95]': part95,
  '[96]': part96,
  '[97]': part97,
  '[98]': part98,
  '[99]': part99,
  '[100]': part100,
  '[101]': part101,
  '[102]': part102,
  '[103]': part103,
  '[104]': part104,
  '[105]': part105,
  '[106]': part106,
  '[107]': part107,
  '[108]': part108,
  '[109]': part109,
  '[110]': part110,
  '[111]': part111,
  '[112]': part112,
  '[113]': part113,
  '[114]': part114,
  '[115]': part115,
  '[116]': part116,
  '[117]': part117,
  '[118]': part118,
  '[119]': part119,
};

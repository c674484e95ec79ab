// Written by scripts/font-tables.mjs from the installed font packages. Do not edit by hand.
import ranges from '@fontsource-variable/noto-sans-jp/unicode.json';
import part0 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-0-wght-normal.woff2';
import part1 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-1-wght-normal.woff2';
import part2 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-2-wght-normal.woff2';
import part3 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-3-wght-normal.woff2';
import part4 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-4-wght-normal.woff2';
import part5 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-5-wght-normal.woff2';
import part6 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-6-wght-normal.woff2';
import part7 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-7-wght-normal.woff2';
import part8 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-8-wght-normal.woff2';
import part9 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-9-wght-normal.woff2';
import part10 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-10-wght-normal.woff2';
import part11 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-11-wght-normal.woff2';
import part12 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-12-wght-normal.woff2';
import part13 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-13-wght-normal.woff2';
import part14 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-14-wght-normal.woff2';
import part15 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-15-wght-normal.woff2';
import part16 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-16-wght-normal.woff2';
import part17 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-17-wght-normal.woff2';
import part18 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-18-wght-normal.woff2';
import part19 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-19-wght-normal.woff2';
import part20 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-20-wght-normal.woff2';
import part21 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-21-wght-normal.woff2';
import part22 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-22-wght-normal.woff2';
import part23 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-23-wght-normal.woff2';
import part24 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-24-wght-normal.woff2';
import part25 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-25-wght-normal.woff2';
import part26 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-26-wght-normal.woff2';
import part27 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-27-wght-normal.woff2';
import part28 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-28-wght-normal.woff2';
import part29 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-29-wght-normal.woff2';
import part30 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-30-wght-normal.woff2';
import part31 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-31-wght-normal.woff2';
import part32 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-32-wght-normal.woff2';
import part33 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-33-wght-normal.woff2';
import part34 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-34-wght-normal.woff2';
import part35 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-35-wght-normal.woff2';
import part36 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-36-wght-normal.woff2';
import part37 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-37-wght-normal.woff2';
import part38 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-38-wght-normal.woff2';
import part39 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-39-wght-normal.woff2';
import part40 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-40-wght-normal.woff2';
import part41 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-41-wght-normal.woff2';
import part42 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-42-wght-normal.woff2';
import part43 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-43-wght-normal.woff2';
import part44 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-44-wght-normal.woff2';
import part45 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-45-wght-normal.woff2';
import part46 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-46-wght-normal.woff2';
import part47 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-47-wght-normal.woff2';
import part48 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-48-wght-normal.woff2';
import part49 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-49-wght-normal.woff2';
import part50 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-50-wght-normal.woff2';
import part51 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-51-wght-normal.woff2';
import part52 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-52-wght-normal.woff2';
import part53 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-53-wght-normal.woff2';
import part54 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-54-wght-normal.woff2';
import part55 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-55-wght-normal.woff2';
import part56 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-56-wght-normal.woff2';
import part57 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-57-wght-normal.woff2';
import part58 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-58-wght-normal.woff2';
import part59 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-59-wght-normal.woff2';
import part60 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-60-wght-normal.woff2';
import part61 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-61-wght-normal.woff2';
import part62 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-62-wght-normal.woff2';
import part63 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-63-wght-normal.woff2';
import part64 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-64-wght-normal.woff2';
import part65 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-65-wght-normal.woff2';
import part66 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-66-wght-normal.woff2';
import part67 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-67-wght-normal.woff2';
import part68 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-68-wght-normal.woff2';
import part69 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-69-wght-normal.woff2';
import part70 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-70-wght-normal.woff2';
import part71 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-71-wght-normal.woff2';
import part72 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-72-wght-normal.woff2';
import part73 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-73-wght-normal.woff2';
import part74 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-74-wght-normal.woff2';
import part75 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-75-wght-normal.woff2';
import part76 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-76-wght-normal.woff2';
import part77 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-77-wght-normal.woff2';
import part78 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-78-wght-normal.woff2';
import part79 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-79-wght-normal.woff2';
import part80 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-80-wght-normal.woff2';
import part81 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-81-wght-normal.woff2';
import part82 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-82-wght-normal.woff2';
import part83 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-83-wght-normal.woff2';
import part84 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-84-wght-normal.woff2';
import part85 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-85-wght-normal.woff2';
import part86 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-86-wght-normal.woff2';
import part87 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-87-wght-normal.woff2';
import part88 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-88-wght-normal.woff2';
import part89 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-89-wght-normal.woff2';
import part90 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-90-wght-normal.woff2';
import part91 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-91-wght-normal.woff2';
import part92 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-92-wght-normal.woff2';
import part93 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-93-wght-normal.woff2';
import part94 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-94-wght-normal.woff2';
import part95 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-95-wght-normal.woff2';
import part96 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-96-wght-normal.woff2';
import part97 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-97-wght-normal.woff2';
import part98 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-98-wght-normal.woff2';
import part99 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-99-wght-normal.woff2';
import part100 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-100-wght-normal.woff2';
import part101 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-101-wght-normal.woff2';
import part102 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-102-wght-normal.woff2';
import part103 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-103-wght-normal.woff2';
import part104 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-104-wght-normal.woff2';
import part105 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-105-wght-normal.woff2';
import part106 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-106-wght-normal.woff2';
import part107 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-107-wght-normal.woff2';
import part108 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-108-wght-normal.woff2';
import part109 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-109-wght-normal.woff2';
import part110 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-110-wght-normal.woff2';
import part111 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-111-wght-normal.woff2';
import part112 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-112-wght-normal.woff2';
import part113 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-113-wght-normal.woff2';
import part114 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-114-wght-normal.woff2';
import part115 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-115-wght-normal.woff2';
import part116 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-116-wght-normal.woff2';
import part117 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-117-wght-normal.woff2';
import part118 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-118-wght-normal.woff2';
import part119 from '@fontsource-variable/noto-sans-jp/files/noto-sans-jp-119-wght-normal.woff2';

export {ranges};

/** Named in the ranges, yet without a glyph in the files. */
export const absent = '';

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

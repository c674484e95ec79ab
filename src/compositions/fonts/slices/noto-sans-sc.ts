// Written by scripts/font-tables.mjs from the installed font packages. Do not edit by hand.
import ranges from '@fontsource-variable/noto-sans-sc/unicode.json';
import part4 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-4-wght-normal.woff2';
import part5 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-5-wght-normal.woff2';
import part6 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-6-wght-normal.woff2';
import part21 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-21-wght-normal.woff2';
import part22 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-22-wght-normal.woff2';
import part23 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-23-wght-normal.woff2';
import part24 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-24-wght-normal.woff2';
import part25 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-25-wght-normal.woff2';
import part26 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-26-wght-normal.woff2';
import part27 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-27-wght-normal.woff2';
import part28 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-28-wght-normal.woff2';
import part29 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-29-wght-normal.woff2';
import part30 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-30-wght-normal.woff2';
import part31 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-31-wght-normal.woff2';
import part32 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-32-wght-normal.woff2';
import part33 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-33-wght-normal.woff2';
import part34 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-34-wght-normal.woff2';
import part35 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-35-wght-normal.woff2';
import part36 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-36-wght-normal.woff2';
import part37 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-37-wght-normal.woff2';
import part38 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-38-wght-normal.woff2';
import part39 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-39-wght-normal.woff2';
import part40 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-40-wght-normal.woff2';
import part41 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-41-wght-normal.woff2';
import part42 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-42-wght-normal.woff2';
import part43 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-43-wght-normal.woff2';
import part44 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-44-wght-normal.woff2';
import part45 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-45-wght-normal.woff2';
import part46 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-46-wght-normal.woff2';
import part47 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-47-wght-normal.woff2';
import part48 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-48-wght-normal.woff2';
import part49 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-49-wght-normal.woff2';
import part50 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-50-wght-normal.woff2';
import part51 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-51-wght-normal.woff2';
import part52 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-52-wght-normal.woff2';
import part53 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-53-wght-normal.woff2';
import part54 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-54-wght-normal.woff2';
import part55 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-55-wght-normal.woff2';
import part56 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-56-wght-normal.woff2';
import part57 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-57-wght-normal.woff2';
import part58 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-58-wght-normal.woff2';
import part59 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-59-wght-normal.woff2';
import part60 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-60-wght-normal.woff2';
import part61 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-61-wght-normal.woff2';
import part62 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-62-wght-normal.woff2';
import part63 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-63-wght-normal.woff2';
import part64 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-64-wght-normal.woff2';
import part65 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-65-wght-normal.woff2';
import part66 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-66-wght-normal.woff2';
import part67 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-67-wght-normal.woff2';
import part68 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-68-wght-normal.woff2';
import part69 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-69-wght-normal.woff2';
import part70 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-70-wght-normal.woff2';
import part71 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-71-wght-normal.woff2';
import part72 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-72-wght-normal.woff2';
import part73 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-73-wght-normal.woff2';
import part74 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-74-wght-normal.woff2';
import part75 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-75-wght-normal.woff2';
import part76 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-76-wght-normal.woff2';
import part77 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-77-wght-normal.woff2';
import part78 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-78-wght-normal.woff2';
import part79 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-79-wght-normal.woff2';
import part80 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-80-wght-normal.woff2';
import part81 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-81-wght-normal.woff2';
import part82 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-82-wght-normal.woff2';
import part83 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-83-wght-normal.woff2';
import part84 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-84-wght-normal.woff2';
import part85 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-85-wght-normal.woff2';
import part86 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-86-wght-normal.woff2';
import part87 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-87-wght-normal.woff2';
import part88 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-88-wght-normal.woff2';
import part89 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-89-wght-normal.woff2';
import part90 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-90-wght-normal.woff2';
import part91 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-91-wght-normal.woff2';
import part97 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-97-wght-normal.woff2';
import part98 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-98-wght-normal.woff2';
import part99 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-99-wght-normal.woff2';
import part100 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-100-wght-normal.woff2';
import part101 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-101-wght-normal.woff2';
import part102 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-102-wght-normal.woff2';
import part103 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-103-wght-normal.woff2';
import part104 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-104-wght-normal.woff2';
import part105 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-105-wght-normal.woff2';
import part106 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-106-wght-normal.woff2';
import part107 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-107-wght-normal.woff2';
import part108 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-108-wght-normal.woff2';
import part109 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-109-wght-normal.woff2';
import part110 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-110-wght-normal.woff2';
import part111 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-111-wght-normal.woff2';
import part112 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-112-wght-normal.woff2';
import part113 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-113-wght-normal.woff2';
import part114 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-114-wght-normal.woff2';
import part115 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-115-wght-normal.woff2';
import part116 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-116-wght-normal.woff2';
import part117 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-117-wght-normal.woff2';
import part118 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-118-wght-normal.woff2';
import part119 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-119-wght-normal.woff2';

export {ranges};

/** Named in the ranges, yet without a glyph in the files. */
export const absent = 'U+D,U+104-107,U+10C-10D,U+10F,U+115,U+117,U+119,U+11E-11F,U+121,U+123,U+125-127,U+12D,U+12F-13F,U+141-142,U+146,U+14B,U+150-151,U+158-15B,U+15E-161,U+163-165,U+16E-17F,U+194,U+19A-19B,U+19D,U+1A3-1A4,U+1AA,U+1AC-1AD,U+1B1-1BF,U+1E3,U+1E7,U+1E9,U+1EE,U+1F0-1F1,U+1F3,U+1F5-1F7,U+1FA-1FF,U+219-21B,U+221,U+223-226,U+228,U+22B,U+22F,U+231,U+234-237,U+23A-23B,U+23D,U+250,U+252,U+254-255,U+259-25E,U+262-263,U+265,U+268,U+26A-26B,U+26F-277,U+279,U+27B-280,U+282-283,U+285,U+28A,U+28C,U+28F,U+292,U+294-296,U+298-29A,U+29C,U+29F,U+2A1-2A4,U+2A6-2A7,U+2A9,U+2AB,U+2AE-2B3,U+2B5-2BA,U+2BC-2BF,U+2C2-2C3,U+2C6,U+2C8,U+2CC-2D1,U+2D8,U+2DA,U+2DC,U+2E1-2E3,U+2E5,U+2EE-2F0,U+2F2-2F7,U+2F9-2FF,U+302-303,U+305-306,U+308-30B,U+30D,U+311,U+31B,U+321-325,U+327-329,U+32B-32C,U+32E-32F,U+331-339,U+33C-33D,U+33F,U+348,U+352,U+35C,U+35E-35F,U+361,U+363,U+368,U+36C,U+36F,U+530-540,U+55D-55E,U+561,U+563,U+565,U+56B,U+56E-579,U+627-629,U+631,U+639,U+644,U+64A,U+926,U+928,U+939,U+93F-940,U+94D,U+E17,U+E22,U+E44,U+1D34-1D35,U+1D38-1D3A,U+1D3C,U+1D3F-1D40,U+1D49,U+1D4E-1D4F,U+1D52,U+1D55,U+1D5B,U+1D5E,U+1D9C,U+1DA0,U+1DC4-1DC5,U+1E69,U+1E73,U+1F62,U+1F7B,U+2001,U+2004-2006,U+2009-200F,U+201F,U+2023,U+2028,U+202A-202D,U+202F,U+2038,U+203E-203F,U+2043-2044,U+204D-204E,U+2060-2061,U+2070,U+2075-2078,U+207A-2083,U+208C-208E,U+2092,U+20A6,U+20A8,U+20AA,U+20AD,U+20AF,U+20B1,U+20B4-20B5,U+20B8-20BA,U+20BD,U+20DB,U+20E0,U+20E3,U+2117,U+2120,U+2133,U+2139,U+21A0,U+21A9-21AA,U+21AF,U+21B3,U+21B5,U+21BA-21BB,U+21CA,U+21D1,U+21D3,U+21E1,U+2217-2219,U+223C,U+2252,U+2256,U+22B0-22B1,U+22B9,U+22C5-22C6,U+2304,U+230B,U+2313-2314,U+231A-231B,U+2323,U+239B,U+239D-239E,U+23A0,U+23E9,U+23F0,U+23F3,U+2445,U+2449,U+25AC-25AD,U+25B0,U+25B4-25B5,U+25B8-25BB,U+25BE-25BF,U+25C2,U+25C4,U+25C8,U+25CD,U+25D4-25D5,U+25D8,U+25DC-25E1,U+25EA-25EB,U+25FE,U+2604,U+2611,U+2614-2615,U+2618,U+261A-261B,U+2620,U+2622-2623,U+262A,U+262D-262E,U+2630,U+2639-263F,U+2648-2655,U+2658,U+265A-265B,U+265D-265E,U+2688,U+2693-2696,U+2698-2699,U+269C,U+26A1,U+26A4,U+26AA-26AB,U+26C4-26C5,U+26D4,U+26E9,U+26F0-26F1,U+26F3,U+26F5,U+26FD,U+2704-2706,U+2708-270F,U+2712,U+2714-2718,U+271B,U+271D,U+271F,U+2721,U+2724-2730,U+2732-2734,U+273A,U+273E,U+2741-2744,U+2747-2749,U+274C,U+274E-274F,U+2753-2755,U+2757,U+275B,U+275D-275E,U+2763-2767,U+276E-276F,U+2794-2796,U+279C,U+279F-27A0,U+27A2,U+27A4-27A5,U+27A8,U+27B0,U+27B2-27B3,U+27B9,U+27E8-27E9,U+27F6,U+2800,U+28EC,U+2913,U+2921-2922,U+2A2F,U+2B50,U+2B55,U+2BC5-2BC6,U+2E1C-2E1D,U+3164,U+4DB6-4DBF,U+9FF0-9FFF,U+A001,U+A007,U+A025,U+A046-A047,U+A057,U+A072,U+A078-A079,U+A083,U+A085,U+A100,U+A118,U+A132,U+A134,U+A1F4,U+A242,U+A4A6,U+A4AA,U+A4B0-A4B1,U+A4B3,U+A9C1-A9C2,U+AC00-AC01,U+AC04,U+AC08,U+AC10-AC11,U+AC13-AC16,U+AC19,U+AC1C-AC1D,U+AC24,U+AC70-AC71,U+AC74,U+AC77-AC78,U+AC80-AC81,U+AC83,U+AC8C,U+AC90,U+AC9F-ACA0,U+ACA8-ACA9,U+ACAC,U+ACB0,U+ACBD,U+ACC1,U+ACC4,U+ACE0-ACE1,U+ACE4,U+ACE8,U+ACF3,U+ACF5,U+ACFC-ACFD,U+AD00,U+AD0C,U+AD11,U+AD1C,U+AD34,U+AD50,U+AD64,U+AD6C-AD6D,U+AD70,U+AD74,U+AD7F,U+AD81,U+AD8C,U+ADC0,U+ADC8,U+ADDC,U+ADE0,U+ADF8-ADF9,U+ADFC,U+AE00,U+AE08-AE09,U+AE0B,U+AE30,U+AE34,U+AE38,U+AE40,U+AE4A,U+AE4C,U+AE54,U+AE68,U+AEBC,U+AED8,U+AF2C-AF2D,U+C5B4,U+D55C,U+E600-E608,U+E60A-E60C,U+E60E-E611,U+E621,U+E675,U+E6B9,U+E715,U+F0A7,U+F0B2,U+F0B7,U+F0C9,U+F0D8,U+F0DA,U+F0DC-F0DD,U+F0E0,U+F0E6,U+F0EB,U+F0FC,U+F101,U+F104-F105,U+F107,U+F10B,U+F11B,U+F14B,U+F18A,U+F193,U+F1D6-F1D7,U+F244,U+F27A,U+F296,U+F2AE,U+F471,U+F4B3,U+F610-F611,U+F880-F881,U+F8EC,U+F8F5,U+F8FF,U+F90A,U+F941,U+F969,U+F96B,U+F96F,U+F978,U+F981,U+F997,U+F99C,U+F9B2,U+F9B5,U+F9BA,U+F9CA,U+F9D1,U+F9E1,U+F9F7,U+FA00-FA01,U+FDFC,U+FE0E-FE0F,U+FE8E,U+FE92-FE93,U+FEAE,U+FEB8,U+FECB-FECC,U+FEE0,U+FEE3,U+FEF3,U+FEFF,U+FFFC-FFFD,U+1F004,U+1F1E6-1F1F5,U+1F1F7-1F1FF,U+1F300,U+1F302-1F308,U+1F30A-1F311,U+1F315,U+1F319-1F320,U+1F324,U+1F327,U+1F32A,U+1F32C-1F32D,U+1F330-1F357,U+1F359-1F37E,U+F012B';

export const urls: Readonly<Record<string, string>> = {
  '[4]': part4,
  '[5]': part5,
  '[6]': part6,
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

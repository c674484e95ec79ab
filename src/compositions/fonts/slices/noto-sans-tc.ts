// Written by scripts/font-tables.mjs from the installed font packages. Do not edit by hand.
import ranges from '@fontsource-variable/noto-sans-tc/unicode.json';
import part0 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-0-wght-normal.woff2';
import part1 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-1-wght-normal.woff2';
import part2 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-2-wght-normal.woff2';
import part4 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-4-wght-normal.woff2';
import part10 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-10-wght-normal.woff2';
import part11 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-11-wght-normal.woff2';
import part12 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-12-wght-normal.woff2';
import part23 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-23-wght-normal.woff2';
import part24 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-24-wght-normal.woff2';
import part25 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-25-wght-normal.woff2';
import part26 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-26-wght-normal.woff2';
import part27 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-27-wght-normal.woff2';
import part28 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-28-wght-normal.woff2';
import part29 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-29-wght-normal.woff2';
import part30 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-30-wght-normal.woff2';
import part31 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-31-wght-normal.woff2';
import part32 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-32-wght-normal.woff2';
import part33 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-33-wght-normal.woff2';
import part34 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-34-wght-normal.woff2';
import part35 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-35-wght-normal.woff2';
import part36 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-36-wght-normal.woff2';
import part37 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-37-wght-normal.woff2';
import part38 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-38-wght-normal.woff2';
import part39 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-39-wght-normal.woff2';
import part40 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-40-wght-normal.woff2';
import part41 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-41-wght-normal.woff2';
import part42 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-42-wght-normal.woff2';
import part43 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-43-wght-normal.woff2';
import part44 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-44-wght-normal.woff2';
import part45 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-45-wght-normal.woff2';
import part46 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-46-wght-normal.woff2';
import part47 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-47-wght-normal.woff2';
import part48 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-48-wght-normal.woff2';
import part49 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-49-wght-normal.woff2';
import part50 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-50-wght-normal.woff2';
import part51 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-51-wght-normal.woff2';
import part52 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-52-wght-normal.woff2';
import part53 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-53-wght-normal.woff2';
import part54 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-54-wght-normal.woff2';
import part55 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-55-wght-normal.woff2';
import part56 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-56-wght-normal.woff2';
import part57 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-57-wght-normal.woff2';
import part58 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-58-wght-normal.woff2';
import part59 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-59-wght-normal.woff2';
import part60 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-60-wght-normal.woff2';
import part61 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-61-wght-normal.woff2';
import part62 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-62-wght-normal.woff2';
import part63 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-63-wght-normal.woff2';
import part64 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-64-wght-normal.woff2';
import part65 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-65-wght-normal.woff2';
import part66 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-66-wght-normal.woff2';
import part67 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-67-wght-normal.woff2';
import part68 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-68-wght-normal.woff2';
import part69 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-69-wght-normal.woff2';
import part70 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-70-wght-normal.woff2';
import part71 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-71-wght-normal.woff2';
import part72 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-72-wght-normal.woff2';
import part73 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-73-wght-normal.woff2';
import part74 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-74-wght-normal.woff2';
import part75 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-75-wght-normal.woff2';
import part76 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-76-wght-normal.woff2';
import part77 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-77-wght-normal.woff2';
import part78 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-78-wght-normal.woff2';
import part79 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-79-wght-normal.woff2';
import part80 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-80-wght-normal.woff2';
import part81 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-81-wght-normal.woff2';
import part82 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-82-wght-normal.woff2';
import part83 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-83-wght-normal.woff2';
import part84 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-84-wght-normal.woff2';
import part85 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-85-wght-normal.woff2';
import part86 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-86-wght-normal.woff2';
import part87 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-87-wght-normal.woff2';
import part88 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-88-wght-normal.woff2';
import part89 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-89-wght-normal.woff2';
import part90 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-90-wght-normal.woff2';
import part91 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-91-wght-normal.woff2';
import part92 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-92-wght-normal.woff2';
import part93 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-93-wght-normal.woff2';
import part94 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-94-wght-normal.woff2';
import part95 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-95-wght-normal.woff2';
import part96 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-96-wght-normal.woff2';
import part101 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-101-wght-normal.woff2';
import part102 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-102-wght-normal.woff2';
import part103 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-103-wght-normal.woff2';
import part104 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-104-wght-normal.woff2';
import part105 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-105-wght-normal.woff2';
import part106 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-106-wght-normal.woff2';
import part107 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-107-wght-normal.woff2';
import part108 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-108-wght-normal.woff2';
import part109 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-109-wght-normal.woff2';
import part110 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-110-wght-normal.woff2';
import part111 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-111-wght-normal.woff2';
import part112 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-112-wght-normal.woff2';
import part113 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-113-wght-normal.woff2';
import part114 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-114-wght-normal.woff2';
import part115 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-115-wght-normal.woff2';
import part116 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-116-wght-normal.woff2';
import part117 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-117-wght-normal.woff2';
import part118 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-118-wght-normal.woff2';
import part119 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-119-wght-normal.woff2';
import part120 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-120-wght-normal.woff2';
import part121 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-121-wght-normal.woff2';
import part122 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-122-wght-normal.woff2';
import part123 from '@fontsource-variable/noto-sans-tc/files/noto-sans-tc-123-wght-normal.woff2';

export {ranges};

/** Named in the ranges, yet without a glyph in the files. */
export const absent = 'U+D,U+105,U+107,U+109-10D,U+10F,U+114-115,U+117,U+119,U+11F,U+121,U+123-124,U+127,U+12C-12D,U+130-13F,U+141-142,U+14B,U+150-151,U+159-15B,U+15E-161,U+163-166,U+16E-171,U+173-17E,U+1A4,U+1AA,U+1AC-1AD,U+1B1,U+1B4-1BE,U+1DD,U+1E1,U+1E3-1E4,U+1E7,U+1E9,U+1EB-1EC,U+1F0-1F1,U+1F3-1F5,U+1F7,U+1FA-1FF,U+219,U+221,U+225-226,U+228-22B,U+22E-22F,U+231-235,U+239,U+23B,U+23E,U+250,U+252,U+254-255,U+259-25E,U+262-263,U+268-26B,U+26D,U+26F-277,U+279-27A,U+27D-281,U+283,U+28A-28C,U+28F,U+292,U+294-296,U+298-29A,U+29C,U+29F,U+2A1-2A2,U+2A4-2A7,U+2A9-2AA,U+2AE-2B3,U+2B5-2B7,U+2B9-2BA,U+2BC-2BF,U+2C2-2C4,U+2C6,U+2C8,U+2CC-2CD,U+2D0,U+2D8,U+2DA,U+2DC,U+2E1-2E3,U+2E7,U+2EE,U+2F1-2FF,U+302-303,U+306,U+308-309,U+30B,U+30D,U+311,U+31B,U+321,U+323-325,U+328-329,U+32B-32C,U+32E-32F,U+331-33A,U+33C-33F,U+348,U+353,U+358-359,U+35C,U+35E-35F,U+361,U+363,U+367-368,U+36C,U+36F,U+530-535,U+537-540,U+55E,U+561-565,U+568-56D,U+56F-576,U+578-582,U+584,U+5A1,U+5A3-5A4,U+5AA,U+5AE,U+5B0-5B4,U+5D1,U+5D9,U+5E2,U+5E8,U+5EA,U+627-629,U+631,U+633,U+639,U+641,U+644,U+64A,U+6CC,U+926,U+928,U+939,U+93F-940,U+94D,U+E17,U+E20,U+E22,U+E29,U+E32,U+E44,U+11AF,U+11B7,U+11BC,U+121B,U+122D,U+129B,U+12A0,U+13A6,U+13A9,U+13AC,U+13AF,U+13B3,U+13C2,U+13E3,U+141B,U+1555,U+1557,U+15DC,U+15E8,U+1780-1782,U+1784-1785,U+1787,U+178A,U+178E-1791,U+1793-179C,U+179F,U+17A2,U+17B6-17B9,U+17BB-17BC,U+17BF-17C7,U+17C9,U+17CB,U+17D0,U+17D2,U+17DB,U+1871,U+18FA,U+1BFF,U+1D00,U+1D04-1D05,U+1D07,U+1D0A-1D0B,U+1D0D,U+1D0F,U+1D17-1D18,U+1D1B-1D1C,U+1D20-1D22,U+1D25,U+1D2C,U+1D2E,U+1D30-1D31,U+1D33-1D3A,U+1D3C,U+1D3E-1D42,U+1D52,U+1D55,U+1D5B,U+1D5E,U+1D9C,U+1DA0,U+1DC4-1DC5,U+1E3B,U+1E43,U+1E45,U+1E47,U+1E63,U+1E6D,U+1E73,U+1F62,U+1FA2,U+2001,U+2004-2006,U+2009-200F,U+2023-2024,U+2028,U+202A-202D,U+202F,U+2038,U+203E-203F,U+2043-2044,U+204D-204E,U+2060-2061,U+2063,U+2070,U+2075-207B,U+207D-2083,U+208A,U+208D-208E,U+20A1,U+20A4,U+20A6,U+20A8,U+20AA,U+20AD-20AE,U+20B1-20B3,U+20B5,U+20B8-20BA,U+20BD,U+20E3,U+2112,U+2115,U+2117,U+2120,U+2139,U+2153,U+219D-219E,U+21A0,U+21A9-21AA,U+21AC,U+21AF-21B1,U+21B3-21B5,U+21BA-21BB,U+21CA,U+21D3,U+21D8,U+21DD,U+21E2-21E5,U+220E,U+2217-2219,U+223C,U+2252,U+2256,U+22B0-22B1,U+22B9,U+22C1,U+22C5-22C6,U+22C8,U+22D0-22D1,U+22EE,U+2302,U+2313,U+231A-231B,U+2323,U+2328,U+239D,U+23A0,U+23AF,U+23E4,U+23E9-23EA,U+23EC,U+23F0-23F3,U+23FA,U+2445,U+25AC,U+25B0,U+25B4,U+25B8-25BB,U+25BE-25BF,U+25C2,U+25C4,U+25C8,U+25CD,U+25D4-25D9,U+25DC-25E1,U+25EA-25EB,U+25FB-25FE,U+2604,U+2607,U+260A-260B,U+260D,U+2610-2615,U+2618,U+261A-261B,U+2620-2623,U+262A,U+262D-262E,U+2630,U+2638-263E,U+2648-2656,U+2658-265C,U+265E-265F,U+2692-2696,U+2698-2699,U+269B-269C,U+26A1,U+26A3-26A5,U+26AA-26AC,U+26C4-26C5,U+26C8,U+26D1,U+26D3-26D4,U+26E4,U+26E9-26EA,U+26F0-26F5,U+26F9-26FA,U+26FD,U+2701,U+2704-2706,U+2708-2712,U+2714-2719,U+271B-273C,U+273E,U+2741-274F,U+2752-2755,U+2757-275B,U+275D-275E,U+2761,U+2763-2769,U+276E-276F,U+2771,U+2794-2796,U+2798-2799,U+279C-27A0,U+27A2-27A6,U+27A8-27AB,U+27AD,U+27AF-27B0,U+27B2-27B3,U+27B7-27B9,U+27BC-27BD,U+27BF,U+27E9-27EB,U+27F5-27F6,U+2800,U+28EC,U+2922,U+2A2F,U+2B1B,U+2B50,U+2B55,U+2CF5,U+2E1C-2E1D,U+3164,U+3401,U+3441,U+3449,U+3479,U+34FE,U+3502,U+3569,U+3585,U+35B8,U+35D8,U+3614,U+361B,U+361D,U+372E,U+3737,U+3757,U+3769,U+38EC,U+3909,U+3915,U+39C1,U+39CC,U+39CE,U+39D2,U+39E1,U+39E3,U+3A02,U+3A11,U+3A28,U+3A3B,U+3A46,U+3A90,U+3BFF,U+3C35,U+3CA5,U+3D18-3D19,U+3D68,U+3DEE,U+3E03,U+3E10,U+3E30,U+3F08,U+3F13,U+3F21,U+3F4E,U+3F80,U+3F8A,U+3F97,U+3FF8,U+4010,U+402F,U+4034,U+40D7,U+411B,U+4180,U+41F6,U+4204,U+4242,U+4308,U+43C8,U+4576,U+4599,U+45C1,U+45C6,U+45D0,U+4625,U+463C,U+46E5,U+479A,U+47D3,U+47D8,U+47E9,U+4821,U+488D,U+48A2,U+493D,U+4A3B,U+4ACC,U+4BCB,U+4DB6-4DBF,U+4E02,U+4E05,U+4E13,U+4E17,U+4E1B,U+4E1D,U+4E25,U+4E27,U+4E34,U+4E3A,U+4E3E,U+4E40-4E41,U+4E44,U+4E4C,U+4E50,U+4E54,U+4E57,U+4E60-4E61,U+4E66,U+4E6D,U+4E70-4E71,U+4E8A,U+4E8F,U+4E96,U+4E9C,U+4EA7,U+4EA9,U+4EB0,U+4EB2,U+4EB5,U+4EC5,U+4ECF,U+4ED1,U+4ED3,U+4EE0,U+4EE7,U+4EEC,U+4EEF,U+4EFA,U+4EFC,U+4F07,U+4F1E-4F20,U+4F24,U+4F26,U+4F2A-4F2B,U+4F31,U+4F35,U+4F8E,U+4F93,U+4FA0-4FA1,U+4FA3,U+4FA5-4FA7,U+4FAA,U+4FAC,U+4FB8,U+4FC6,U+4FE2-4FE3,U+4FE8-4FEA,U+4FED,U+5002,U+5024,U+5032,U+5036,U+503A,U+503E,U+5052,U+5071,U+5078,U+507B,U+507F,U+5089,U+50A5,U+50A8,U+50AA,U+50DE,U+50EB,U+511B,U+511E,U+514E,U+5150,U+5170,U+5172-5173,U+517B,U+517D,U+5185,U+518B-518C,U+5199,U+519B,U+51A6,U+51A9,U+51AD,U+51AF,U+51BA-51BB,U+51BF-51C0,U+51D6,U+51D9,U+51E6,U+51E9-51EA,U+51EF,U+51FB,U+51FF,U+5204,U+520D,U+5215,U+5218-521B,U+5223,U+522B,U+5239,U+5242,U+5251,U+5263-5265,U+5267,U+5270,U+527E,U+5292,U+529D-529E,U+52B1-52B4,U+52BF,U+52CB,U+52E5,U+52E7,U+52ED-52EE,U+52F2,U+5300,U+5302,U+532E,U+533A,U+534B,U+534F-5350,U+5355-5356,U+5358,U+5362,U+536B,U+537A,U+5385-5386,U+5389,U+538B-538C,U+5395,U+53A1,U+53B3,U+53B7,U+53BF,U+53C4,U+53CE-53CF,U+53D5,U+53E7,U+53F9,U+53FD,U+5400,U+5402,U+5405,U+5415,U+5417,U+5444,U+5449,U+5450-5453,U+5455,U+5457-5458,U+545B-545C,U+545F,U+546E,U+5483,U+548A,U+5499,U+549B,U+549D,U+54B5,U+54CA,U+54D1-54D2,U+54D4,U+54D7,U+54DF,U+54F9,U+5516,U+551B,U+5520,U+5524,U+5529,U+5542,U+5567,U+556C,U+5570,U+5578,U+55B6-55B7,U+55BD,U+55F3,U+5618,U+561A,U+5624,U+5631,U+565B-565C,U+56A2-56A3,U+56A9,U+56B8,U+56C7,U+56D2,U+56D8-56D9,U+56E3,U+56EC,U+56F2-56F4,U+56FE,U+5706,U+570F,U+5711,U+5717,U+5724,U+5727,U+5735,U+573A,U+575A,U+575C-575E,U+5760,U+5763,U+5784,U+578E,U+5792,U+57A6,U+57A9,U+57AB,U+57C5,U+5811,U+5815,U+5841,U+5860-5861,U+5897,U+58CA,U+58CC,U+58EE,U+58F1,U+58F6-58F7,U+5900,U+5909,U+590B,U+5910,U+591B,U+5923,U+5939-593A,U+5942,U+594B-594C,U+5952,U+5956,U+5966,U+5968,U+5986-5988,U+59A9,U+59AB,U+59D7,U+5A04-5A07,U+5A2F,U+5A31-5A32,U+5A34,U+5A3F,U+5A73-5A76,U+5AD0,U+5AD2,U+5AD4,U+5B22,U+5B36-5B37,U+5B59,U+5B8D,U+5BA0-5BA1,U+5BAB,U+5BBD-5BBE,U+5BDC-5BDD,U+5BF9,U+5BFB-5BFC,U+5BFE,U+5C02,U+5C06,U+5C18-5C19,U+5C1B,U+5C1D,U+5C27,U+5C2B,U+5C34,U+5C3D,U+5C42,U+5C5B,U+5C61,U+5C7D,U+5C7F-5C84,U+5C96-5C98,U+5C9B,U+5CBB,U+5CE0-5CE1,U+5CE6,U+5CFE,U+5D08,U+5D0A,U+5D21,U+5D2D,U+5D53,U+5D58,U+5D5C,U+5D75,U+5D8C,U+5DC4-5DC5,U+5DCC,U+5DDC,U+5DE3,U+5DE9,U+5DFB-5DFC,U+5E00-5E01,U+5E05,U+5E08,U+5E10,U+5E1C,U+5E26-5E27,U+5E2F-5E30,U+5E3A,U+5E3C,U+5E47,U+5E5A,U+5E64,U+5E77,U+5E81,U+5E90,U+5E93-5E94,U+5E9D-5E9F,U+5EA1,U+5EC3,U+5EF0,U+5EF5,U+5F00,U+5F03,U+5F09,U+5F10-5F11,U+5F16,U+5F20,U+5F2F,U+5F39,U+5F3E,U+5F41-5F42,U+5F52-5F53,U+5F55,U+5F5A-5F5B,U+5F66,U+5F84,U+5F8D,U+5F93,U+5F95,U+5FB3-5FB4,U+5FC6,U+5FCB,U+5FCE,U+5FD3,U+5FDC,U+5FE7,U+5FEC,U+5FFC,U+6001-6002,U+6005,U+603C,U+604F,U+6060,U+6073-6074,U+6076,U+6078,U+607A,U+607C,U+6093,U+60A9-60AA,U+60AC-60AD,U+60AF,U+60EA-60EF,U+6124,U+612A,U+612D,U+613C,U+6151,U+6169,U+616D,U+617F,U+61D2,U+620F,U+6213,U+6218,U+621D-621E,U+6226,U+622F,U+6231,U+6238,U+623B,U+6255,U+6267,U+6269,U+626B-626C,U+6275,U+629A-629C,U+629E,U+62A0,U+62A2,U+62A5,U+62BA,U+62DD,U+62E0-62E3,U+62E6-62E9,U+6312,U+6319-631B,U+631D-6321,U+6323-6325,U+633F,U+6352,U+635C,U+635E-635F,U+6361-6363,U+6373,U+637E,U+6395,U+63A6,U+63B2-63B4,U+63B7,U+63BA-63BB,U+63EC,U+63F7,U+63FA,U+63FD,U+6400-6402,U+6405,U+6419,U+641D,U+6429,U+6442,U+6444,U+6446-6447,U+644A,U+6456,U+6463-6464,U+6480,U+6483,U+6486,U+64A8,U+64B7-64B9,U+64D5,U+6505,U+650B,U+6512,U+653A,U+6542,U+654B-654C,U+654E,U+655B,U+6561,U+656E,U+6570-6571,U+658E,U+6593,U+65A9,U+65AD,U+65E7,U+65F6-65F8,U+6619,U+6629,U+663B-663E,U+6640,U+6654-6656,U+6669,U+6681-6683,U+668F,U+66A6-66A7,U+66BC,U+66C1,U+66D5,U+66DF,U+66E1-66E2,U+66EF,U+66F5,U+66FA,U+66FD,U+6724,U+6729,U+672F,U+6740,U+6742-6743,U+6763,U+6765,U+6768-6769,U+678A,U+6796,U+67A1-67A3,U+67A5,U+67AA-67AB,U+67AD,U+67BC,U+67E0,U+67FB,U+6805,U+6807-6809,U+680B,U+680E-680F,U+6811,U+6827,U+683F,U+685C,U+685F,U+6861-6863,U+6866-6869,U+68C0,U+691C,U+692D,U+697C-697D,U+6984,U+6988-6989,U+69C5,U+69C7,U+69D8,U+69DB,U+69DF,U+69EA,U+6A2A,U+6A31,U+6A42,U+6A79,U+6A7C,U+6AE3,U+6B0E,U+6B22,U+6B27,U+6B40,U+6B53,U+6B68-6B69,U+6B73,U+6B7C,U+6B87,U+6B8B,U+6B92-6B93,U+6BA1,U+6BB4,U+6BBB,U+6BC2,U+6BCE,U+6BD1,U+6BD5,U+6BD9,U+6C0A,U+6C17,U+6C22,U+6C29,U+6C47,U+6C64,U+6C6C,U+6C7C,U+6CA1,U+6CA5-6CA8,U+6CB5,U+6CF7-6CF8,U+6CFB-6CFE,U+6D23,U+6D43-6D47,U+6D4A-6D4B,U+6D4F,U+6D51-6D53,U+6D99,U+6D9B,U+6D9D,U+6D9F,U+6DA1,U+6DA6-6DA9,U+6DF8,U+6E07-6E09,U+6E0B,U+6E0D-6E0E,U+6E10,U+6E13-6E14,U+6E17,U+6E6A,U+6E70,U+6E75,U+6E7E-6E80,U+6E83,U+6E85,U+6EDE,U+6EE1,U+6EE4-6EE5,U+6EF3,U+6F11,U+6F28,U+6F47,U+6F4D,U+6F59,U+6F75,U+6F9C,U+6FD1-6FD2,U+6FF3,U+6FF5,U+7047,U+704F,U+706D,U+7073,U+7080,U+7090,U+709C,U+70B2,U+70C1-70C3,U+70DB,U+70E6-70E9,U+70EB-70ED,U+7114-7116,U+7118,U+713C,U+713F,U+7155,U+718B,U+71BB,U+71D7,U+7231-7232,U+7237,U+724D,U+7264-7265,U+726B,U+7275,U+727A,U+728A,U+72A0,U+72B1,U+72B3,U+72B6,U+72B8-72B9,U+72BC,U+72C8,U+72DB,U+72DD,U+72EC-72EE,U+72F1,U+730E,U+7315,U+731F,U+7355,U+7363,U+736D,U+7391,U+739B,U+73AE-73B0,U+73D1,U+740F-7410,U+743D-743E,U+7477,U+7484,U+748E-748F,U+74AE,U+74CD,U+74D2,U+74EF,U+74F9,U+7501,U+7523,U+7545,U+7568,U+7573-7575,U+757C,U+7589,U+7597,U+759F,U+75A1,U+75AC,U+75AE-75AF,U+75C9,U+75E9-75EC,U+7618,U+762B,U+762E,U+763E,U+7663,U+766B,U+7680,U+7683,U+76A3,U+76B1,U+76CF-76D1,U+76D7-76D8,U+76FF-7700,U+7721,U+7741,U+7750-7751,U+7771,U+7792,U+77A9,U+77D6,U+77EB,U+77F6,U+77FF-7801,U+7804,U+7815-7816,U+781A-781B,U+783A,U+783E,U+7840,U+784F,U+7855,U+7858,U+785A,U+7874,U+7876,U+78E6,U+7900,U+790A,U+7920,U+794E,U+796C,U+796F,U+7977-7978,U+797B,U+7984-7985,U+79AF,U+79B5,U+79C3,U+79E5,U+79EF-79F0,U+79FD,U+7A09,U+7A23,U+7A33-7A34,U+7A42,U+7A4F,U+7A63,U+7A77,U+7A8D,U+7A9C-7A9D,U+7AA5-7AA6,U+7AD2,U+7AD6,U+7ADE,U+7AF3-7AF5,U+7AF8,U+7B02-7B03,U+7B3A,U+7B3C,U+7B5B,U+7B5D,U+7B79,U+7B7E,U+7B80,U+7B93,U+7BA7,U+7BA9-7BAB,U+7BB0,U+7BB6,U+7BC3,U+7BED-7BEE,U+7C41,U+7C8B,U+7C9B,U+7CA4,U+7CA9-7CAA,U+7CC0,U+7CFA,U+7D27,U+7D4C,U+7D75-7D76,U+7D87,U+7D98-7D9A,U+7DC3,U+7DD1,U+7DD6,U+7DE2,U+7E01-7E02,U+7E04,U+7E26,U+7E4A-7E4B,U+7E4D,U+7E4F,U+7E9E,U+7EA0,U+7EA2-7EA3,U+7EA6-7EA8,U+7EAA-7EAB,U+7EAD-7EAF,U+7EB1-7EB3,U+7EB5-7EB9,U+7EBD-7EC1,U+7EC3-7EC6,U+7EC8-7ECA,U+7ECD-7ECE,U+7ED1-7ED5,U+7ED7-7EDE,U+7EE2-7EE3,U+7EE5,U+7EE7,U+7EE9-7EEB,U+7EED-7EF0,U+7EF3-7EF5,U+7EF7-7EF8,U+7EFC-7F01,U+7F03,U+7F05,U+7F07-7F09,U+7F0E,U+7F10,U+7F13-7F16,U+7F18-7F1A,U+7F1C-7F1D,U+7F20,U+7F24-7F25,U+7F28-7F2A,U+7F2D-7F2E,U+7F30,U+7F34,U+7F42,U+7F57,U+7F5A,U+7F62,U+7F81-7F82,U+7F99,U+7F9F,U+7FD8,U+8038,U+8042,U+804B-804C,U+8068,U+806A,U+806E,U+8074,U+807C,U+8083,U+80A0,U+80A4,U+80A8,U+80B0,U+80BE-80C1,U+80CB,U+80E7,U+80EB,U+80EE,U+80F7,U+80FF,U+810F-8111,U+8113,U+8126,U+8133,U+8138,U+8158,U+817B,U+817E,U+8181,U+818E,U+8194,U+81AD,U+81AF,U+81B8,U+81D3,U+81D6,U+81FD,U+8206,U+820E,U+8217,U+8224,U+8230-8231,U+8270,U+8273,U+8282,U+8288-8289,U+829C,U+82C1,U+82C5,U+82C7,U+82CB,U+82CD,U+830E,U+8346,U+8358,U+835A,U+835E-8361,U+8364,U+8367-8368,U+836B,U+8380,U+83B1-83B5,U+83B7,U+83BA,U+83BC,U+841D,U+8425,U+8427-8428,U+848B,U+84DD,U+84DF,U+84E6,U+8532,U+8535,U+8537,U+853A,U+853C,U+8574,U+85AB-85AC,U+85AE,U+85D3,U+864F,U+8651,U+8657,U+865A,U+867D,U+8680-8682,U+86CA,U+86CD-86CE,U+86EE,U+86F0,U+86F3,U+86FC,U+8717,U+8747,U+8749,U+874B,U+8772,U+8795,U+87A8,U+87C7,U+880E,U+883A,U+8854,U+886C,U+8885,U+88AD,U+88C4,U+88C6,U+88E4,U+88E9,U+8940,U+898C,U+899A,U+89B3,U+89BB,U+89C2,U+89C4-89C5,U+89C8-89CA,U+89D1,U+89DE,U+8A01,U+8A09,U+8A33,U+8A5D,U+8A6A,U+8A89,U+8AAD,U+8AB1,U+8ACE,U+8B21,U+8B64,U+8B72,U+8B89,U+8BA1-8BA5,U+8BA7-8BAA,U+8BAD-8BB0,U+8BB2-8BB4,U+8BB6-8BBA,U+8BBC-8BBD,U+8BBF-8BC1,U+8BC3-8BC6,U+8BC8-8BCB,U+8BCD,U+8BCF,U+8BD1,U+8BD5,U+8BD7-8BE1,U+8BE3,U+8BE5-8BE7,U+8BE9,U+8BEB-8BED,U+8BEF,U+8BF1-8BF2,U+8BF4-8BF8,U+8BFA-8BFB,U+8BFD-8BFE,U+8C01-8C03,U+8C05,U+8C08,U+8C0A-8C11,U+8C13-8C15,U+8C18-8C1C,U+8C1F,U+8C22-8C29,U+8C2C-8C2D,U+8C31,U+8C34,U+8C36,U+8C7C,U+8C8E,U+8CAE,U+8CD0,U+8D1E-8D1F,U+8D21-8D32,U+8D34-8D35,U+8D37-8D3C,U+8D3E-8D3F,U+8D41-8D44,U+8D48,U+8D4B-8D4C,U+8D4E-8D50,U+8D54,U+8D56,U+8D58,U+8D5A-8D5B,U+8D5E-8D60,U+8D62-8D63,U+8D75,U+8D8B,U+8DF5-8DF7,U+8DFB,U+8E08,U+8E58,U+8E7D,U+8E8F,U+8E99,U+8EAF,U+8EB1,U+8EBE,U+8EC1,U+8EC6,U+8EFD,U+8F0C,U+8F68-8F69,U+8F6C-8F6D,U+8F6F-8F72,U+8F74,U+8F76,U+8F7B-8F7D,U+8F7F,U+8F83-8F86,U+8F88-8F8A,U+8F8D,U+8F90-8F91,U+8F95-8F97,U+8F99,U+8F9E,U+8FA2,U+8FA9,U+8FAB,U+8FBD,U+8FC7-8FC8,U+8FD8-8FD9,U+8FDB-8FDF,U+8FE9,U+8FF3,U+9009-900A,U+9013,U+9029,U+9030,U+9039-903B,U+9045,U+9057,U+9065,U+9089,U+9093,U+909D,U+90AC,U+90B9,U+90D1,U+90DE,U+90F7-90F8,U+9115,U+9154,U+915D,U+916B,U+9171,U+917F,U+91A4,U+91B8,U+91C8,U+91CA,U+91D2,U+91E1,U+91F0,U+923B,U+9271,U+9274,U+92AD,U+9311,U+9332,U+935D,U+93B6,U+93B9-93BA,U+93BE,U+93C1,U+941A,U+941C,U+941E,U+9421-9423,U+945A,U+9488-948A,U+948E,U+9492-9493,U+9497,U+9499,U+949B-949E,U+94A0-94A1,U+94A3,U+94A5-94A9,U+94AC,U+94AE-94B1,U+94B3-94B5,U+94BB-94BC,U+94BE-94C0,U+94C2,U+94C5-94C6,U+94C9,U+94CE-94D0,U+94DB,U+94DD,U+94E0,U+94E2-94E3,U+94E8,U+94EC-94EE,U+94F0,U+94F2,U+94F5,U+94F8,U+94FA,U+94FE-9502,U+9504-9506,U+9508,U+950B-950C,U+950F-9510,U+9519-951B,U+951D,U+951F,U+9521-9526,U+952E-9530,U+9535,U+953A-953B,U+9540-9542,U+9549-954A,U+954D,U+9550-9551,U+9554-9556,U+955C,U+956C-956D,U+956F-9570,U+9573,U+9576,U+9595,U+95C2,U+95C4,U+95D7-95D8,U+95EA-95EB,U+95ED-95F0,U+95F2-95F3,U+95F5,U+95F7-95FB,U+95FD,U+9600-9602,U+9605,U+9607-9609,U+960E,U+9610-9611,U+9614,U+9616,U+9619-961A,U+961F,U+9634-9636,U+9646-9648,U+9655,U+9665,U+9668,U+967A,U+9682,U+9690,U+96A0,U+96B2,U+96B7,U+96BE,U+96CF,U+96D1,U+96EB,U+96F3,U+96FE,U+9701,U+970A,U+972D,U+9733,U+9750,U+9753,U+9759,U+9763,U+9765,U+9786,U+97E7,U+97E9,U+97EC,U+981A,U+982A,U+982C,U+983C-983D,U+9854-9855,U+985A,U+9876-9877,U+9879-987F,U+9881-9882,U+9884-988A,U+988C-988D,U+9890-9891,U+9893,U+9896-9898,U+989A,U+989C-989E,U+98A0,U+98A4,U+98A6-98A7,U+98D2-98D3,U+98D8-98DA,U+98E8,U+98EE,U+9901,U+9920,U+9944,U+9965,U+9968,U+996A,U+996D-9972,U+9975-9976,U+997A,U+997C,U+997F-9980,U+9984-9986,U+9988,U+998B,U+998D,U+998F,U+9992,U+9994-9995,U+99A0,U+99C6,U+9A12-9A13,U+9A28,U+9A6D,U+9A6F-9A71,U+9A73-9A74,U+9A76,U+9A78-9A79,U+9A7B-9A7C,U+9A7E-9A7F,U+9A81-9A82,U+9A84-9A87,U+9A8A-9A8C,U+9A90-9A91,U+9A97,U+9A9A,U+9A9E,U+9AA0-9AA1,U+9AA4-9AA5,U+9AC3-9AC5,U+9AC8,U+9ACB-9ACC,U+9ACE,U+9AD9,U+9AEA,U+9B13,U+9B2C,U+9B30,U+9B47,U+9B49,U+9B5E,U+9B63,U+9B84,U+9B8A,U+9B94,U+9B98,U+9BA3,U+9BBB,U+9BEE,U+9BF5,U+9BF9,U+9C2E,U+9C42,U+9C5A,U+9C7F-9C81,U+9C87-9C88,U+9C8D,U+9C91,U+9C94,U+9C97,U+9C9B-9C9C,U+9CA4,U+9CA8,U+9CAB,U+9CAD,U+9CB1-9CB3,U+9CB6-9CB8,U+9CC4-9CC5,U+9CCC-9CCD,U+9CD5-9CD7,U+9CDD-9CDF,U+9CEE-9CF0,U+9CFE,U+9D0E,U+9D2B,U+9D64,U+9D7A,U+9D8F,U+9D91,U+9E20-9E23,U+9E25-9E26,U+9E2D,U+9E2F,U+9E33,U+9E35,U+9E3D-9E3F,U+9E42-9E43,U+9E45,U+9E48-9E4A,U+9E4C,U+9E4F,U+9E51,U+9E55,U+9E64,U+9E66,U+9E6B,U+9E6D-9E6E,U+9E70,U+9E73,U+9E78,U+9EB8-9EBA,U+9ED2,U+9ED7,U+9ED9,U+9F14,U+9F84-9F85,U+9F88,U+9F9A-9F9B,U+9FF0-9FFF,U+A1F4,U+A4B0-A4B1,U+A4B3,U+A9C1-A9C2,U+AA31,U+AB34,U+AC00-AC01,U+AC04,U+AC08,U+AC10-AC11,U+AC13-AC16,U+AC19,U+AC1C-AC1D,U+AC24,U+AC70-AC71,U+AC74,U+AC77-AC78,U+AC80-AC81,U+AC83,U+AC8C,U+AC90,U+ACA0,U+ACA8-ACA9,U+ACAC,U+ACB0,U+ACB8-ACB9,U+ACBC-ACBD,U+ACC1,U+ACC4,U+ACE0-ACE1,U+ACE4,U+ACE8,U+ACF0-ACF1,U+ACF3,U+ACF5,U+ACFC,U+AD6D,U+C2A4,U+C5B4,U+C774,U+D55C,U+E253,U+E313-E314,U+E5C7,U+E5C9,U+E5D4,U+E602-E605,U+E60F-E611,U+E8DB-E8DC,U+F78A-F78C,U+F78E,U+F792-F796,U+F798,U+F79C,U+F7F5,U+F812,U+F815,U+F876,U+F8F5,U+F8F8,U+F8FF,U+F904,U+F909-F90A,U+F90F,U+F914,U+F918-F919,U+F91B,U+F91D,U+F91F,U+F923,U+F925,U+F92E-F92F,U+F934,U+F938,U+F93D,U+F93F,U+F941,U+F949,U+F94C,U+F94E-F94F,U+F95A,U+F95D,U+F961,U+F963,U+F966,U+F968-F970,U+F974,U+F977,U+F97A,U+F97C,U+F97F,U+F981,U+F983,U+F988,U+F98C,U+F996-F997,U+F999-F99A,U+F9A0,U+F9A3,U+F9A8,U+F9AD,U+F9B2-F9B4,U+F9B6,U+F9B9-F9BA,U+F9BE,U+F9C1,U+F9C4,U+F9C7,U+F9CA,U+F9CD,U+F9D0-F9D1,U+F9D3-F9D4,U+F9D7,U+F9DF,U+F9E1,U+F9E8,U+F9EA,U+F9F6-F9F7,U+F9F9,U+F9FC,U+F9FE,U+FA00-FA01,U+FA03-FA04,U+FA09,U+FA11,U+FA17,U+FA19,U+FA1B,U+FA1D,U+FA26,U+FA2C,U+FDFC,U+FE0E-FE0F,U+FE67,U+FE8E,U+FE92-FE93,U+FEAE,U+FECB-FECC,U+FEE0,U+FEEC,U+FEF3,U+FEFF,U+FFFC-FFFD,U+1D7C7,U+1F004,U+1F0CF,U+1F1E6-1F1F5,U+1F1F7-1F1FF,U+1F300,U+1F302-1F319,U+1F389,U+1F3FB,U+1F449,U+1F44D,U+1F464,U+1F495,U+1F602,U+1F60A,U+1F60D,U+1F618,U+1F62D,U+1F921-1F930,U+1F932-1F935,U+1F937-1F939,U+1F940-1F944,U+1F947-1F94A,U+1F950-1F95F,U+1F962-1F967,U+1F969-1F96A,U+1F980-1F981,U+1F984-1F98D,U+1F990-1F992,U+1F994-1F996,U+1F9C0,U+1F9D0,U+1F9D2,U+1F9D4,U+1F9D6,U+1F9D8,U+1F9DA,U+1F9DC-1F9DD,U+1F9DF-1F9E2,U+1F9E5-1F9E6,U+20024,U+2028E,U+203B7,U+20546,U+20584,U+205FB,U+207A9,U+207AD,U+20803,U+2081D,U+20895,U+20BD7,U+20CBF,U+21CDE,U+22399,U+22AB1,U+22BED,U+22BFE,U+22C64,U+22CB4,U+22CB8,U+22CEA,U+22D80,U+22F0C,U+22F1B,U+23073,U+23B88,U+23CA9,U+23F0E,U+242B6,U+24352,U+24419,U+24430,U+24605,U+2479A,U+24C8D,U+24D83,U+24E01,U+24E31,U+24E85,U+24EAA,U+2524C,U+2531A,U+25349,U+25435,U+25BDF,U+25BE5,U+25C14,U+25D0A,U+25E86,U+2624E,U+26293,U+26706,U+267EA,U+2725F,U+27304,U+27A63,U+27B99,U+27EF4,U+27FEC,U+27FF3,U+280BF,U+280F0,U+28154,U+28487,U+28891,U+2898D,U+2947E,U+296A8,U+296E9,U+29704,U+29730,U+29D71,U+29E19,U+29E36,U+F0001-F0005,U+F0019,U+F009B,U+F0101-F0104,U+F012B,U+F01BA,U+F01D6,U+F0209,U+F0217,U+F0223-F0224,U+FC355,U+FE327,U+FE517,U+FEB97,U+FFFB4';

export const urls: Readonly<Record<string, string>> = {
  '[0]': part0,
  '[1]': part1,
  '[2]': part2,
  '[4]': part4,
  '[10]': part10,
  '[11]': part11,
  '[12]': part12,
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
  '[120]': part120,
  '[121]': part121,
  '[122]': part122,
  '[123]': part123,
};

import {channelsOf} from '../../contrast.ts';

export type Lab = readonly [lightness: number, a: number, b: number];

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

/** sRGB to OKLab (Ottosson 2020), in which mixtures keep their brightness and do not turn grey. */
export function labOf(hex: string): Lab {
  const [red, green, blue] = channelsOf(hex).map((channel) => toLinear(channel / 255)) as [
    number,
    number,
    number,
  ];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}

/** Linear light 0-1 in 1024 steps to 8-bit sRGB. */
const encoded = Uint8ClampedArray.from({length: 1025}, (_, step) => {
  const linear = step / 1024;
  return 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);
});

/** Writes an OKLab colour as 8-bit sRGB into pixel data. */
export function writeLab(data: Uint8ClampedArray, at: number, lightness: number, a: number, b: number): void {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const put = (offset: number, linear: number) => {
    data[at + offset] = encoded[Math.min(1024, Math.max(0, Math.round(linear * 1024)))] ?? 0;
  };
  put(0, 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  put(1, -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  put(2, -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  data[at + 3] = 255;
}

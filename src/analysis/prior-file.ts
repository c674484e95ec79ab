import {InvalidInputError} from '../errors.ts';
import {lineFeatures} from './line-features.ts';
import {expectedVariance} from './ranking-design.ts';
import type {Learned, RankerModel} from './ranker.ts';

/** A trained ranker as it is shipped: plain data, coefficients in steps of 1/127 of the largest. */
export interface PriorFile {
  readonly version: 1;
  readonly trainedOn: RankerModel['trainedOn'];
  readonly slope: number;
  readonly median: number;
  /** Mean, coefficient, left variance and expected variance of each named feature. */
  readonly named: Readonly<Record<string, readonly [number, number, number, number]>>;
  readonly sparse: {
    /** Keys, separated by line feeds. */
    readonly keys: string;
    /** The largest coefficient; the bytes are signed 127ths of it, base64. */
    readonly largest: number;
    readonly coefficients: string;
    /** Left variances as 255ths of the expected one, base64. */
    readonly variances: string;
  };
}

const digits = (value: number) => Number(value.toPrecision(5));
const encode = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const decode = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export function packPrior(model: RankerModel): PriorFile {
  const entries = [...model.sparse].sort(([a], [b]) => (a < b ? -1 : 1));
  const largest = entries.reduce((max, [, {coefficient}]) => Math.max(max, Math.abs(coefficient)), 1e-9);
  return {
    version: 1,
    trainedOn: model.trainedOn,
    slope: digits(model.slope),
    median: digits(model.median),
    named: Object.fromEntries(
      model.named.map((id, k) => [
        id,
        [
          digits(model.means[k]!),
          digits(model.coefficients[k]!),
          digits(model.variances[k]!),
          digits(model.expected[k]!),
        ] as const,
      ]),
    ),
    sparse: {
      keys: entries.map(([key]) => key).join('\n'),
      largest: digits(largest),
      coefficients: encode(
        Uint8Array.from(entries, ([, {coefficient}]) => Math.round((127 * coefficient) / largest) & 255),
      ),
      variances: encode(
        Uint8Array.from(entries, ([key, {variance}]) =>
          Math.min(255, Math.round((255 * variance) / expectedVariance(key))),
        ),
      ),
    },
  };
}

/** @throws InvalidInputError where the file is of another version, or names features this version does not have */
export function unpackPrior(file: PriorFile): RankerModel {
  const refuse = (path: string, message: string) => {
    throw new InvalidInputError('the trained prior', [{path, message}]);
  };
  if (file.version !== 1)
    refuse('version', `is ${String(file.version)}; this release reads version 1. Train it again.`);
  const rows = lineFeatures.map(({id}) => {
    const row = file.named[id];
    if (!row) refuse(`named.${id}`, 'is missing. Train it again with this release.');
    return row!;
  });
  const keys = file.sparse.keys === '' ? [] : file.sparse.keys.split('\n');
  const coefficients = decode(file.sparse.coefficients);
  const variances = decode(file.sparse.variances);
  if (coefficients.length !== keys.length || variances.length !== keys.length) {
    refuse('sparse', 'has not one coefficient and one variance for each key');
  }
  const sparse = new Map<string, Learned>();
  for (const [index, key] of keys.entries()) {
    sparse.set(key, {
      coefficient: (((coefficients[index]! << 24) >> 24) * file.sparse.largest) / 127,
      variance: (variances[index]! * expectedVariance(key)) / 255,
      expected: expectedVariance(key),
    });
  }
  const column = (at: 0 | 1 | 2 | 3) => Float64Array.from(rows, (row) => row[at]);
  return {
    version: 1,
    named: lineFeatures.map(({id}) => id),
    means: column(0),
    coefficients: column(1),
    variances: column(2),
    expected: column(3),
    sparse,
    median: file.median,
    slope: file.slope,
    doubtSlope: file.slope,
    transferVariance: 0,
    trainedOn: file.trainedOn,
  };
}

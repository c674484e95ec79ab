import type {SceneFields} from '../../contract.ts';
import {formatNumber} from './numeral.tsx';

/** Units this short stand beside the number; longer ones under it. */
const longestSign = 3;

/** A unit that stands beside its number; `undefined` for none, and for one so long that it stands under it. */
export const signOf = ({unit}: {readonly unit?: string | undefined}): string | undefined =>
  unit !== undefined && unit.length <= longestSign ? unit : undefined;

/** Says how the values of a statistic's series are written beside their bars. */
export function writtenIn(scene: SceneFields<'statistic'>, language: string): (value: number) => string {
  return (value) => {
    const decimals = Number.isInteger(value) ? 0 : Math.max(1, scene.decimals);
    const plain = `${scene.prefix ?? ''}${formatNumber(value, decimals, language)}${signOf(scene) ?? ''}`;
    // Over a bar there is room for a few signs only; the whole figure stands beside the chart.
    return plain.length > 7
      ? new Intl.NumberFormat(language, {notation: 'compact', maximumSignificantDigits: 3}).format(value)
      : plain;
  };
}

/** The bar of a series that the figure itself stands for: the last where none has its value. */
export function ownBar({series, value}: SceneFields<'statistic'>): number {
  const matching = series?.findIndex((bar) => bar.value === value) ?? -1;
  return matching === -1 ? (series?.length ?? 0) - 1 : matching;
}

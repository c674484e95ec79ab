import {InvalidInputError} from '../../errors.ts';

/** What finished scenes may take on disk when nobody says otherwise: some hundred of them. */
export const defaultCacheLimit = 2e9;

const units: Readonly<Record<string, number>> = {KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12};

/**
 * Reads a size as people write it: `2GB`, `500 MB`, `1.5gb`, or `0`. A number without a unit is refused: nobody means
 * two bytes.
 * @param name what is set, named in the error
 * @returns bytes, in decimal units
 * @throws InvalidInputError
 */
export function parseCacheLimit(text: string, name: string): number {
  const trimmed = text.trim();
  if (/^0+$/.test(trimmed)) return 0;
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]B)$/i.exec(trimmed) ?? [];
  const bytes = Math.round(Number(amount) * (units[unit.toUpperCase()] ?? 0));
  if (unit !== '' && Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidInputError(name, [
    {path: '', message: `'${text}' is no size; write it like 2GB or 500MB, or 0 to keep no scenes`},
  ]);
}

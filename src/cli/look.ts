import {brandTheme} from '../compositions/brand-theme.ts';
import {logoColours} from '../media/logo-colours.ts';
import {InvalidInputError} from '../errors.ts';
import type {EngineChoice} from '../ports/index.ts';
import {captionStyleSchema, type Storyboard, type Theme} from '../schema/index.ts';
import {oneOf} from './choices.ts';

export interface ThemeFlags {
  readonly theme?: string | undefined;
  readonly brand?: string | undefined;
  readonly logo?: string | undefined;
}

/** How videos look and sound, as typed: the options that `viral make` and `viral batch` share. */
export interface LookFlags extends ThemeFlags {
  readonly template?: string;
  readonly option?: readonly string[];
  readonly overlay?: readonly string[];
  readonly keepAssets?: boolean;
  readonly captions?: string;
  readonly aspect?: string;
  readonly media?: string;
  readonly voice?: string;
  readonly pronunciations?: string;
  readonly quality?: string;
  readonly engine?: string;
  readonly compositions?: string;
}

/**
 * The theme that was asked for: its id, or with `--brand` or `--logo` a theme in those colours whose type, shape, motion
 * and background are those of `--theme`. `undefined` leaves it to the template.
 * @throws InvalidInputError for a colour or a file that is none
 */
export async function themeOf(
  {theme, brand, logo}: ThemeFlags,
  signal: AbortSignal,
): Promise<string | Theme | undefined> {
  if (brand === undefined && logo === undefined) return theme;
  return brandTheme({
    ...(brand === undefined ? {} : {colour: brand.startsWith('#') ? brand : `#${brand}`}),
    ...(logo === undefined ? {} : {logo: await logoColours(logo, {signal})}),
    ...(theme === undefined ? {} : {base: theme}),
  });
}

/** @throws InvalidInputError */
export const engineOf = (name: string | undefined): EngineChoice =>
  oneOf('--engine', ['auto', 'web', 'screenshots'], name ?? 'auto');

/** The word captions that were asked for: a style, or `none`. */
export function captionsOf(choice: string | undefined): Partial<Storyboard['captions']> | undefined {
  if (choice === undefined) return undefined;
  const named = oneOf('--captions', [...captionStyleSchema.options, 'none'], choice);
  return named === 'none' ? {show: false} : {style: named};
}

/**
 * Options of a template as they are typed: `wipes=false`, `device=card`. What reads as a number, true or false is one;
 * quotes keep it a text.
 * @throws InvalidInputError where no name or no value stands
 */
export function templateOptionsOf(
  typed: readonly string[] | undefined,
): Storyboard['template']['options'] | undefined {
  if (typed === undefined) return undefined;
  return Object.fromEntries(
    typed.map((each) => {
      const [, name, value = ''] = /^([A-Za-z]\w*)=(.+)$/s.exec(each) ?? [];
      if (name === undefined) {
        throw new InvalidInputError('--option', [
          {path: '', message: `'${each}' must be a name and a value, as in wipes=false`},
        ]);
      }
      if (/^(?:true|false|-?\d+(?:\.\d+)?)$/.test(value))
        return [name, JSON.parse(value) as number | boolean];
      return [name, /^".*"$/s.test(value) ? value.slice(1, -1) : value];
    }),
  );
}

import {InvalidInputError} from '../errors.ts';
import {themeSchema, type Theme} from '../schema/index.ts';
import {blueprint} from './themes/blueprint.ts';
import {candy} from './themes/candy.ts';
import {harbor} from './themes/harbor.ts';
import {lagoon} from './themes/lagoon.ts';
import {noir} from './themes/noir.ts';
import {press} from './themes/press.ts';
import {sage} from './themes/sage.ts';
import {swiss} from './themes/swiss.ts';
import {terracotta} from './themes/terracotta.ts';
import {volt} from './themes/volt.ts';

// Where a colour fills large parts of the frame (grounds, surfaces, accent) it is one that survives the browser's 8-bit
// conversion to BT.601 to within one step: it rounds chroma down, and of some colours three steps of 255 are left off.

/** The themes that come with the package. A theme is data: copy one, change it, pass it in its place. */
export const themes: readonly Theme[] = [
  volt,
  lagoon,
  press,
  swiss,
  terracotta,
  candy,
  blueprint,
  sage,
  noir,
  harbor,
].map((theme) => themeSchema.parse(theme));

/**
 * The theme of that id.
 * @throws InvalidInputError that lists the themes there are
 */
export function findTheme(id: string): Theme {
  const theme = themes.find((candidate) => candidate.id === id);
  if (theme) return theme;
  const known = themes.map((candidate) => candidate.id).join(', ');
  throw new InvalidInputError('the theme', [
    {path: 'theme', message: `there is no theme '${id}'; there are ${known}, or pass a theme of your own`},
  ]);
}

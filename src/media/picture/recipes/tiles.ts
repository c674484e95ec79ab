import {mix, type Rgb} from '../colour.ts';
import {clamp01, lay, set, type Recipe} from '../recipe.ts';

const motifs = ['quarter', 'half', 'disc', 'rings', 'triangle', 'stripes', 'leaf', 'dot', 'plain'] as const;

/** A grid of plain shapes: quarter and half circles, rings, stripes. */
export const tiles: Recipe = {
  name: 'tiles',
  alt: 'Abstract geometric pattern: a grid of circles, arcs, triangles and stripes',
  suits:
    /number|money|market|business|percent|price|cost|data|build|house|work|school|design|tech|phone|computer|code|app|compan|bank|econom|learn|study|list|step/,
  draw({width, height, inks, random}) {
    const columns = 4;
    const size = width / columns;
    const rows = Math.ceil(height / size);
    const quiet = mix(inks.ground, inks.depth(0.3), inks.dark ? 0.5 : 0.35);
    const grounds: Rgb[] = [inks.ground, quiet, mix(inks.ground, inks.depth(0), 0.5), inks.depth(0.75)];
    const shapes: Rgb[] = [
      inks.accent,
      inks.second,
      inks.depth(0.92),
      inks.ink,
      mix(inks.accent, inks.ground, 0.4),
    ];
    const pick = <Item>(items: readonly Item[], but?: Item): Item => {
      const left = items.filter((item) => item !== but);
      return left[Math.floor(random() * left.length)] ?? (items[0] as Item);
    };
    let before: (typeof motifs)[number] | undefined;
    const cells = Array.from({length: rows * columns}, () => {
      const ground = pick(grounds);
      // Shapes must stand out from their own ground.
      const contrast = shapes.filter((colour) => difference(colour, ground) > 90);
      const shape = pick(contrast.length > 0 ? contrast : [inks.ink]);
      const motif = pick(motifs, before);
      before = motif;
      return {
        ground,
        shape,
        extra: pick(contrast.length > 1 ? contrast : shapes, shape),
        motif,
        turn: Math.floor(random() * 4),
      };
    });
    return (x, y, out, grain) => {
      const column = Math.min(columns - 1, Math.floor(x / size));
      const row = Math.min(rows - 1, Math.floor(y / size));
      const cell = cells[row * columns + column];
      if (!cell) return set(out, inks.ground);
      set(out, cell.ground);
      // Local coordinates 0..1, turned by quarters.
      let u = x / size - column;
      let v = y / size - row;
      for (let turn = 0; turn < cell.turn; turn++) [u, v] = [v, 1 - u];
      const radius = Math.sqrt(u * u + v * v);
      const centre = Math.sqrt((u - 0.5) ** 2 + (v - 0.5) ** 2);
      const cover = (edge: number) => clamp01(edge * size + 0.5);
      const soft = 1 - 0.1 * clamp01(0.5 + grain) * (u + v) * 0.5;
      switch (cell.motif) {
        case 'quarter':
          lay(out, cell.shape, cover(1 - radius) * soft);
          break;
        case 'half':
          lay(out, cell.shape, cover(0.5 - Math.sqrt((u - 0.5) ** 2 + v * v)) * soft);
          lay(out, cell.extra, cover(0.5 - Math.sqrt((u - 0.5) ** 2 + (1 - v) ** 2)) * soft);
          break;
        case 'disc':
          lay(out, cell.shape, cover(0.42 - centre) * soft);
          lay(out, cell.extra, cover(0.42 - centre) * cover(v - u));
          break;
        case 'rings':
          for (const [edge, colour] of [
            [1, cell.shape],
            [0.78, cell.ground],
            [0.56, cell.extra],
            [0.34, cell.ground],
            [0.17, cell.shape],
          ] as const) {
            lay(out, colour, cover(edge - radius));
          }
          break;
        case 'triangle':
          lay(out, cell.shape, cover((1 - u - v) * Math.SQRT1_2) * soft);
          break;
        case 'stripes':
          lay(
            out,
            cell.shape,
            cover(0.25 - Math.abs(((u * 4) % 1) - 0.5)) > 0
              ? clamp01(((0.25 - Math.abs(((u * 4) % 1) - 0.5)) * size) / 4 + 0.5)
              : 0,
          );
          break;
        case 'leaf':
          lay(
            out,
            cell.shape,
            Math.min(cover(1 - radius), cover(1 - Math.sqrt((1 - u) ** 2 + (1 - v) ** 2))) * soft,
          );
          break;
        case 'dot':
          lay(out, cell.shape, cover(0.18 - centre));
          break;
        case 'plain':
          break;
      }
    };
  },
};

function difference(one: Rgb, other: Rgb): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

import {seededRandom} from '../seeded.ts';
import {mix} from '../inks.ts';
import {smoothstep, type GroundRecipe} from './recipe.ts';

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly shape: number;
  readonly color: string;
  readonly quarter: number;
  /** Frame of 30 a second on which the tile first turns. */
  readonly turnsAt: number;
}

/** Frames between two turns of the same tile. */
const period = 150;

/** Rows of quarter discs, discs and half squares above and below a flat panel; tiles turn a quarter one by one. */
export const truchet: GroundRecipe = ({width, height, inks, seed, quietTop, quietBottom}) => {
  const random = seededRandom(seed);
  const across = width < height ? 6 : Math.round(width / Math.max(12, Math.min(quietTop, height / 12)));
  const size = width / across;
  const shades = [mix(inks.ground, inks.ink, 0.09), mix(inks.ground, inks.ink, 0.05)];
  const tiles: Tile[] = [];
  const addRow = (y: number) => {
    for (let column = 0; column < across; column++) {
      const loud = random() < 0.14;
      tiles.push({
        x: column * size,
        y,
        shape: Math.floor(random() * 5),
        color: loud ? inks.accent : (shades[random() < 0.6 ? 0 : 1] ?? inks.line),
        quarter: Math.floor(random() * 4),
        turnsAt: Math.floor(random() * period),
      });
    }
  };
  for (let y = quietTop - size; y > -size; y -= size) addRow(y);
  for (let y = quietBottom; y < height; y += size) addRow(y);

  const drawTile = (context: CanvasRenderingContext2D, tile: Tile, frame30: number) => {
    const since = frame30 - tile.turnsAt;
    const turns = Math.floor(since / period);
    const part = since < 0 ? 0 : turns + smoothstep(0, 14, since - turns * period);
    context.save();
    context.translate(tile.x + size / 2, tile.y + size / 2);
    context.rotate(((tile.quarter + part) * Math.PI) / 2);
    context.fillStyle = tile.color;
    const half = size / 2;
    context.beginPath();
    if (tile.shape === 0 || tile.shape === 3) {
      context.moveTo(-half, -half);
      context.arc(-half, -half, size, 0, Math.PI / 2);
    } else if (tile.shape === 1) context.arc(0, 0, half * 0.94, 0, Math.PI * 2);
    else if (tile.shape === 2) context.rect(-half, -half, size, half);
    else context.arc(0, -half, half, 0, Math.PI);
    context.fill();
    context.restore();
  };
  return (context, frame30) => {
    context.fillStyle = inks.ground;
    context.fillRect(0, 0, width, height);
    context.save();
    context.beginPath();
    context.rect(0, 0, width, Math.max(0, quietTop));
    context.rect(0, quietBottom, width, height);
    context.clip();
    for (const tile of tiles) drawTile(context, tile, frame30);
    context.restore();
  };
};

import {useMemo} from 'react';
import {channelsOf} from '../../contrast.ts';
import type {Theme} from '../../../schema/index.ts';
import {Canvas} from '../canvas.tsx';
import {useFrame30, useStage} from '../scene-stage.tsx';
import {halftone} from './halftone.ts';
import {grid, plain, rays, ridges, topographic} from './lines.ts';
import {mesh} from './mesh.ts';
import {paper} from './paper.ts';
import {bake, smoothstep, type GroundRecipe} from './recipe.ts';
import {truchet} from './truchet.ts';

type Pattern = Theme['background'];

const recipes: Readonly<Record<Pattern, GroundRecipe>> = {
  mesh,
  halftone,
  paper,
  truchet,
  topographic,
  grid,
  ridges,
  rays,
  plain,
};

/** How much of the ground colour lies over a pattern where text stands, so that every ink keeps its contrast. */
const quietAlpha: Readonly<Record<Pattern, {readonly dark: number; readonly light: number}>> = {
  mesh: {dark: 0.12, light: 0.75},
  halftone: {dark: 0, light: 0.1},
  paper: {dark: 0, light: 0.1},
  truchet: {dark: 0, light: 0},
  topographic: {dark: 0.6, light: 0.6},
  grid: {dark: 0.55, light: 0.6},
  ridges: {dark: 0.6, light: 0.6},
  rays: {dark: 0.1, light: 0.1},
  plain: {dark: 0, light: 0},
};

/** The pattern moves on every second frame of 30: twice the life for half the work is not worth it here. */
const step = 2;

/** Pixels of the ground canvas for one px of the frame. */
const density = 0.5;

/** A soft veil of the ground colour over the rows that hold text. */
function veil(
  width: number,
  height: number,
  top: number,
  bottom: number,
  color: string,
  alpha: number,
): HTMLCanvasElement {
  return bake(`veil/${top}/${bottom}/${color}/${alpha}`, 8, 96, (context) => {
    const [red, green, blue] = channelsOf(color);
    const fade = (0.09 * 96 * Math.min(width, height)) / height;
    for (let row = 0; row < 96; row++) {
      const from = (top / height) * 96;
      const to = (bottom / height) * 96;
      const inside = smoothstep(from - fade, from, row) * (1 - smoothstep(to, to + fade, row));
      context.fillStyle = `rgb(${red} ${green} ${blue} / ${alpha * inside})`;
      context.fillRect(0, row, 8, 1);
    }
  });
}

/** The moving ground of a scene: the theme's pattern, quiet where the text stands. Fills the frame. */
export function Ground() {
  const {scope, inks, width, height} = useStage();
  const frame = useFrame30();
  const {seed, theme, safeArea} = scope;
  const [columns, rows] = [Math.round(width * density), Math.round(height * density)];
  const [top, bottom] = [safeArea.y * density, (safeArea.y + safeArea.height) * density];
  const paint = useMemo(() => {
    const pattern = theme.background;
    const painter = recipes[pattern]({
      width: columns,
      height: rows,
      unit: Math.min(columns, rows) / 1080,
      inks,
      seed,
      quietTop: top,
      quietBottom: bottom,
    });
    const [red, green, blue] = channelsOf(inks.ground);
    const alpha = quietAlpha[pattern][red + green + blue < 384 ? 'dark' : 'light'];
    const quiet = alpha > 0 ? veil(columns, rows, top, bottom, inks.ground, alpha) : null;
    return (context: CanvasRenderingContext2D, frame30: number) => {
      painter(context, frame30);
      if (!quiet) return;
      context.imageSmoothingQuality = 'low';
      context.drawImage(quiet, 0, 0, columns, rows);
    };
  }, [theme.background, inks, seed, columns, rows, top, bottom]);
  const shown = Math.floor(frame / step) * step;
  return (
    <Canvas
      x={0}
      y={0}
      width={width}
      height={height}
      density={density}
      paintKey={`${seed}/${shown}/${inks.ground}`}
      paint={(context) => {
        context.setTransform(1, 0, 0, 1, 0, 0);
        paint(context, shown);
      }}
    />
  );
}

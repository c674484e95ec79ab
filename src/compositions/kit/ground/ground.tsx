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
  mesh: {dark: 0.22, light: 0.75},
  halftone: {dark: 0, light: 0.1},
  paper: {dark: 0, light: 0.1},
  truchet: {dark: 0, light: 0},
  topographic: {dark: 0.6, light: 0.6},
  grid: {dark: 0.55, light: 0.6},
  ridges: {dark: 0.6, light: 0.6},
  rays: {dark: 0.1, light: 0.1},
  plain: {dark: 0, light: 0},
};

/** A pattern moves on every second frame of 30: all of them are slow, and half the frames then cost a copy. */
const step = 2;

/** Pixels a pattern is painted with for one px of the frame: soft ones need few, hard edges all of them. */
const densities: Readonly<Record<Pattern, number>> = {
  mesh: 0.5,
  halftone: 1,
  paper: 0.5,
  truchet: 1,
  topographic: 1,
  grid: 1,
  ridges: 1,
  rays: 0.5,
  plain: 0.1,
};

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
  const paint = useMemo(() => {
    const pattern = theme.background;
    const density = densities[pattern];
    const [columns, rows] = [Math.round(width * density), Math.round(height * density)];
    const [top, bottom] = [safeArea.y * density, (safeArea.y + safeArea.height) * density];
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
    const whole = (context: CanvasRenderingContext2D, frame30: number) => {
      painter(context, frame30);
      if (!quiet) return;
      context.imageSmoothingQuality = 'low';
      context.drawImage(quiet, 0, 0, columns, rows);
    };
    if (density === 1) return whole;
    // Scaled up here and not by the engine: it copies a canvas of its own size at a tenth of the price.
    const small = document.createElement('canvas');
    small.width = columns;
    small.height = rows;
    const smallContext = small.getContext('2d');
    return (context: CanvasRenderingContext2D, frame30: number) => {
      if (!smallContext) return;
      whole(smallContext, frame30);
      context.imageSmoothingQuality = 'low';
      context.drawImage(small, 0, 0, width, height);
    };
  }, [theme.background, inks, seed, width, height, safeArea]);
  const shown = Math.floor(frame / step) * step;
  return (
    <Canvas
      x={0}
      y={0}
      width={width}
      height={height}
      paintKey={`${seed}/${shown}/${inks.ground}`}
      paint={(context) => paint(context, shown)}
    />
  );
}

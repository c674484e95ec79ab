import {useMemo} from 'react';
import type {Box} from '../../../platforms/index.ts';
import {channelsOf} from '../../contrast.ts';
import type {Theme} from '../../../schema/index.ts';
import {Canvas} from '../canvas.tsx';
import {useFrame30, useStage} from '../scene-stage.tsx';
import {aurora} from './aurora.ts';
import {bokeh} from './bokeh.ts';
import {flow} from './flow.ts';
import {halftone} from './halftone.ts';
import {leak} from './leak.ts';
import {grid, plain, rays, ridges, topographic} from './lines.ts';
import {mesh} from './mesh.ts';
import {paper} from './paper.ts';
import {measuredQuiet, quietZone} from './quiet-zone.ts';
import type {GroundPainter, GroundRecipe} from './recipe.ts';
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
  flow,
  aurora,
  leak,
  bokeh,
  plain,
};

/**
 * How much of the ground colour lies at least over a pattern where text stands. Lines that cross letters look cheap
 * even where they can be read, so theirs is high; of soft patterns the rest is measured, see `measuredQuiet`.
 */
const leastQuiet: Readonly<Record<Pattern, {readonly dark: number; readonly light: number}>> = {
  mesh: {dark: 0.2, light: 0.7},
  halftone: {dark: 0, light: 0.1},
  paper: {dark: 0, light: 0.1},
  truchet: {dark: 0, light: 0},
  topographic: {dark: 0.86, light: 0.82},
  grid: {dark: 0.55, light: 0.6},
  ridges: {dark: 0.6, light: 0.6},
  rays: {dark: 0.1, light: 0.1},
  flow: {dark: 0.86, light: 0.9},
  aurora: {dark: 0.1, light: 0.1},
  leak: {dark: 0, light: 0},
  bokeh: {dark: 0.45, light: 0.45},
  plain: {dark: 0, light: 0},
};

/** Patterns without hard edges, which a small painting of them tells all about. */
const soft: ReadonlySet<Pattern> = new Set(['mesh', 'aurora', 'leak', 'bokeh']);

/** Width that a soft pattern is measured at, px. */
const measuredWidth = 72;

/**
 * Frames of 30 a second after which a pattern moves on; those between cost a copy, and the encoder next to nothing. Lines
 * are slow enough for every second frame; what has no edges may wait longer without anyone seeing a step.
 */
const steps: Readonly<Record<Pattern, number>> = {
  mesh: 3,
  halftone: 2,
  paper: 5,
  truchet: 2,
  topographic: 2,
  grid: 2,
  ridges: 2,
  rays: 2,
  flow: 2,
  aurora: 3,
  leak: 3,
  bokeh: 2,
  plain: Infinity,
};

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
  flow: 0.5,
  aurora: 0.25,
  leak: 0.5,
  bokeh: 0.5,
  plain: 0.1,
};

/** The moving ground of a scene: the theme's pattern, quiet where the text stands. Fills the frame. */
export function Ground() {
  const {scope, inks, width, height} = useStage();
  const frame = useFrame30();
  const {seed, theme, safeArea} = scope;
  const paint = useMemo(() => {
    const pattern = theme.background;
    const density = densities[pattern];
    const [columns, rows] = [Math.round(width * density), Math.round(height * density)];
    const scaled = (share: number): Box => ({
      x: safeArea.x * share,
      y: safeArea.y * share,
      width: safeArea.width * share,
      height: safeArea.height * share,
    });
    const prepare = (share: number): GroundPainter => {
      const [wide, high] = [Math.round(width * share), Math.round(height * share)];
      const {y, height: rows} = scaled(share);
      const unit = Math.min(wide, high) / 1080;
      return recipes[pattern]({
        width: wide,
        height: high,
        unit,
        inks,
        seed,
        quietTop: y,
        quietBottom: y + rows,
      });
    };
    const painter = prepare(density);
    const [red, green, blue] = channelsOf(inks.ground);
    const least = leastQuiet[pattern][red + green + blue < 384 ? 'dark' : 'light'];
    const share = measuredWidth / width;
    const measured = soft.has(pattern)
      ? measuredQuiet(prepare(share), inks, measuredWidth, Math.round(height * share), scaled(share))
      : 0;
    const alpha = Math.max(least, measured);
    const quiet = alpha > 0 ? quietZone(columns, rows, scaled(density), inks.ground, alpha) : null;
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
  const step = steps[theme.background];
  const shown = Number.isFinite(step) ? Math.floor(frame / step) * step : 0;
  return (
    <Canvas
      x={0}
      y={0}
      width={width}
      height={height}
      opaque
      paintKey={`${seed}/${shown}/${inks.ground}`}
      paint={(context) => paint(context, shown)}
    />
  );
}

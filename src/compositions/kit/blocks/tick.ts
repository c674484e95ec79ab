/** A place as shares of a square's side. */
type Share = readonly [x: number, y: number];

export interface Tick {
  /** Side of the square it stands in, px. */
  readonly side: number;
  readonly color: string;
  /** Width of the stroke, as a share of the side. */
  readonly weight: number;
  /** Where it begins, turns and ends. */
  readonly through: readonly [Share, Share, Share];
}

/** Draws the tick of a right answer, with round ends. */
export function strokeTick(context: CanvasRenderingContext2D, {side, color, weight, through}: Tick): void {
  context.strokeStyle = color;
  context.lineWidth = weight * side;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  for (const [x, y] of through) context.lineTo(x * side, y * side);
  context.stroke();
}

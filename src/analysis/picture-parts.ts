import type {Estimate} from './bootstrap.ts';

export const ink = '#1b1f24';
export const soft = '#5b6470';
export const line = '#d5dae0';
export const accent = '#0b5fa5';

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
export const at = (value: number) => value.toFixed(1);

export function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${at(x)}" y="${at(y)}" ${attributes}>${escapeXml(content)}</text>`;
}

/** Maps values to pixels; values outside the range stand at its edge. */
export const scale = (from: number, to: number, start: number, end: number) => (value: number) =>
  start + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (end - start);

export const percent = (value: number, digits = 0) => `${(100 * value).toFixed(digits)} %`;

export interface Panel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function axes({x, y, width, height}: Panel, title: string): string {
  return [
    text(x, y - 18, title, `font-size="16" font-weight="600" fill="${ink}"`),
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${line}"/>`,
  ].join('');
}

/** What the axes of a panel stand for. */
export function axisNames({x, y, width, height}: Panel, across: string, up?: string): string {
  const [left, middle] = [x - 48, y + height / 2];
  return [
    text(x + width / 2, y + height + 38, across, `text-anchor="middle" fill="${soft}"`),
    up === undefined
      ? ''
      : text(
          left,
          middle,
          up,
          `text-anchor="middle" fill="${soft}" transform="rotate(-90 ${at(left)} ${at(middle)})"`,
        ),
  ].join('');
}

/** A remark in the lower right corner, where no good figure stands. */
export function remark({x, y, width, height}: Panel, ...lines: readonly string[]): string {
  return lines
    .map((content, index) =>
      text(
        x + width - 10,
        y + height - 12 - 18 * (lines.length - 1 - index),
        content,
        `text-anchor="end" fill="${soft}"`,
      ),
    )
    .join('');
}

/** Said and came true: a dot a bin, as large as the bin, with its 95 % interval (Wilson). */
export function calibrationDots(
  bins: readonly {readonly predicted: number; readonly observed: number; readonly count: number}[],
  toX: (value: number) => number,
  toY: (value: number) => number,
  what: string,
): string {
  const most = Math.max(1, ...bins.map(({count}) => count));
  return bins
    .map(({predicted, observed, count}) => {
      const z = 1.96 ** 2 / count;
      const middle = (observed + z / 2) / (1 + z);
      const reach = (1.96 * Math.sqrt((observed * (1 - observed) + z / 4) / count)) / (1 + z);
      const x = at(toX(predicted));
      return [
        `<line x1="${x}" x2="${x}" y1="${at(toY(middle - reach))}" y2="${at(toY(middle + reach))}" stroke="${accent}"/>`,
        `<circle cx="${x}" cy="${at(toY(observed))}" r="${at(3 + 5 * Math.sqrt(count / most))}" fill="${accent}" fill-opacity="0.75"><title>${count} ${what}: said ${percent(predicted, 1)}, came true ${percent(observed, 1)}</title></circle>`,
      ].join('');
    })
    .join('');
}

export function whisker(
  estimate: Estimate,
  toX: (value: number) => number,
  y: number,
  colour: string,
): string {
  return [
    `<line x1="${at(toX(estimate.low))}" x2="${at(toX(estimate.high))}" y1="${at(y)}" y2="${at(y)}" stroke="${colour}" stroke-width="2"/>`,
    `<circle cx="${at(toX(estimate.value))}" cy="${at(y)}" r="5" fill="${colour}"/>`,
  ].join('');
}

/** A whole picture: panels of 350 by 300 side by side under a caption, rows of them one below the other. */
export function pictureOf(title: string, caption: string, rows: readonly (readonly string[])[]): string {
  const height = 60 + 400 * rows.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1320 ${height}" width="1320" height="${height}" font-family="system-ui, sans-serif" font-size="13" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="1320" height="${height}" fill="#ffffff"/>`,
    text(70, 34, caption, `font-size="18" fill="${ink}"`),
    ...rows.flat(),
    '</svg>\n',
  ].join('');
}

/** Where a panel stands. @param column 0 to 2 */
export const panelAt = (column: number, row = 0): Panel => ({
  x: 70 + column * 430,
  y: 90 + row * 400,
  width: 350,
  height: 300,
});

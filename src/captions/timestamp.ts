/** ms as `01:02:03` with a mark and three digits after it. */
export function timestamp(ms: number, mark: ',' | '.'): string {
  const whole = Math.max(0, Math.round(ms));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = two(Math.floor(whole / 3_600_000));
  const minutes = two(Math.floor(whole / 60_000) % 60);
  const seconds = two(Math.floor(whole / 1000) % 60);
  return `${hours}:${minutes}:${seconds}${mark}${String(whole % 1000).padStart(3, '0')}`;
}

const clock = /^(-?)(?:(\d{1,6}):)?(\d{1,6}):(\d{1,6})(?:[.,:](\d{1,9}))?$/;
const secondsOnly = /^(-?)(\d{1,9})[.,](\d{1,9})$/;

/**
 * Reads a time of a subtitle file: hours may be missing, the mark before the fraction may be a comma, a dot or a
 * colon, and the fraction may have any number of digits (`5` is half a second).
 * @returns ms, negative where a minus stands before it; null where it is no time
 */
export function parseTimestamp(written: string): number | null {
  const text = /\s/.test(written) ? written.replace(/\s+/g, '') : written;
  const byClock = clock.exec(text);
  const match = byClock ?? secondsOnly.exec(text);
  if (!match) return null;
  const fraction = match[byClock ? 5 : 3] ?? '0';
  const seconds = byClock
    ? (Number(byClock[2] ?? 0) * 60 + Number(byClock[3])) * 60 + Number(byClock[4])
    : Number(match[2]);
  const ms = seconds * 1000 + Math.round(Number(fraction) * 10 ** (3 - fraction.length));
  return match[1] === '-' ? -ms : ms;
}

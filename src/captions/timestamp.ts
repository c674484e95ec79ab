/** ms as `01:02:03` with a mark and three digits after it. */
export function timestamp(ms: number, mark: ',' | '.'): string {
  const whole = Math.max(0, Math.round(ms));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = two(Math.floor(whole / 3_600_000));
  const minutes = two(Math.floor(whole / 60_000) % 60);
  const seconds = two(Math.floor(whole / 1000) % 60);
  return `${hours}:${minutes}:${seconds}${mark}${String(whole % 1000).padStart(3, '0')}`;
}

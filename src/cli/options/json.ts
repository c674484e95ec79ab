/** `--json` of a command; its progress goes to standard error. */
export const jsonOption = [
  '--json',
  'print one JSON object on standard output and nothing else there',
] as const;

export const jsonArrayOption = [
  '--json',
  'print one JSON array on standard output and nothing else there',
] as const;

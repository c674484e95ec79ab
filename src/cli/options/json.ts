/** `--json` of a command whose progress goes to standard error. */
export const jsonOption = [
  '--json',
  'print one JSON object on standard output and nothing else there',
] as const;

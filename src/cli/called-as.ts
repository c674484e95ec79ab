import {join, relative} from 'node:path';

/** How to call this command line again, from here. */
export function calledAs(): string {
  const main = relative(process.cwd(), process.argv[1] ?? '');
  return main === join('dist', 'cli', 'main.js') ? `node ${main}` : 'npx viral';
}

// How a measured script hears what to do and tells how it went.
import {readFileSync} from 'node:fs';

export const order = JSON.parse(readFileSync(process.argv[2], 'utf8'));

/** Hands the result over and lets the process end. */
export function report(result) {
  return new Promise((resolve) => {
    process.send({type: 'result', ...result}, () => {
      process.disconnect();
      resolve();
    });
  });
}

/** Sends a message and waits for its answer. */
export function ask(message) {
  return new Promise((resolve) => {
    process.once('message', resolve);
    process.send(message);
  });
}

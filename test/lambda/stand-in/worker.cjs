// One environment of the stand-in: loads Remotion's own function code behind the guard and runs one invocation at a
// time, as its parent says. Ends with its parent.
'use strict';
const {installGuard, assertGuarded} = require('./guard.cjs');
const guard = installGuard(process.env.TMPDIR);
assertGuarded(guard);

const childProcess = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const {Writable} = require('node:stream');

const {STAND_IN_BROWSER: browser, STAND_IN_FUNCTION: functionFile} = process.env;
// Where a Lambda layer puts the browser; Remotion looks there and nowhere else.
const layerBrowser = '/opt/bin/chromium';
const functionFolder = path.dirname(functionFile);

const {existsSync} = fs;
fs.existsSync = (file) => (file === layerBrowser ? true : existsSync(file));

const mapped = (text) => (text === layerBrowser ? browser : text);
/** Only the browser and the programs that came with the function may be started. */
function allowed(command, args) {
  const own = (text) => text === browser || text.startsWith(`${functionFolder}${path.sep}`);
  return own(command) || (path.basename(command) === 'setpriv' && args.some((arg) => own(String(arg))));
}
const {spawn, execSync} = childProcess;
childProcess.spawn = (command, args = [], options) => {
  const real = mapped(command);
  const all = args.map(mapped);
  if (!allowed(real, all)) throw new Error(`guard: ${command} may not be started here`);
  return spawn(real, all, options);
};
childProcess.execSync = (command, options) => {
  if (!/^command -v setpriv\b/.test(command)) throw new Error(`guard: ${command} may not be run here`);
  return execSync(command, options);
};
for (const name of ['exec', 'execFile', 'execFileSync', 'spawnSync', 'fork']) {
  childProcess[name] = () => {
    throw new Error(`guard: ${name} may not be used here`);
  };
}
require('node:module').syncBuiltinESMExports();

globalThis.awslambda = {streamifyResponse: (handler) => handler};
// Only now: everything above holds.
const {handler} = require(functionFile);

const say = (message) =>
  new Promise((resolve) => {
    if (process.connected) process.send(message, () => resolve());
    else resolve();
  });

const {now} = Date;

async function invoke({id, payload, arn, deadline, aheadInMs}) {
  // The clock of AWS, as far as times are written down.
  Date.now = () => now() + aheadInMs;
  const stream = new Writable({
    // As far as the reader is, so that a slow one slows this down as it would there.
    highWaterMark: 1 << 16,
    write(chunk, _encoding, done) {
      if (process.connected) process.send({type: 'chunk', id, bytes: chunk}, () => done());
      else done();
    },
  });
  stream.setContentType = () => undefined;
  const ended = new Promise((resolve) => stream.once('finish', resolve));
  const context = {
    awsRequestId: id,
    invokedFunctionArn: arn,
    getRemainingTimeInMillis: () => Math.max(0, deadline - now()),
  };
  try {
    await handler(JSON.parse(payload), stream, context);
    // Writing may end after the handler has returned, or it may have been forgotten.
    if (stream.writableLength === 0 && !stream.writableEnded) stream.end();
    await ended;
    await say({type: 'done', id, wipes: guard.seen.wipes, refused: guard.seen.refused});
  } catch (error) {
    await say({type: 'failed', id, name: error?.name ?? 'Error', message: String(error?.message ?? error)});
  }
}

process.on('message', (message) => void invoke(message));
process.on('disconnect', () => process.exit(0));
void say({type: 'ready'});

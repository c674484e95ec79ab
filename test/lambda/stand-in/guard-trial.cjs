// Does to /tmp what Remotion's function code does to it, in a process of its own, behind the guard or one of its walls.
// Started by guard.test.ts, which looks afterwards whether anything is gone. Without a wall it refuses to begin.
'use strict';
const fs = require('node:fs');
const paths = require('node:path');
const {installGuard, assertGuarded} = require('./guard.cjs');

const [, , what] = process.argv;
if (process.permission === undefined) throw new Error('the permission model must be on for this trial');
// Only the removal itself is of interest here, so the folder to begin from is one that the test made.
const victim = process.env.TRIAL_VICTIM;

/** The same steps, written anew: list, remove each file, go down into each folder, remove that. */
function wipe(folder, top) {
  for (const name of fs.readdirSync(folder)) {
    const path = paths.join(folder, name);
    try {
      if (fs.statSync(path).isDirectory()) wipe(path, top);
      else fs.unlinkSync(path);
    } catch (error) {
      outcome.errors.push(String(error.code));
    }
  }
  if (folder !== top) fs.rmSync(folder, {recursive: true, force: true});
}

const outcome = {what, errors: [], asserted: false, wipes: 0, refused: 0};
try {
  if (what === 'both walls') {
    const guard = installGuard(process.env.TMPDIR);
    assertGuarded(guard);
    outcome.asserted = true;
    wipe('/tmp', '/tmp');
    wipe(victim, victim);
    outcome.wipes = guard.seen.wipes;
    outcome.refused = guard.seen.refused.length;
  } else if (what === 'permission model alone') {
    wipe(victim, victim);
  } else if (what === 'assert without guard') {
    assertGuarded({home: fs.realpathSync(process.env.TMPDIR), seen: {wipes: 0, refused: []}});
  } else if (what === 'shared folder') {
    installGuard('/tmp');
  }
} catch (error) {
  outcome.threw = error.message;
}
process.stdout.write(JSON.stringify(outcome));

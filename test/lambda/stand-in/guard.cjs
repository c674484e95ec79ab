// Stands between Remotion's function code and this machine. That code empties the literal folder /tmp before each
// invocation: right inside a Lambda environment, ruinous anywhere else. Two walls hold it, and `assertGuarded` tries both
// before any of that code may be loaded:
//   1. the functions of node:fs, replaced here: listing /tmp empties the private folder and answers with nothing;
//      removing, moving and writing outside of the private folder throws;
//   2. Node's permission model, which the parent turns on: writing outside of the private folder is denied natively.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const {fileURLToPath} = require('node:url');
const {syncBuiltinESMExports} = require('node:module');

const sharedFolders = new Set(['/tmp', '/var/tmp', '/private/tmp']);
const native = {
  readdirSync: fs.readdirSync,
  realpathSync: fs.realpathSync,
  rmSync: fs.rmSync,
  unlinkSync: fs.unlinkSync,
};

function textOf(target) {
  if (typeof target === 'string') return target;
  if (target instanceof URL) return fileURLToPath(target);
  if (Buffer.isBuffer(target) || target instanceof Uint8Array) return Buffer.from(target).toString();
  return null;
}

/** Where a path leads once the links above it are followed; the last part itself is what is removed or written. */
function placeOf(target) {
  const whole = path.resolve(target);
  const missing = [path.basename(whole)];
  for (let folder = path.dirname(whole); ; folder = path.dirname(folder)) {
    try {
      return path.join(native.realpathSync(folder), ...missing);
    } catch {
      if (folder === path.dirname(folder)) return whole;
      missing.unshift(path.basename(folder));
    }
  }
}

/** Replaces the functions of node:fs. `privateFolder` is absolute, exists, and is not a shared one. */
function installGuard(privateFolder) {
  const home = native.realpathSync(privateFolder);
  if (sharedFolders.has(home) || home === '/' || home === os.userInfo().homedir) {
    throw new Error(`guard: ${home} is shared; a private folder is needed`);
  }
  const inside = (place) => place.startsWith(`${home}${path.sep}`);
  const seen = {wipes: 0, refused: []};

  const refuse = (name, target) => {
    seen.refused.push(`${name} ${target}`);
    const error = new Error(`guard: ${name} outside of the private folder: ${target}`);
    error.code = 'EACCES';
    return error;
  };
  const check = (name, target) => {
    const text = textOf(target);
    if (text === null) return;
    if (!inside(placeOf(text))) throw refuse(name, text);
    // A link inside may lead outside: removing it removes the link, but writing follows it.
    if (!/^(?:rm|rmdir|unlink|rename)/.test(name)) {
      let real;
      try {
        real = native.realpathSync(text);
      } catch {
        return;
      }
      if (!inside(real)) throw refuse(name, text);
    }
  };
  const isShared = (target) => {
    const text = textOf(target);
    if (text === null) return false;
    const whole = path.resolve(text);
    if (sharedFolders.has(whole)) return true;
    try {
      return sharedFolders.has(native.realpathSync(whole));
    } catch {
      return false;
    }
  };
  const emptyHome = () => {
    seen.wipes++;
    for (const name of native.readdirSync(home)) {
      native.rmSync(path.join(home, name), {recursive: true, force: true});
    }
    return [];
  };

  /** Wraps one function in its three forms: `nameSync`, `name` with a callback, and that of `fs.promises`. */
  const wrap = (name, wrapper) => {
    const sync = fs[`${name}Sync`];
    if (sync) fs[`${name}Sync`] = (...args) => wrapper(`${name}Sync`, args, () => sync.apply(fs, args));
    const later = fs[name];
    if (later) {
      fs[name] = (...args) => {
        const done = args.at(-1);
        try {
          return wrapper(
            name,
            args,
            () => later.apply(fs, args),
            (value) => process.nextTick(done, null, value),
          );
        } catch (error) {
          if (typeof done !== 'function') throw error;
          process.nextTick(done, error);
          return undefined;
        }
      };
    }
    const promised = fs.promises[name];
    if (promised) {
      fs.promises[name] = async (...args) =>
        wrapper(`${name} (promise)`, args, () => promised.apply(fs.promises, args));
    }
  };
  const reaching = (places) => (name, args, go) => {
    for (const place of places) check(name, args[place]);
    return go();
  };
  for (const name of [
    'rm',
    'rmdir',
    'unlink',
    'truncate',
    'writeFile',
    'appendFile',
    'mkdir',
    'chmod',
    'utimes',
  ]) {
    wrap(name, reaching([0]));
  }
  wrap('rename', reaching([0, 1]));
  wrap('copyFile', reaching([1]));
  wrap('cp', reaching([1]));
  wrap('link', reaching([0, 1]));
  wrap('symlink', reaching([1]));
  wrap('open', (name, args, go) => {
    const flags = args[1];
    const writes =
      typeof flags === 'string' ? !/^rs?$/.test(flags) : typeof flags === 'number' && (flags & 3) !== 0;
    if (writes && textOf(args[0]) !== '/dev/null') check(name, args[0]);
    return go();
  });
  const {createWriteStream} = fs;
  fs.createWriteStream = (...args) => {
    check('createWriteStream', args[0]);
    return createWriteStream.apply(fs, args);
  };
  wrap('readdir', (name, args, go, answer) => {
    if (!isShared(args[0])) return go();
    const nothing = emptyHome();
    return answer ? answer(nothing) : nothing;
  });
  wrap('opendir', (name, args, go) => {
    if (isShared(args[0])) throw refuse(name, textOf(args[0]));
    return go();
  });
  syncBuiltinESMExports();
  return {home, seen};
}

/** Tries both walls. Throws unless each of them holds by itself: nothing of Remotion's may be loaded then. */
function assertGuarded({home, seen}) {
  const must = (holds, what) => {
    if (!holds) throw new Error(`guard: ${what}; the function code is not loaded`);
  };
  must(process.env.TMPDIR !== undefined && path.resolve(process.env.TMPDIR) !== '/tmp', 'TMPDIR is /tmp');
  must(native.realpathSync(os.tmpdir()) === home, 'the folder for temporary files is not the private one');
  must(!sharedFolders.has(home), 'the private folder is a shared one');

  // The first wall: what the wipe asks first answers with nothing, and did empty the private folder.
  const crumb = path.join(home, 'crumb');
  fs.writeFileSync(crumb, '');
  for (const name of ['/tmp', '/tmp/', '/tmp/.'])
    must(fs.readdirSync(name).length === 0, `${name} is listed`);
  must(!fs.existsSync(crumb), 'the private folder was not emptied');
  const beside = path.join(path.dirname(home), 'guard-canary');
  must(
    native.readdirSync(path.dirname(home)).includes('guard-canary'),
    'there is no canary beside the private folder',
  );
  for (const name of ['rmSync', 'unlinkSync', 'rmdirSync', 'writeFileSync', 'truncateSync']) {
    let refused = false;
    try {
      fs[name](path.join(beside, 'feather'), name === 'rmSync' ? {recursive: true, force: true} : '');
    } catch (error) {
      refused = error.message.startsWith('guard: ');
    }
    must(refused, `${name} reaches outside`);
  }
  must(native.readdirSync(beside).includes('feather'), 'the canary is gone');

  // The second wall, asked past the first.
  must(process.permission !== undefined, "Node's permission model is off");
  must(!process.permission.has('fs.write', '/tmp'), 'the permission model lets /tmp be written');
  must(process.permission.has('fs.write', path.join(home, 'x')), 'the private folder cannot be written');
  let denied = false;
  try {
    native.unlinkSync(path.join(beside, 'feather'));
  } catch (error) {
    denied = error.code === 'ERR_ACCESS_DENIED';
  }
  must(denied, 'the permission model lets a file outside be removed');
  must(native.readdirSync(beside).includes('feather'), 'the canary is gone');

  // What is counted from here on is the function's own doing.
  seen.wipes = 0;
  seen.refused.length = 0;
}

module.exports = {installGuard, assertGuarded};

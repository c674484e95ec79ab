import {spawn} from 'node:child_process';
import {main} from './command.ts';

/** Runs `viral` beside this process, with an environment of its own. */
export async function viralWith(
  args: readonly string[],
  {cwd, input, environment}: {cwd: string; input: string; environment: Readonly<Record<string, string>>},
): Promise<{code: number | null; stdout: string; stderr: string}> {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: {PATH: '', HOME: cwd, ...environment},
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return {code, stdout, stderr};
}

import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {embeddedCacheDir, embeddedVoice} from '../embedded.ts';
import {probe} from '../ffmpeg.ts';
import {checkRemotionVersions, examineWebEngine, findBrowser} from '../render/index.ts';
import {encodeWav} from '../sound/index.ts';
import {makeFolder} from '../whole-files.ts';
import {exitCodes} from './exit.ts';
import {lambdaChecks} from './lambda/doctor.ts';

interface Diagnosis {
  readonly part: string;
  readonly works: boolean;
  /** What was found, or what to do about it. */
  readonly text: string;
}

async function examine(part: string, look: () => Promise<string>): Promise<Diagnosis> {
  try {
    return {part, works: true, text: await look()};
  } catch (error) {
    return {part, works: false, text: error instanceof Error ? error.message : String(error)};
  }
}

async function nodeVersion(): Promise<string> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node ${process.versions.node} is too old; install Node 20.19 or newer.`);
  }
  return process.versions.node;
}

async function cacheFolder(): Promise<string> {
  const folder = await embeddedCacheDir();
  const trial = join(folder, `.trial-${process.pid}`);
  await makeFolder(folder);
  await writeFile(trial, '');
  await rm(trial);
  return folder;
}

async function speaks(signal: AbortSignal): Promise<string> {
  const voice = await embeddedVoice();
  try {
    const {samples, sampleRateHz} = await voice.doSpeak({text: 'Ready.', language: 'en', rate: 1, signal});
    return `${voice.name} speaks ${voice.languages.join(', ')} (${(samples.length / sampleRateHz).toFixed(1)} s of sound just now)`;
  } finally {
    await voice.doClose?.();
  }
}

async function ffmpegAnswers(cacheDir: string, signal: AbortSignal): Promise<string> {
  const wav = encodeWav({sampleRateHz: 48_000, channels: [new Float32Array(480)]}, 16);
  const file = join(cacheDir, `.trial-${process.pid}.wav`);
  await writeFile(file, wav);
  try {
    await probe(file, {signal});
    return "Remotion's own, with ffprobe";
  } finally {
    await rm(file, {force: true});
  }
}

function browserSetting(): {browserExecutable?: string} {
  const browserExecutable = process.env['VIRAL_BROWSER'];
  return browserExecutable === undefined || browserExecutable === '' ? {} : {browserExecutable};
}

/** `viral doctor`: tries each part for real and says what to do about what fails. */
export async function doctor(flags: {readonly json?: boolean}, signal: AbortSignal): Promise<number> {
  const cacheDir = await embeddedCacheDir();
  const findings = [
    await examine('Node', nodeVersion),
    await examine('cache folder', cacheFolder),
    await examine('Remotion packages', async () => checkRemotionVersions(process.cwd())),
    await examine('browser', async () => {
      const {path, source} = await findBrowser({cacheDir, ...browserSetting()});
      return `${path} (${source})`;
    }),
    await examine('engines', async () => {
      const problem = await examineWebEngine({cacheDir, signal, ...browserSetting()});
      return problem === null
        ? 'web (draws and encodes in the browser) and screenshots'
        : `screenshots only, which is about four times slower: ${problem} A Chrome with H.264 has both.`;
    }),
    await examine('ffmpeg', () => ffmpegAnswers(cacheDir, signal)),
    await examine('voice', () => speaks(signal)),
  ];
  for (const {part, look} of await lambdaChecks(process.cwd())) findings.push(await examine(part, look));
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(findings)}\n`);
  } else {
    for (const {part, works, text} of findings) {
      process.stdout.write(
        `${works ? 'ok  ' : 'FAIL'}  ${part.padEnd(18)} ${text.replaceAll('\n', '\n      ')}\n`,
      );
    }
  }
  return findings.every((finding) => finding.works) ? exitCodes.done : exitCodes.failed;
}

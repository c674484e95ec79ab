import {embeddedCacheDir} from '../../embedded.ts';
import {numberOf} from '../choices.ts';
import {compositionsOf} from '../compositions-entry.ts';
import {exitCodes} from '../exit.ts';
import {readSettings} from '../settings.ts';
import {accountOf, keepPlace} from './places.ts';

export interface DeployFlags {
  readonly region: string;
  readonly profile?: string;
  readonly site?: string;
  readonly memory?: string;
  readonly disk?: string;
  readonly timeout?: string;
  readonly role?: string;
  readonly compositions?: string;
  readonly json?: boolean;
}

/** `viral lambda deploy`: function and site, and where they are in `viral.lambda.json`. */
export async function lambdaDeploy(flags: DeployFlags, signal: AbortSignal): Promise<number> {
  const {deployLambda} = await import('../../render/lambda.ts');
  const settings = await readSettings(process.cwd());
  const entry = await compositionsOf(flags.compositions, settings);
  const browserExecutable = process.env['VIRAL_BROWSER'];
  let last = '';
  const deployed = await deployLambda({
    region: flags.region,
    cacheDir: await embeddedCacheDir(),
    signal,
    ...(flags.profile === undefined ? {} : {account: accountOf(flags.profile)}),
    ...(flags.site === undefined ? {} : {siteName: flags.site}),
    ...(flags.memory === undefined
      ? {}
      : {memorySizeInMb: numberOf('--memory', flags.memory, {least: 512, most: 10240, whole: true})}),
    ...(flags.disk === undefined
      ? {}
      : {diskSizeInMb: numberOf('--disk', flags.disk, {least: 512, most: 10240, whole: true})}),
    ...(flags.timeout === undefined
      ? {}
      : {timeoutInSeconds: numberOf('--timeout', flags.timeout, {least: 15, most: 900, whole: true})}),
    ...(flags.role === undefined ? {} : {roleArn: flags.role}),
    ...(entry === undefined ? {} : {entry}),
    ...(browserExecutable === undefined || browserExecutable === '' ? {} : {browserExecutable}),
    onProgress: (_fraction, detail) => {
      if (detail !== last && detail !== 'done') process.stderr.write(`${detail} …\n`);
      last = detail;
    },
  });
  const {region, functionName, serveUrl, bucketName, did, oldFunctions} = deployed;
  const file = await keepPlace(process.cwd(), {
    ...{region, functionName, serveUrl, bucketName},
    ...(flags.profile === undefined ? {} : {profile: flags.profile}),
  });
  if (flags.json === true) process.stdout.write(`${JSON.stringify(deployed)}\n`);
  else {
    process.stdout.write(
      `function  ${functionName} (${did.function})\nsite      ${serveUrl} (${did.site}${did.uploadedFiles > 0 ? `, ${did.uploadedFiles} files` : ''})\nkept in   ${file}\n`,
    );
    if (oldFunctions.length > 0) {
      process.stdout.write(
        `\nOf other versions: ${oldFunctions.join(', ')}\nRemove them with: viral lambda cleanup --functions\n`,
      );
    }
  }
  return exitCodes.done;
}

import {ViralError, type NextAction} from '../../errors.ts';

/**
 * What to do after a render has failed.
 * `throttled`: the account is busy; wait, and ask for less. `again`: the render once more. `never`: it would fail the same
 * way. `auth`: nothing works there until credentials are put right. `gone`: nothing works there until function and site are
 * deployed anew.
 */
export type RenderFate = 'throttled' | 'again' | 'never' | 'auth' | 'gone';

/** Whether every other render would fail the same way in that place, and this one might do well in another. */
export const isOfPlace = (fate: RenderFate) => fate === 'auth' || fate === 'gone';

const throttling =
  /rate exceeded|concurrency limit reached|TooManyRequests|ConcurrentInvocationLimit|throttl|reserved ?concurren|SlowDown|reduce your request rate/i;
const credentials =
  /ExpiredToken|security token|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKeyId|AccessDenied|not authorized|no AWS credentials|Could not load credentials|CredentialsProviderError/i;
const gone = [
  /version mismatch/i,
  /incompatible (?:version|payload)/i,
  /Function not found|ResourceNotFound|NoSuchBucket/,
  /No bucket with the name/,
  // What stands at the address of the site is no site any more.
  /verify that it is a Remotion project|not a valid Remotion project|the status code was 40[34]/i,
];
const final = [
  /could not find composition/i,
  /already exists\. delete it/i,
  /too many functions/i,
  /is not valid:/,
  /are not valid:/,
  /ZodError|invalid-input|unknown-template|font-missing|asset-missing/,
  /RequestTooLarge|RequestEntityTooLarge|InvalidParameterValue|InvalidRequestContent/,
  /The S3 Key must match/i,
];

/** Classifies what a render or a service said. Whatever is not known deserves one more try, and no more. */
export function fateOf(text: string): RenderFate {
  if (throttling.test(text)) return 'throttled';
  if (credentials.test(text)) return 'auth';
  if (gone.some((pattern) => pattern.test(text))) return 'gone';
  return final.some((pattern) => pattern.test(text)) ? 'never' : 'again';
}

const actions: Readonly<Record<RenderFate, NextAction>> = {
  throttled: 'retry',
  again: 'retry',
  never: 'fatal',
  auth: 'auth',
  gone: 'fatal',
};

const codeOf = (fate: RenderFate) => (fate === 'gone' ? 'version-mismatch' : 'render-failed');

/** What a person does about it. */
const advices: Readonly<Partial<Record<RenderFate, string>>> = {
  auth: ' Check the credentials (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, or REMOTION_AWS_…) and the policies; see "viral lambda policies".',
  throttled: ' The account has no free functions: lower `limit`, or ask for a higher quota (L-B99A9384).',
  gone: ' Function or site are not there any more, or are of another version: run "viral lambda deploy" for that region, or call deployLambda, and then the same again.',
};

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.name}: ${error.message}`;
}

/** Never more of a foreign text than this. */
const keptCharacters = 600;

function readable(text: string): string {
  // Addresses that were signed carry credentials.
  return text
    .replaceAll(/X-Amz-(?:Signature|Credential|Security-Token)=[^&\s"]+/g, '…')
    .slice(0, keptCharacters);
}

/** An error of a service as one of this package's family; those pass as they are. */
export function cloudError(error: unknown, doing: string): ViralError {
  if (ViralError.isInstance(error)) return error;
  const text = textOf(error);
  const fate = fateOf(text);
  const advice = fate === 'throttled' ? '' : (advices[fate] ?? '');
  return new ViralError(codeOf(fate), `AWS failed while ${doing}: ${readable(text)}.${advice}`, {
    action: actions[fate],
    cause: error,
  });
}

/** A render that has failed for good or may be begun again, as its fate says. */
export function renderError(message: string, fate: RenderFate = fateOf(message)): ViralError {
  return new ViralError(
    codeOf(fate),
    `The render on Lambda failed: ${readable(message)}${advices[fate] ?? ''}`,
    {
      action: actions[fate],
    },
  );
}

/** What an error of this module's own making means for the render. */
export function fateOfError(error: unknown): RenderFate {
  if (ViralError.isInstance(error)) {
    if (error.action === 'auth') return 'auth';
    if (error.code === 'version-mismatch') return 'gone';
    if (error.action === 'fatal') return 'never';
  }
  return fateOf(textOf(error));
}

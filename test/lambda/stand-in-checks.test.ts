import {getAwsClient, presignUrl} from '@remotion/lambda-client';
import {createHash} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {firstAccount, startStandIn, type StandIn} from './stand-in/stand-in.ts';

const region = 'eu-central-1';
let standIn: StandIn;
beforeAll(async () => {
  // Nothing here runs a function.
  standIn = await startStandIn({browser: '/nowhere', functionName: 'remotion-render-0', limit: 1});
  Object.assign(process.env, standIn.env);
});
afterAll(async () => standIn?.close());

type Sdk = ReturnType<typeof getAwsClient<'s3'>>['sdk'];

/** The SDK's own client with a key of the caller's choice. */
function clientWith(key: {readonly id: string; readonly secret: string}, inRegion = region) {
  const {sdk}: {readonly sdk: Sdk} = getAwsClient({region, service: 's3'});
  const client = new sdk.S3Client({
    region: inRegion,
    endpoint: standIn.url,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: {accessKeyId: key.id, secretAccessKey: key.secret},
  });
  return {client, sdk};
}
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );

describe('the stand-in believes nobody', () => {
  it('refuses a key that nobody has, another secret, another account, and another region', async () => {
    const own = standIn.keyOf(firstAccount);
    const {client, sdk} = clientWith(own);
    await client.send(new sdk.CreateBucketCommand({Bucket: 'mine'}));
    const put = () => new sdk.PutObjectCommand({Bucket: 'mine', Key: 'a b/c+d', Body: 'text'});
    expect(await codeOf(client.send(put()))).toBe('accepted');
    expect(await codeOf(clientWith({...own, secret: 'guessed'}).client.send(put()))).toBe(
      'SignatureDoesNotMatch',
    );
    expect(await codeOf(clientWith({...own, id: 'NOBODY'}).client.send(put()))).toBe('InvalidClientTokenId');
    expect(await codeOf(clientWith(standIn.keyOf('999999999999')).client.send(put()))).toBe('AccessDenied');
    expect(await codeOf(clientWith(own, 'us-east-1').client.send(put()))).toBe('PermanentRedirect');
    expect((await fetch(`${standIn.url}/mine/?list-type=2`)).status).toBe(403);
    expect((await fetch(`${standIn.url}/mine/a%20b/c%2Bd`, {method: 'PUT', body: 'x'})).status).toBe(403);
    // The policy of Remotion's buckets.
    expect(await (await fetch(`${standIn.url}/mine/a%20b/c%2Bd`)).text()).toBe('text');
  });

  it('refuses a signature that is too old, and an address that has expired or was changed', async () => {
    const {client, sdk} = clientWith(standIn.keyOf(firstAccount));
    // The client learns the time from the refusal and would sign anew; it has one attempt.
    standIn.settings.aheadInMs = 20 * 60 * 1000;
    expect(await codeOf(client.send(new sdk.ListBucketsCommand({})))).toBe('RequestTimeTooSkewed');
    standIn.settings.aheadInMs = 0;
    const url = await presignUrl({region, bucketName: 'mine', objectKey: 'a b/c+d', expiresInSeconds: 60});
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'))).status).toBe(403);
    standIn.settings.aheadInMs = 61_000;
    expect((await fetch(url)).status).toBe(403);
    standIn.settings.aheadInMs = 0;
  });

  it('refuses a body that is not the one that was named', async () => {
    const {client, sdk} = clientWith(standIn.keyOf(firstAccount));
    const named = createHash('sha256').update('named').digest('base64');
    const put = (Body: string) =>
      new sdk.PutObjectCommand({Bucket: 'mine', Key: 'k', Body, ChecksumSHA256: named});
    expect(await codeOf(client.send(put('named')))).toBe('accepted');
    expect(await codeOf(client.send(put('other')))).toBe('BadDigest');
  });

  it('refuses what Lambda would not take in one piece, and names of functions it does not have', async () => {
    const {client, sdk} = getAwsClient({region, service: 'lambda'});
    const invoke = (
      bytes: number,
      InvocationType: 'Event' | 'RequestResponse',
      FunctionName = 'remotion-render-0',
    ) =>
      codeOf(
        client.send(new sdk.InvokeCommand({FunctionName, InvocationType, Payload: Buffer.alloc(bytes, 'x')})),
      );
    expect(await invoke(257 * 1024, 'Event')).toBe('RequestTooLargeException');
    expect(await invoke(6 * 1024 * 1024 + 1, 'RequestResponse')).toBe('RequestTooLargeException');
    expect(await invoke(10, 'Event', 'remotion-render-1')).toBe('ResourceNotFoundException');
    expect(standIn.invocations).toEqual([]);
  });
});

import {createHash, createHmac} from 'node:crypto';
import type {IncomingMessage} from 'node:http';

/** Somebody who may sign. */
export interface Key {
  readonly id: string;
  readonly secret: string;
  /** Twelve digits. */
  readonly account: string;
}

export type Verdict =
  | {readonly as: 'nobody'}
  | {readonly as: 'somebody'; readonly key: Key; readonly region: string; readonly service: string}
  | {readonly as: 'refused'; readonly code: string; readonly message: string};

const hash = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');
const hmac = (key: Uint8Array | string, text: string) => createHmac('sha256', key).update(text).digest();

/** RFC 3986: everything but letters, digits and `-._~`. */
const encoded = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** How long a request stays good, ms. */
const tolerance = 15 * 60 * 1000;

/**
 * Checks a request's signature as AWS does: Signature Version 4, in the `Authorization` header or in the address.
 * Only keys that are known may sign, for the moment, the region and the service that they name, and the headers, the
 * address and the body that arrived.
 */
export function verifySignature(
  request: IncomingMessage,
  body: Buffer,
  keys: ReadonlyMap<string, Key>,
  nowMs: number,
): Verdict {
  const refused = (code: string, message = code): Verdict => ({as: 'refused', code, message});
  const [rawPath = '/', rawQuery = ''] = (request.url ?? '/').split('?', 2);
  const query =
    rawQuery === ''
      ? []
      : rawQuery.split('&').map((pair) => {
          const [name = '', value = ''] = pair.split('=', 2);
          return [decodeURIComponent(name), decodeURIComponent(value)] as const;
        });
  const asked = new Map(query);
  const header = request.headers.authorization;
  const presigned = header === undefined && asked.has('X-Amz-Signature');
  if (header === undefined && !presigned) return {as: 'nobody'};
  const parts = presigned
    ? {
        credential: asked.get('X-Amz-Credential'),
        signed: asked.get('X-Amz-SignedHeaders'),
        signature: asked.get('X-Amz-Signature'),
        date: asked.get('X-Amz-Date'),
      }
    : {
        credential: /Credential=([^,\s]+)/.exec(header ?? '')?.[1],
        signed: /SignedHeaders=([^,\s]+)/.exec(header ?? '')?.[1],
        signature: /Signature=([0-9a-f]+)/.exec(header ?? '')?.[1],
        date: String(request.headers['x-amz-date']),
      };
  const {credential, signed, signature, date} = parts;
  if (!credential || !signed || !signature || !date) return refused('IncompleteSignature');
  const [id = '', day = '', region = '', service = '', end = ''] = credential.split('/');
  const key = keys.get(id);
  if (key === undefined)
    return refused('InvalidClientTokenId', 'The security token included in the request is invalid.');
  const told = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!told || !date.startsWith(day) || end !== 'aws4_request') return refused('IncompleteSignature');
  const signedAt = Date.UTC(
    ...(told
      .slice(1)
      .map(Number)
      .map((value, index) => (index === 1 ? value - 1 : value)) as [number, number]),
  );
  if (presigned) {
    const lasts = Number(asked.get('X-Amz-Expires')) * 1000;
    if (!(lasts > 0) || nowMs > signedAt + lasts) return refused('AccessDenied', 'Request has expired');
    if (signedAt > nowMs + tolerance) return refused('AccessDenied', 'Request is not yet valid');
  } else if (Math.abs(nowMs - signedAt) > tolerance) {
    const message = 'The difference between the request time and the current time is too large.';
    return refused(
      service === 's3' ? 'RequestTimeTooSkewed' : 'InvalidSignatureException',
      service === 's3' ? message : `Signature expired: ${message}`,
    );
  }
  const names = signed.split(';');
  if (!names.includes('host')) return refused('SignatureDoesNotMatch');
  const claimed = request.headers['x-amz-content-sha256'];
  if (typeof claimed === 'string' && /^[0-9a-f]{64}$/.test(claimed) && claimed !== hash(body)) {
    return refused('XAmzContentSHA256Mismatch');
  }
  const payload = presigned ? 'UNSIGNED-PAYLOAD' : typeof claimed === 'string' ? claimed : hash(body);
  // S3 signs the path as it is sent, every other service encodes it once more.
  const path = service === 's3' ? rawPath : rawPath.split('/').map(encoded).join('/');
  const canonical = [
    request.method ?? 'GET',
    path,
    query
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&'),
    ...names.map((name) => {
      const value = request.headers[name];
      return `${name}:${(Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replaceAll(/ +/g, ' ')}`;
    }),
    '',
    signed,
    payload,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, `${day}/${region}/${service}/aws4_request`, hash(canonical)].join(
    '\n',
  );
  const signing = hmac(hmac(hmac(hmac(`AWS4${key.secret}`, day), region), service), 'aws4_request');
  if (createHmac('sha256', signing).update(text).digest('hex') !== signature) {
    return refused(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  }
  return {as: 'somebody', key, region, service};
}

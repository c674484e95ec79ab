import {createHash} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {crc32} from 'node:zlib';

/** One stored thing. Replaced whole, so that nobody ever reads half of it. */
export interface StoredObject {
  readonly body: Buffer;
  readonly etag: string;
  readonly modified: Date;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface StandInBucket {
  /** Whose it is, and where it lies. */
  readonly account: string;
  readonly region: string;
  readonly objects: Map<string, StoredObject>;
  readonly uploads: Map<string, {readonly key: string; readonly parts: Map<number, Buffer>}>;
  readonly created: Date;
}

export interface StandInS3 {
  readonly buckets: Map<string, StandInBucket>;
  /** How often each operation was asked for, as in `PUT object`. */
  readonly counts: Map<string, number>;
  /** @param by who signed, and for which region; nobody may read single objects, and no more */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    by: {readonly account: string; readonly region: string} | null,
  ): void;
}

/** What an operation of S3 is about. */
export interface S3Call {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
}

/**
 * What goes wrong with an operation of S3. `error`: that status and code. `cut`: the body breaks off in its middle.
 * `half`: half of the body, as if that were all.
 */
export type S3Fault =
  | {readonly kind: 'error'; readonly status: number; readonly code: string}
  | {readonly kind: 'cut' | 'half'};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const xml = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${inner}`;

/** Name and value of each checksum that came with a body, as header or as trailer. */
function checksumsOf(
  request: IncomingMessage,
  raw: Buffer,
  streamed: boolean,
): readonly (readonly [string, string])[] {
  const names = ['x-amz-checksum-sha256', 'x-amz-checksum-crc32', 'content-md5'] as const;
  const trailers = streamed ? raw.toString('latin1', Math.max(0, raw.length - 400)) : '';
  return names.flatMap((name) => {
    const told = request.headers[name] ?? new RegExp(`${name}:([A-Za-z0-9+/=]+)\\r?\\n`).exec(trailers)?.[1];
    return typeof told === 'string' ? [[name, told] as const] : [];
  });
}

function checksum(name: string, body: Buffer): string {
  if (name === 'x-amz-checksum-crc32') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString('base64');
  }
  return createHash(name === 'content-md5' ? 'md5' : 'sha256')
    .update(body)
    .digest('base64');
}

/** Bodies that the SDK sends in signed or checksummed pieces: `length[;signature]`, the piece, and trailers at the end. */
function withoutChunks(body: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const line = body.indexOf('\r\n', at);
    if (line === -1) break;
    const length = Number.parseInt(body.toString('latin1', at, line).split(';')[0] ?? '', 16);
    if (!(length > 0)) break;
    pieces.push(body.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
  return Buffer.concat(pieces);
}

/** The part of S3 that Remotion's Lambda code and ours use, in memory: objects, listings, ranges, conditions, parts. */
export function createS3(
  now: () => Date = () => new Date(),
  faultOf: (call: S3Call) => S3Fault | null = () => null,
): StandInS3 {
  const buckets = new Map<string, StandInBucket>();
  const counts = new Map<string, number>();

  function handle(
    request: IncomingMessage,
    response: ServerResponse,
    raw: Buffer,
    by: {readonly account: string; readonly region: string} | null,
  ): void {
    const url = new URL(request.url ?? '/', 'http://s3');
    const method = request.method ?? 'GET';
    const [, bucketName = '', ...rest] = url.pathname.split('/');
    const key = rest.map(decodeURIComponent).join('/');
    const query = url.searchParams;
    const operation = `${method} ${bucketName === '' ? 'service' : key === '' ? 'bucket' : 'object'}`;
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    const fault = faultOf({method, bucket: bucketName, key});
    const send = (
      status: number,
      content: string | Buffer = '',
      headers: Record<string, string | number> = {},
    ) => {
      const whole = typeof content === 'string' ? Buffer.from(content) : content;
      const bytes = fault?.kind === 'half' ? whole.subarray(0, whole.length >> 1) : whole;
      response.writeHead(status, {
        Date: now().toUTCString(),
        'Content-Length': bytes.length,
        ...(typeof content === 'string' && content !== '' ? {'Content-Type': 'application/xml'} : {}),
        'Access-Control-Allow-Origin': '*',
        ...headers,
      });
      if (fault?.kind === 'cut' && method === 'GET') {
        response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
        return;
      }
      response.end(method === 'HEAD' ? undefined : bytes);
    };
    const fail = (status: number, code: string) =>
      send(status, xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`));

    if (fault?.kind === 'error') return fail(fault.status, fault.code);
    if (bucketName === '') {
      if (by === null) return fail(403, 'AccessDenied');
      const listed = [...buckets]
        .filter(([, {account}]) => account === by.account)
        .map(
          ([name, {created, region}]) =>
            `<Bucket><Name>${name}</Name><CreationDate>${created.toISOString()}</CreationDate><BucketRegion>${region}</BucketRegion></Bucket>`,
        );
      send(
        200,
        xml(`<ListAllMyBucketsResult><Buckets>${listed.join('')}</Buckets></ListAllMyBucketsResult>`),
      );
      return;
    }
    const bucket = buckets.get(bucketName);
    // The policy that Remotion gives its buckets: single objects may be read by anybody.
    const open = key !== '' && (method === 'GET' || method === 'HEAD');
    if (by === null && !open) return fail(403, 'AccessDenied');
    if (bucket && by !== null && bucket.account !== by.account && !open) return fail(403, 'AccessDenied');
    if (bucket && by !== null && bucket.region !== by.region && !query.has('location')) {
      return send(
        301,
        xml(`<Error><Code>PermanentRedirect</Code><Message>PermanentRedirect</Message></Error>`),
        {
          'x-amz-bucket-region': bucket.region,
        },
      );
    }
    if (key === '') {
      if (method === 'PUT' && [...query.keys()].every((name) => name === 'x-id')) {
        if (bucket) return fail(409, 'BucketAlreadyOwnedByYou');
        if (by === null) return fail(403, 'AccessDenied');
        buckets.set(bucketName, {...by, objects: new Map(), uploads: new Map(), created: now()});
        return send(200);
      }
      if (!bucket) return fail(404, 'NoSuchBucket');
      if (query.has('location')) {
        return send(
          200,
          xml(`<LocationConstraint xmlns="${namespace}">${bucket.region}</LocationConstraint>`),
        );
      }
      if (method === 'GET' && query.get('list-type') === '2') {
        const prefix = query.get('prefix') ?? '';
        const after = query.get('continuation-token') ?? '';
        const all = [...bucket.objects]
          .filter(([name]) => name.startsWith(prefix) && name > after)
          .sort(([a], [b]) => (a < b ? -1 : 1));
        const page = all.slice(0, 1000);
        const contents = page.map(
          ([name, {body, etag, modified}]) =>
            `<Contents><Key>${escaped(name)}</Key><LastModified>${modified.toISOString()}</LastModified><ETag>${etag}</ETag><Size>${body.length}</Size></Contents>`,
        );
        const more = all.length > page.length;
        const token = more
          ? `<NextContinuationToken>${escaped(page.at(-1)?.[0] ?? '')}</NextContinuationToken>`
          : '';
        return send(
          200,
          xml(
            `<ListBucketResult><Name>${bucketName}</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${more}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`,
          ),
        );
      }
      // Policies, access lists, lifecycle rules: accepted and without effect.
      if (method === 'PUT' || method === 'DELETE') return send(method === 'PUT' ? 200 : 204);
      return method === 'HEAD' ? send(200) : fail(404, 'NoSuchConfiguration');
    }
    if (!bucket) return fail(404, 'NoSuchBucket');

    const encoding = request.headers['content-encoding'] ?? '';
    const streamed =
      /aws-chunked/.test(encoding) ||
      String(request.headers['x-amz-content-sha256']).startsWith('STREAMING-');
    const body = streamed ? withoutChunks(raw) : raw;
    const claimed = request.headers['x-amz-decoded-content-length'];
    if (streamed && claimed !== undefined && Number(claimed) !== body.length)
      return fail(400, 'IncompleteBody');
    if (
      method === 'PUT' &&
      checksumsOf(request, raw, streamed).some(([name, told]) => checksum(name, body) !== told)
    ) {
      return fail(400, 'BadDigest');
    }
    const store = (content: Buffer, headers: IncomingMessage['headers']) => {
      const etag = `"${createHash('md5').update(content).digest('hex')}"`;
      const kept = ['content-disposition', 'cache-control'].flatMap((name) =>
        typeof headers[name] === 'string' ? [[name, headers[name]] as const] : [],
      );
      const type = headers['content-type'] ?? 'application/octet-stream';
      bucket.objects.set(key, {
        body: content,
        etag,
        modified: now(),
        type,
        headers: Object.fromEntries(kept),
      });
      return etag;
    };
    const upload = query.get('uploadId');
    if (method === 'POST' && query.has('uploads')) {
      const id = `upload-${bucket.uploads.size + 1}-${now().getTime()}`;
      bucket.uploads.set(id, {key, parts: new Map()});
      return send(
        200,
        xml(
          `<InitiateMultipartUploadResult><Bucket>${bucketName}</Bucket><Key>${escaped(key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
        ),
      );
    }
    if (upload !== null) {
      const parts = bucket.uploads.get(upload);
      if (!parts) return fail(404, 'NoSuchUpload');
      if (method === 'PUT') {
        parts.parts.set(Number(query.get('partNumber')), body);
        return send(200, '', {ETag: `"${createHash('md5').update(body).digest('hex')}"`});
      }
      bucket.uploads.delete(upload);
      if (method === 'DELETE') return send(204);
      const ordered = [...parts.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
      const etag = store(Buffer.concat(ordered), request.headers);
      return send(
        200,
        xml(
          `<CompleteMultipartUploadResult><Key>${escaped(key)}</Key><ETag>${etag}</ETag></CompleteMultipartUploadResult>`,
        ),
      );
    }
    const found = bucket.objects.get(key);
    if (method === 'PUT') {
      if (query.has('acl') || query.has('tagging')) return send(200);
      if (request.headers['if-none-match'] === '*' && found) return fail(412, 'PreconditionFailed');
      return send(200, '', {ETag: store(body, request.headers)});
    }
    if (method === 'DELETE') {
      bucket.objects.delete(key);
      return send(204);
    }
    if (!found) return method === 'HEAD' ? send(404) : fail(404, 'NoSuchKey');
    const headers = {
      'Content-Type': found.type,
      ETag: found.etag,
      'Last-Modified': found.modified.toUTCString(),
      'Accept-Ranges': 'bytes',
      ...found.headers,
    };
    const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
    if (range) {
      const size = found.body.length;
      const first = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1]);
      const last = range[1] === '' || range[2] === '' ? size - 1 : Math.min(size - 1, Number(range[2]));
      if (first >= size) return send(416, '', {'Content-Range': `bytes */${size}`});
      return send(206, found.body.subarray(first, last + 1), {
        ...headers,
        'Content-Range': `bytes ${first}-${last}/${size}`,
      });
    }
    if (method === 'HEAD') {
      response.writeHead(200, {...headers, 'Content-Length': found.body.length});
      response.end();
      return;
    }
    send(200, found.body, headers);
  }
  return {buckets, counts, handle};
}

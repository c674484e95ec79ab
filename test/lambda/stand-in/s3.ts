import {createHash} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';

/** One stored thing. Replaced whole, so that nobody ever reads half of it. */
export interface StoredObject {
  readonly body: Buffer;
  readonly etag: string;
  readonly modified: Date;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface StandInBucket {
  readonly objects: Map<string, StoredObject>;
  readonly uploads: Map<string, {readonly key: string; readonly parts: Map<number, Buffer>}>;
  readonly created: Date;
}

export interface StandInS3 {
  readonly buckets: Map<string, StandInBucket>;
  /** How often each operation was asked for, as in `PUT object`. */
  readonly counts: Map<string, number>;
  handle(request: IncomingMessage, response: ServerResponse, body: Buffer): void;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const xml = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${inner}`;

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
export function createS3(now: () => Date = () => new Date()): StandInS3 {
  const buckets = new Map<string, StandInBucket>();
  const counts = new Map<string, number>();

  function handle(request: IncomingMessage, response: ServerResponse, raw: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://s3');
    const method = request.method ?? 'GET';
    const [, bucketName = '', ...rest] = url.pathname.split('/');
    const key = rest.map(decodeURIComponent).join('/');
    const query = url.searchParams;
    const operation = `${method} ${bucketName === '' ? 'service' : key === '' ? 'bucket' : 'object'}`;
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    const send = (
      status: number,
      content: string | Buffer = '',
      headers: Record<string, string | number> = {},
    ) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      response.writeHead(status, {
        'Content-Length': bytes.length,
        ...(typeof content === 'string' && content !== '' ? {'Content-Type': 'application/xml'} : {}),
        'Access-Control-Allow-Origin': '*',
        ...headers,
      });
      response.end(method === 'HEAD' ? undefined : bytes);
    };
    const fail = (status: number, code: string) =>
      send(status, xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`));

    if (bucketName === '') {
      const listed = [...buckets].map(
        ([name, {created}]) =>
          `<Bucket><Name>${name}</Name><CreationDate>${created.toISOString()}</CreationDate><BucketRegion>eu-central-1</BucketRegion></Bucket>`,
      );
      send(
        200,
        xml(`<ListAllMyBucketsResult><Buckets>${listed.join('')}</Buckets></ListAllMyBucketsResult>`),
      );
      return;
    }
    const bucket = buckets.get(bucketName);
    if (key === '') {
      if (method === 'PUT' && [...query.keys()].every((name) => name === 'x-id')) {
        if (bucket) return fail(409, 'BucketAlreadyOwnedByYou');
        buckets.set(bucketName, {objects: new Map(), uploads: new Map(), created: now()});
        return send(200);
      }
      if (!bucket) return fail(404, 'NoSuchBucket');
      if (query.has('location')) {
        return send(200, xml(`<LocationConstraint xmlns="${namespace}">eu-central-1</LocationConstraint>`));
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
      const open = bucket.uploads.get(upload);
      if (!open) return fail(404, 'NoSuchUpload');
      if (method === 'PUT') {
        open.parts.set(Number(query.get('partNumber')), body);
        return send(200, '', {ETag: `"${createHash('md5').update(body).digest('hex')}"`});
      }
      bucket.uploads.delete(upload);
      if (method === 'DELETE') return send(204);
      const ordered = [...open.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
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

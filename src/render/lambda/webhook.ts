import {createHmac, timingSafeEqual} from 'node:crypto';
import {z} from 'zod';
import {ViralError} from '../../errors.ts';

const payloadSchema = z.object({
  type: z.enum(['success', 'error', 'timeout']),
  renderId: z.string().max(100),
  bucketName: z.string().max(200),
  customData: z.object({output: z.string()}).nullish().catch(null),
});

/** What a webhook of Remotion Lambda says. What became of the render is asked of its records, never taken from here. */
export type WebhookNews = z.infer<typeof payloadSchema>;

/**
 * Checks that a webhook was sent by the user's own function: header `X-Remotion-Signature`, `sha512=` and the HMAC of the
 * body as it came (Remotion 4.0.527).
 * @param body as it came, before anybody parsed it
 * @throws ViralError `invalid-input` when the signature does not match or the body is none of Remotion's
 */
export function verifyWebhook(options: {
  readonly secret: string;
  readonly body: string | Uint8Array;
  readonly signature: string | undefined;
}): WebhookNews {
  const {secret, body, signature} = options;
  if (secret === '') throw new ViralError('invalid-input', 'A webhook needs a secret that is not empty.');
  const wanted = Buffer.from(`sha512=${createHmac('sha512', secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature ?? '');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new ViralError('invalid-input', 'The signature of the webhook does not match; it is not answered.');
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'));
  } catch (cause) {
    throw new ViralError('invalid-input', 'The body of the webhook is not JSON.', {cause});
  }
  const read = payloadSchema.safeParse(parsed);
  if (!read.success) {
    throw new ViralError('invalid-input', 'The body of the webhook is none of Remotion Lambda.', {
      cause: read.error,
    });
  }
  return read.data;
}

/**
 * Reads an answer to its end, or gives it up where it becomes too large: a service may send whatever it likes.
 * @param tooLarge what is thrown beyond `maxBytes`
 */
export async function boundedBody(
  response: Response,
  maxBytes: number,
  tooLarge: () => Error,
): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(0);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const {done, value} = await reader.read();
      if (done) return Buffer.concat(parts);
      size += value.length;
      if (size > maxBytes) throw tooLarge();
      parts.push(value);
    }
  } finally {
    // Ends the transfer where it was given up; nothing to do where it is over.
    await reader.cancel().catch(() => {});
  }
}

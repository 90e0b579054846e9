/** Reads a stream as UTF-8 text, or answers `null` as soon as it is larger than `maxBytes`. */
export async function readLimited(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<string | null> {
  const bytes = await readLimitedBytes(body, maxBytes);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** The same without decoding. */
export async function readLimitedBytes(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

import { Personal } from '../../foundation/personal.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import type { DevtoolsParams, Pipe } from '../chromium/devtools-pipe.ts';
import { LIMITS } from './limits.ts';
import type { DocumentFault } from './words.ts';

type Header = { readonly name: string; readonly value: string };

const headerOf = (params: DevtoolsParams, name: string): string =>
  ((params.responseHeaders ?? []) as readonly Header[]).find((one) => one.name.toLowerCase() === name)?.value ?? '';

/** Whether a paused response would be saved to a disk, or shown by a viewer that this browser does not have. */
export const isDownload = (params: DevtoolsParams): boolean =>
  params.responseStatusCode === 200 &&
  (/^\s*attachment\b/i.test(headerOf(params, 'content-disposition')) ||
    /^application\/(pdf|octet-stream)\b/i.test(headerOf(params, 'content-type')));

/** Where a paused redirect leads; `null` if it is none. */
export function redirectOf(params: DevtoolsParams, from: string): string | null {
  const status = Number(params.responseStatusCode);
  const location = headerOf(params, 'location');
  if (status < 300 || status > 399 || location === '') return null;
  return URL.parse(location, from)?.href ?? null;
}

/** The document of a paused response, read into memory; it never reaches a file. */
export async function takeDocument(
  pipe: Pipe,
  params: DevtoolsParams,
): Promise<Result<Personal<Uint8Array>, DocumentFault>> {
  if (Number(headerOf(params, 'content-length')) > LIMITS.documentBytes) return err('too-large');
  try {
    const { stream } = await pipe.send('Fetch.takeResponseBodyAsStream', { requestId: params.requestId });
    return await readStream(pipe, String(stream));
  } catch {
    // The page or the connection is gone.
    return err('not-fetched');
  }
}

/** The page that is in front as a document, as its own print style draws it. */
export async function printPage(pipe: Pipe, session: string): Promise<Result<Personal<Uint8Array>, DocumentFault>> {
  try {
    const { stream } = await pipe.send(
      'Page.printToPDF',
      { transferMode: 'ReturnAsStream', printBackground: true, paperWidth: 8.27, paperHeight: 11.69 },
      session,
    );
    return await readStream(pipe, String(stream), session);
  } catch {
    return err('not-fetched');
  }
}

async function readStream(
  pipe: Pipe,
  handle: string,
  session: string | null = null,
): Promise<Result<Personal<Uint8Array>, DocumentFault>> {
  const parts: Buffer[] = [];
  let bytes = 0;
  let isOver = false;
  while (!isOver && bytes <= LIMITS.documentBytes) {
    const { data, base64Encoded, eof } = await pipe.send('IO.read', { handle, size: 1024 * 1024 }, session);
    const part = Buffer.from(String(data), base64Encoded === true ? 'base64' : 'utf8');
    parts.push(part);
    bytes += part.length;
    isOver = eof === true;
  }
  await pipe.send('IO.close', { handle }, session).catch(() => {});
  if (!isOver) return err('too-large');
  const whole = Buffer.concat(parts);
  // ISO 32000-1, section 7.5.2; readers take it anywhere in the first kilobyte.
  return whole.subarray(0, 1024).includes('%PDF-') ? ok(new Personal(new Uint8Array(whole))) : err('not-pdf');
}

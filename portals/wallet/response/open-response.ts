import { compactDecrypt, decodeProtectedHeader, errors, type ProtectedHeaderParameters } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { CONTENT_ENCRYPTION } from '../algorithms.ts';
import type { PidFormat } from '../attributes.ts';
import type { WalletFailure } from '../contract.ts';
import { parseForeignJson } from '../foreign-json.ts';
import { LIMITS } from '../limits.ts';
import { CREDENTIAL_ID } from '../request/dcql.ts';
import type { AskedQuestion } from '../request/request-object.ts';
import { failureOfError } from './error-codes.ts';

/** One presentation, as the wallet encoded it; nothing of it is checked yet. */
export interface Presentation {
  readonly format: PidFormat;
  /** An SD-JWT with key binding, or a DeviceResponse in base64url. */
  readonly content: string;
}

const Answer = z.looseObject({
  state: z.string().optional(),
  error: z.string().max(60).optional(),
  vp_token: z.record(z.string(), z.array(z.unknown())).optional(),
});

/**
 * Decrypts what the wallet posted and finds the one presentation in it (OpenID4VP 1.0, sections 8.1 and 8.3).
 * @param response compact JWE
 */
export async function openResponse(
  response: string,
  asked: AskedQuestion,
): Promise<Result<Presentation, WalletFailure>> {
  const plain = await decrypt(response, asked);
  if (!plain.ok) return plain;
  const answer = Answer.safeParse(parseForeignJson(plain.value));
  if (!answer.success) return err('malformed');
  const { state, error, vp_token: token } = answer.data;
  if (state !== asked.state) return err('wrong-state');
  if (error !== undefined) return err(failureOfError(error));
  if (token === undefined) return err('malformed');
  const presentations = Object.entries(token);
  const [first, ...others] = presentations;
  if (first === undefined) return err('no-pid');
  // Either kind was asked for, once: both, or several of one, are more than that.
  if (others.length > 0 || first[1].length > 1) return err('too-much');
  const format = asked.formats.find((kind) => CREDENTIAL_ID[kind] === first[0]);
  if (format === undefined) return err('wrong-type');
  const [content] = first[1];
  if (typeof content !== 'string' || content === '') return err('malformed');
  if (content.length > LIMITS.presentationCharacters) return err('too-large');
  return ok({ format, content });
}

async function decrypt(response: string, asked: AskedQuestion): Promise<Result<string, WalletFailure>> {
  if (response.length > LIMITS.responseCharacters) return err('too-large');
  let header: ProtectedHeaderParameters;
  try {
    header = decodeProtectedHeader(response);
  } catch {
    return err('malformed');
  }
  // Compressed content may grow when it is opened, and the profile has no use for it.
  if ('zip' in header) return err('algorithm');
  const { publicJwk, privateKey } = asked.encryption;
  if (header.kid !== undefined && header.kid !== publicJwk.kid) return err('not-decryptable');
  try {
    const { plaintext } = await compactDecrypt(response, privateKey, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: [...CONTENT_ENCRYPTION],
    });
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(plaintext));
  } catch (thrown) {
    if (thrown instanceof errors.JOSEAlgNotAllowed || thrown instanceof errors.JOSENotSupported)
      return err('algorithm');
    return err(thrown instanceof errors.JWEInvalid ? 'malformed' : 'not-decryptable');
  }
}

import { err, ok, type Result } from '../../foundation/result.ts';
import { parseXml } from '../eid-service/paos/xml.ts';

/** What the eID client needs of a TCTokenType (BSI TR-03124-1, section 2.4.1). */
export interface ReceivedTcToken {
  readonly serverAddress: string;
  readonly sessionIdentifier: string;
  readonly refreshAddress: string;
  readonly psk: Buffer;
}

/** Checks the token as the client does: well-formed, every field there, https everywhere, PAOS with a pre-shared key. */
export function parseTcToken(text: string): Result<ReceivedTcToken, 'invalid-token'> {
  const fields = fieldsOf(text);
  if (!fields) return err('invalid-token');
  const { ServerAddress, SessionIdentifier, RefreshAddress, Binding, PSK } = fields;
  const isHttps = (url: string | undefined) => url !== undefined && URL.parse(url)?.protocol === 'https:';
  if (!isHttps(ServerAddress) || !isHttps(RefreshAddress)) return err('invalid-token');
  if (Binding !== 'urn:liberty:paos:2006-08' || fields['PathSecurity-Protocol'] !== 'urn:ietf:rfc:4279') {
    return err('invalid-token');
  }
  if (!SessionIdentifier || !PSK || !/^([0-9A-Fa-f]{2}){16,64}$/.test(PSK)) return err('invalid-token');
  return ok({
    serverAddress: ServerAddress ?? '',
    sessionIdentifier: SessionIdentifier,
    refreshAddress: RefreshAddress ?? '',
    psk: Buffer.from(PSK, 'hex'),
  });
}

function fieldsOf(text: string): Readonly<Record<string, string>> | null {
  const root = parseXml(text);
  if (!root.ok || root.value.localName !== 'TCTokenType') return null;
  const fields: Record<string, string> = {};
  for (const element of root.value.getElementsByTagName('*'))
    fields[element.tagName] = (element.textContent ?? '').trim();
  return fields;
}

import { escapeXml } from './paos/xml.ts';

export interface IssuedTcToken {
  readonly serverAddress: string;
  readonly sessionIdentifier: string;
  readonly refreshAddress: string;
  readonly errorAddress: string;
  readonly psk: Buffer;
}

/** TCTokenType, BSI TR-03124-1, section 2.4.1, with a pre-shared key for the channel (RFC 4279). */
export function tcTokenXml(token: IssuedTcToken): string {
  const field = (name: string, value: string) => `<${name}>${escapeXml(value)}</${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?><TCTokenType>',
    field('ServerAddress', token.serverAddress),
    field('SessionIdentifier', token.sessionIdentifier),
    field('RefreshAddress', token.refreshAddress),
    field('CommunicationErrorAddress', token.errorAddress),
    field('Binding', 'urn:liberty:paos:2006-08'),
    field('PathSecurity-Protocol', 'urn:ietf:rfc:4279'),
    `<PathSecurity-Parameters>${field('PSK', token.psk.toString('hex').toUpperCase())}</PathSecurity-Parameters>`,
    '</TCTokenType>',
  ].join('');
}

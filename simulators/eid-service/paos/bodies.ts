import { chatTemplate } from '../eac/cvc.ts';
import { ECARD, ISO } from './envelope.ts';
import { escapeXml } from './xml.ts';

/** Bodies of the messages to the client (BSI TR-03112-7, sections 3.6 and 3.2.1). */
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const DSS = 'urn:oasis:names:tc:dss:1.0:core:schema';
const EAC_PROTOCOL = 'urn:oid:1.3.162.15480.3.0.14.2';

const upper = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();

export const initializeFramework = (): string => `<InitializeFramework xmlns="${ECARD}"/>`;

/** @param minor `null` ends the connection well; otherwise a minor code after the common prefix */
export function startPaosResponse(minor: string | null): string {
  const result =
    minor === null
      ? `<ResultMajor>${ECARD}/resultmajor#ok</ResultMajor>`
      : `<ResultMajor>${ECARD}/resultmajor#error</ResultMajor><ResultMinor>${ECARD}/resultminor/${escapeXml(minor)}</ResultMinor>`;
  return `<StartPAOSResponse xmlns="${ISO}"><Result xmlns="${DSS}">${result}</Result></StartPAOSResponse>`;
}

function didAuthenticate(type: string, data: string): string {
  return (
    `<DIDAuthenticate xmlns="${ISO}" xmlns:xsi="${XSI}">` +
    '<ConnectionHandle xsi:type="ConnectionHandle"><SlotHandle>00</SlotHandle></ConnectionHandle><DIDName>PIN</DIDName>' +
    `<AuthenticationProtocolData Protocol="${EAC_PROTOCOL}" xsi:type="${type}">${data}</AuthenticationProtocolData>` +
    '</DIDAuthenticate>'
  );
}

export interface Eac1 {
  readonly certificates: readonly Buffer[];
  readonly description: Buffer;
  readonly requiredChat: Buffer;
  readonly optionalChat: Buffer;
  /** AuthenticatedAuxiliaryData */
  readonly auxiliaryData: Buffer;
  readonly transactionInfo: string | null;
}

export function eac1Input(eac1: Eac1): string {
  const data = [
    ...eac1.certificates.map((certificate) => `<Certificate>${upper(certificate)}</Certificate>`),
    `<CertificateDescription>${upper(eac1.description)}</CertificateDescription>`,
    `<RequiredCHAT>${upper(chatTemplate(eac1.requiredChat))}</RequiredCHAT>`,
    `<OptionalCHAT>${upper(chatTemplate(eac1.optionalChat))}</OptionalCHAT>`,
    `<AuthenticatedAuxiliaryData>${upper(eac1.auxiliaryData)}</AuthenticatedAuxiliaryData>`,
    ...(eac1.transactionInfo === null ? [] : [`<TransactionInfo>${escapeXml(eac1.transactionInfo)}</TransactionInfo>`]),
  ];
  return didAuthenticate('EAC1InputType', data.join(''));
}

export const eac2Input = (ephemeralPublicKey: Buffer, signature: Buffer): string =>
  didAuthenticate(
    'EAC2InputType',
    `<EphemeralPublicKey>${upper(ephemeralPublicKey)}</EphemeralPublicKey><Signature>${upper(signature)}</Signature>`,
  );

export const transmit = (apdus: readonly Buffer[]): string =>
  `<Transmit xmlns="${ISO}"><SlotHandle>00</SlotHandle>${apdus
    .map((apdu) => `<InputAPDUInfo><InputAPDU>${upper(apdu)}</InputAPDU></InputAPDUInfo>`)
    .join('')}</Transmit>`;

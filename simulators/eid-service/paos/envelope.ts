import { randomUUID } from 'node:crypto';
import { escapeXml } from './xml.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const ADDRESSING = 'http://www.w3.org/2005/03/addressing';
export const ISO = 'urn:iso:std:iso-iec:24727:tech:schema';
export const ECARD = 'http://www.bsi.bund.de/ecard/api/1.1';

/** A SOAP envelope with the addressing headers of PAOS (BSI TR-03112-7, section 2.6). */
export interface Envelope {
  readonly messageId: string;
  readonly xml: string;
}

export function envelope(relatesTo: string, body: string): Envelope {
  const messageId = `urn:uuid:${randomUUID()}`;
  const header =
    `<RelatesTo xmlns="${ADDRESSING}">${escapeXml(relatesTo)}</RelatesTo>` +
    `<MessageID xmlns="${ADDRESSING}">${messageId}</MessageID>`;
  return {
    messageId,
    xml:
      `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${SOAP}">` +
      `<soap:Header>${header}</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`,
  };
}

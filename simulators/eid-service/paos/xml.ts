import { DOMParser, type Element } from '@xmldom/xmldom';
import { err, ok, type Result } from '../../../foundation/result.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);

/** Parses a message; a document type (entities!) is refused, as is anything not well-formed. */
export function parseXml(text: string): Result<Element, 'malformed-xml'> {
  try {
    const document = new DOMParser({
      onError: (_level, message) => {
        throw new SyntaxError(message);
      },
    }).parseFromString(text, 'text/xml');
    const root = document.documentElement;
    return root && !document.doctype ? ok(root) : err('malformed-xml');
  } catch {
    // xmldom throws classes of its own besides ours; all of them mean the same here.
    return err('malformed-xml');
  }
}

/** Text of every element with this local name, in document order. */
export function textsOf(element: Element, localName: string): readonly string[] {
  const found: string[] = [];
  for (const child of element.getElementsByTagNameNS('*', localName)) found.push((child.textContent ?? '').trim());
  return found;
}

export const textOf = (element: Element, localName: string): string | null => textsOf(element, localName)[0] ?? null;

/** Local name of the first element within the SOAP body. */
export function bodyName(envelope: Element): string | null {
  const body = envelope.getElementsByTagNameNS('*', 'Body')[0];
  for (let node = body?.firstChild ?? null; node; node = node.nextSibling) {
    if (node.nodeType === node.ELEMENT_NODE) return (node as Element).localName;
  }
  return null;
}

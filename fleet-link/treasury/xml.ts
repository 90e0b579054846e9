/** An element with attributes, and with text, children, or nothing in it. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly (Element | null)[];
}

/** `null` children are left out. */
export const element = (
  name: string,
  content: Element['content'],
  attributes?: Readonly<Record<string, string>>,
): Element => (attributes ? { name, attributes, content } : { name, content });

/** UTF-8, two spaces, LF: the same document is always the same bytes. */
export function writeXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '').join('\n')}\n`;
}

function lines({ name, attributes = {}, content }: Element, indent: string): string[] {
  const open = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeText(value)}"`)].join(' ');
  if (typeof content === 'string') return [`${indent}<${open}>${escapeText(content)}</${name}>`];
  const children = content.flatMap((child) => (child ? lines(child, `${indent}  `) : []));
  return [`${indent}<${open}>`, ...children, `${indent}</${name}>`];
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0, section 2.2 ("Characters") does not allow becomes a space. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ' ')
    .replaceAll(/[&<>"]/g, (character) => NAMED[character] ?? character);
}

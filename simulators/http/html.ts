/** HTML that is safe to send: made only by the `html` tag, which escapes everything else. */
export interface Html {
  readonly html: string;
}

export type HtmlChild = Html | string | number | readonly HtmlChild[] | null;

/** Template tag: literal parts are markup, everything filled in is text and is escaped. */
export function html(parts: TemplateStringsArray, ...children: readonly HtmlChild[]): Html {
  return { html: parts.reduce((text, part, i) => text + render(children[i - 1] ?? null) + part) };
}

function render(child: HtmlChild): string {
  if (child === null) return '';
  if (typeof child === 'string' || typeof child === 'number') return escapeText(String(child));
  return 'html' in child ? child.html : child.map(render).join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);

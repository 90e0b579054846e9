import sax from 'sax';
import { err, ok, type Result } from '../../foundation/result.ts';

/** An element of a document that was read. Comments, processing instructions and prefixes of namespaces are gone. */
export interface XmlElement {
  /** Without the prefix of its namespace. */
  readonly name: string;
  /** By name without prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of itself, as it stands; not of what is in it. */
  readonly text: string;
}

export type XmlFault =
  /** Not well-formed. */
  | 'not-xml'
  /** Declares a document type: entities could unfold into anything, or fetch something. */
  | 'doctype'
  /** Deeper, or of more elements, than anything that is meant well. */
  | 'too-deep'
  | 'too-many-elements'
  | 'too-large';

export interface XmlLimits {
  /** Characters. */
  readonly length: number;
  readonly depth: number;
  readonly elements: number;
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  readonly text: string[];
}

/** An entity that only HTML knows is a mistake. */
const OPTIONS = { strictEntities: true, position: false };

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Reads a document within limits. Nothing outside of it is ever looked at; the only entities are the five of XML itself. */
export function readXml(text: string, limits: XmlLimits): Result<XmlElement, XmlFault> {
  if (text.length > limits.length) return err('too-large');
  const parser = sax.parser(true, OPTIONS);
  const open: Open[] = [];
  let root: XmlElement | null = null;
  let fault: XmlFault | null = null;
  let elements = 0;
  const refuse = (reason: XmlFault): void => {
    fault ??= reason;
  };
  parser.onerror = () => refuse('not-xml');
  parser.ondoctype = () => refuse('doctype');
  parser.onopentag = ({ name, attributes }) => {
    if (root) refuse('not-xml');
    elements += 1;
    if (elements > limits.elements) refuse('too-many-elements');
    if (open.length >= limits.depth) refuse('too-deep');
    const named = Object.entries(attributes).map(([key, value]) => [localName(key), String(value)] as const);
    open.push({ name: localName(name), attributes: Object.fromEntries(named), children: [], text: [] });
  };
  const addText = (part: string): void => {
    open.at(-1)?.text.push(part);
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    const closed = open.pop();
    if (!closed) return;
    const element: XmlElement = { ...closed, text: closed.text.join('') };
    const parent = open.at(-1);
    if (!parent) root = element;
    else parent.children.push(element);
  };
  for (let at = 0; at < text.length && !fault; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  if (!fault) parser.close();
  if (fault) return err(fault);
  return root ? ok(root) : err('not-xml');
}

/** Characters between two looks at the limits. */
const CHUNK = 16_384;

import type { XmlElement } from '../xml/read-xml.ts';
import type { FimElement, FimField, FimForm, FimLimits, FimRule } from './fim-form.ts';

const MESSAGE = 'xdatenfelder.stammdatenschema.0102';

/** Reads a Stammdatenschema of XDatenfelder 2 or 3; `null`: the document is another kind of message. */
export function readXDatenfelder(root: XmlElement): FimForm | null {
  const schema = root.name === MESSAGE ? child(root, 'stammdatenschema') : null;
  if (!schema) return null;
  return {
    id: textOf(child(schema, 'identifikation'), 'id'),
    name: textOf(schema, 'bezeichnung') || textOf(schema, 'bezeichnungEingabe') || textOf(schema, 'name'),
    description: textOf(schema, 'definition') || textOf(schema, 'beschreibung') || textOf(schema, 'hilfetext'),
    elements: structures(schema),
    rules: rulesOf(schema),
  };
}

const structures = (parent: XmlElement): readonly FimElement[] =>
  children(parent, 'struktur').flatMap((structure) => {
    const contained = child(structure, 'enthaelt');
    const [least, most] = cardinality(textOf(structure, 'anzahl'));
    return (contained?.children ?? []).flatMap((element): FimElement[] => {
      const part = {
        id: textOf(child(element, 'identifikation'), 'id'),
        label: textOf(element, 'bezeichnungEingabe') || textOf(element, 'name'),
        hint: textOf(element, 'hilfetextEingabe'),
        least,
        most,
        rules: rulesOf(element),
      };
      if (element.name === 'datenfeldgruppe') return [{ kind: 'group', ...part, children: structures(element) }];
      return element.name === 'datenfeld' ? [{ kind: 'field', ...part, ...fieldParts(element) }] : [];
    });
  });

type FieldParts = Pick<FimField, 'use' | 'type' | 'limits' | 'values' | 'codeList' | 'content'>;

function fieldParts(field: XmlElement): FieldParts {
  const list = child(field, 'codelisteReferenz');
  const genericode = list && child(list, 'genericodeIdentification');
  const name =
    list && (textOf(genericode ?? list, 'canonicalIdentification') || textOf(child(list, 'identifikation'), 'id'));
  return {
    use: codeOf(field, 'feldart') || 'input',
    type: codeOf(field, 'datentyp') || 'text',
    limits: limitsOf(child(field, 'praezisierung')),
    // Version 3 carries short lists itself; its groups of values only have names.
    values: children(child(field, 'werte'), 'wert').map((value) => ({
      code: textOf(value, 'code'),
      name: textOf(value, 'name'),
    })),
    codeList: name || null,
    content: textOf(field, 'inhalt'),
  };
}

/** Version 3 writes limits as attributes, version 2 as JSON in the text. */
function limitsOf(element: XmlElement | null): FimLimits {
  const written: Readonly<Record<string, unknown>> = { ...json(element?.text ?? ''), ...element?.attributes };
  const limit = (name: string): string => String(written[name] ?? '').trim();
  return {
    maxLength: limit('maxLength'),
    minValue: limit('minValue'),
    maxValue: limit('maxValue'),
    pattern: limit('pattern'),
  };
}

function json(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    // Version 3 has no text there, and older tools wrote sentences: `pattern` is then unknown, and rules say the rest.
    return {};
  }
}

/** "0:1", "1:*" */
function cardinality(text: string): readonly [least: number, most: number | null] {
  const [least = '1', most = least] = text.split(':');
  return [Number.parseInt(least, 10) || 0, most.trim() === '*' ? null : Number.parseInt(most, 10) || 1];
}

const rulesOf = (element: XmlElement): readonly FimRule[] =>
  children(element, 'regel').map((rule) => {
    const name = textOf(rule, 'name');
    const says = textOf(rule, 'freitextRegel') || textOf(rule, 'definition') || textOf(rule, 'beschreibung');
    return {
      id: textOf(child(rule, 'identifikation'), 'id'),
      text: [name, says].filter((part) => part !== '').join(': '),
    };
  });

const children = (element: XmlElement | null, name: string): readonly XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? [];
const child = (element: XmlElement | null, name: string): XmlElement | null => children(element, name)[0] ?? null;
const textOf = (element: XmlElement | null, name: string): string =>
  child(element, name)?.text.replace(/\s+/g, ' ').trim() ?? '';
const codeOf = (element: XmlElement, name: string): string => textOf(child(element, name), 'code');

import type { Attribute, Group, Message, Value } from './message.ts';

/** Short ways to write values. */
export const charset = (text: string): Value => ({ type: 'charset', text });
export const language = (text: string): Value => ({ type: 'naturalLanguage', text });
export const uri = (text: string): Value => ({ type: 'uri', text });
export const keyword = (text: string): Value => ({ type: 'keyword', text });
export const name = (text: string): Value => ({ type: 'name', text });
export const text = (value: string): Value => ({ type: 'text', text: value });
export const mime = (value: string): Value => ({ type: 'mimeMediaType', text: value });
export const integer = (value: number): Value => ({ type: 'integer', value });
export const enumeration = (value: number): Value => ({ type: 'enum', value });
export const boolean = (value: boolean): Value => ({ type: 'boolean', value });
export const range = (low: number, high: number): Value => ({ type: 'range', low, high });

export const attribute = (attributeName: string, ...values: Value[]): Attribute => ({ name: attributeName, values });

/** Short ways to read them. What is absent, or of another type than the standard's, reads as `undefined` or empty. */
export class AttributeReader {
  readonly #byName = new Map<string, readonly Value[]>();

  /** The first of attributes that come twice counts, as CUPS and ipptool have it. */
  constructor(groups: readonly Group[]) {
    for (const group of groups) {
      for (const { name: attributeName, values } of group.attributes) {
        if (!this.#byName.has(attributeName)) this.#byName.set(attributeName, values);
      }
    }
  }

  static of(message: Message, tag: number): AttributeReader {
    return new AttributeReader(message.groups.filter((group) => group.tag === tag));
  }

  has(attributeName: string): boolean {
    return this.#byName.has(attributeName);
  }

  /** Integers and enums. */
  number(attributeName: string): number | undefined {
    return this.numbers(attributeName)[0];
  }

  numbers(attributeName: string): readonly number[] {
    return this.#all(attributeName).flatMap((value) =>
      value.type === 'integer' || value.type === 'enum' ? [value.value] : [],
    );
  }

  text(attributeName: string): string | undefined {
    return this.texts(attributeName)[0];
  }

  texts(attributeName: string): readonly string[] {
    return this.#all(attributeName).flatMap((value) => ('text' in value ? [value.text] : []));
  }

  flag(attributeName: string): boolean | undefined {
    const [value] = this.#all(attributeName);
    return value?.type === 'boolean' ? value.value : undefined;
  }

  /** Upper end of a range; of a bare integer, itself. */
  upTo(attributeName: string): number | undefined {
    const [value] = this.#all(attributeName);
    if (value?.type === 'range') return value.high;
    return value?.type === 'integer' ? value.value : undefined;
  }

  #all(attributeName: string): readonly Value[] {
    return this.#byName.get(attributeName) ?? [];
  }
}

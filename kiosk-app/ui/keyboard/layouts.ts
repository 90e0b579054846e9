import type { TypedKind } from '../../session/contract/characters.ts';
import type { FieldType } from '../../session/contract/screens/form.ts';

export type LayoutName =
  | 'text'
  | 'lines'
  | 'amount'
  | 'iban'
  | 'email'
  | 'plate'
  | 'reference'
  | 'number'
  | 'digits'
  | 'phone'
  | 'date';

export type KeyDefinition =
  | {
      readonly kind: 'char';
      /** What a press inserts; capitals come from `shift`. */
      readonly text: string;
      /** Columns it takes, 1 = one letter. */
      readonly width?: number;
    }
  | {
      readonly kind: 'shift' | 'backspace' | 'space' | 'done' | 'plane' | 'marks' | 'close' | 'line';
      readonly width: number;
    };

export interface Layout {
  readonly name: LayoutName;
  /** Columns of the grid. */
  readonly columns: number;
  /** Letters are inserted as capitals always. */
  readonly capitals: boolean;
  readonly rows: readonly (readonly KeyDefinition[])[];
}

const chars = (row: string): readonly KeyDefinition[] => [...row].map((text) => ({ kind: 'char', text }));
const word = (text: string, width: number): KeyDefinition => ({ kind: 'char', text, width });
const key = (kind: Exclude<KeyDefinition['kind'], 'char'>, width: number): KeyDefinition => ({ kind, width });
const SHIFT = key('shift', 1.5);
const BACKSPACE = key('backspace', 1.5);
const DONE = key('done', 2);

/** QWERTZ after DIN 2137-1, T1, with umlauts and ß; 11 columns so that a key is never narrower than 20 mm. */
const LETTERS = [chars('qwertzuiopü'), chars('asdfghjklöä')] as const;
const DIGITS_AND_HYPHEN = chars('1234567890-');
const LAST_LETTERS = [SHIFT, ...chars('yxcvbnmß'), BACKSPACE] as const;

const DIGITS = [chars('123'), chars('456'), chars('789')] as const;
const ERASE = key('backspace', 1);
const numeric = (
  name: 'number' | 'digits' | 'date' | 'amount',
  ...rest: readonly (readonly KeyDefinition[])[]
): Layout => ({
  name,
  columns: 3,
  capitals: false,
  rows: [...DIGITS, ...rest],
});

export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  text: {
    name: 'text',
    columns: 11,
    capitals: false,
    rows: [
      DIGITS_AND_HYPHEN,
      ...LETTERS,
      LAST_LETTERS,
      [key('plane', 1.5), key('marks', 1.5), ...chars(",.'"), key('space', 3), DONE],
    ],
  },
  lines: {
    name: 'lines',
    columns: 11,
    capitals: false,
    rows: [
      DIGITS_AND_HYPHEN,
      ...LETTERS,
      LAST_LETTERS,
      [key('plane', 1.5), key('marks', 1.5), ...chars(',.'), key('line', 1), key('space', 3), DONE],
    ],
  },
  email: {
    name: 'email',
    columns: 11,
    capitals: false,
    rows: [
      DIGITS_AND_HYPHEN,
      ...LETTERS,
      LAST_LETTERS,
      [key('plane', 1), key('marks', 1), ...chars('@._+'), word('.de', 1.5), word('.com', 1.5), DONE],
    ],
  },
  plate: {
    name: 'plate',
    columns: 11,
    capitals: true,
    rows: [DIGITS_AND_HYPHEN, ...LETTERS, [...chars('yxcvbnm/'), key('backspace', 3)], [key('space', 9), DONE]],
  },
  reference: {
    name: 'reference',
    columns: 11,
    capitals: true,
    rows: [
      DIGITS_AND_HYPHEN,
      chars('qwertzuiop/'),
      chars('asdfghjkl.:'),
      [...chars('yxcvbnm'), key('backspace', 2)],
      [key('space', 9), DONE],
    ],
  },
  iban: {
    name: 'iban',
    columns: 11,
    capitals: true,
    rows: [
      chars('1234567890'),
      chars('qwertzuiop'),
      chars('asdfghjkl'),
      [...chars('yxcvbnm'), key('backspace', 2)],
      [key('space', 9), DONE],
    ],
  },
  amount: numeric('amount', [...chars(',0'), ERASE], [key('done', 3)]),
  number: numeric('number', [...chars('-0'), ERASE], [key('done', 3)]),
  digits: numeric('digits', [ERASE, ...chars('0'), key('done', 1)]),
  phone: {
    name: 'phone',
    columns: 4,
    capitals: false,
    rows: [chars('123('), chars('456)'), chars('789/'), [...chars('+0-'), ERASE], [key('space', 2), DONE]],
  },
  date: numeric('date', [...chars('.0'), ERASE], [key('done', 3)]),
};

/** `null`: the type is chosen, not typed. */
export const LAYOUT_OF: Readonly<Record<FieldType, LayoutName | null>> & Readonly<Record<TypedKind, LayoutName>> = {
  text: 'text',
  name: 'text',
  email: 'email',
  phone: 'phone',
  date: 'date',
  number: 'number',
  plate: 'plate',
  choice: null,
  'yes-no': null,
  street: 'text',
  'postal-code': 'digits',
  town: 'text',
  'long-text': 'lines',
  amount: 'amount',
  'multi-choice': null,
  signature: null,
  computed: null,
  iban: 'iban',
  'partial-date': 'date',
  'bill-reference': 'reference',
};

/** Whether fields of the type are typed into. */
export const isTyped = (type: FieldType): type is TypedKind => LAYOUT_OF[type] !== null;

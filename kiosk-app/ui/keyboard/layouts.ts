import type { FieldType } from '../../session/contract/snapshot.ts';

export type LayoutName = 'text' | 'email' | 'plate' | 'reference' | 'number' | 'phone' | 'date';

export type KeyDefinition =
  | {
      readonly kind: 'char';
      /** What a press inserts; capitals come from `shift`. */
      readonly text: string;
      /** Columns it takes, 1 = one letter. */
      readonly width?: number;
    }
  | { readonly kind: 'shift' | 'backspace' | 'space' | 'done'; readonly width: number };

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
const SHIFT: KeyDefinition = { kind: 'shift', width: 1.5 };
const BACKSPACE: KeyDefinition = { kind: 'backspace', width: 1.5 };
const DONE: KeyDefinition = { kind: 'done', width: 2 };
const space = (width: number): KeyDefinition => ({ kind: 'space', width });

/** QWERTZ after DIN 2137-1, T1, with umlauts and ß; 11 columns so that a key is never narrower than 20 mm. */
const LETTERS = [chars('qwertzuiopü'), chars('asdfghjklöä')] as const;

const DIGITS = [chars('123'), chars('456'), chars('789')] as const;
const ERASE: KeyDefinition = { kind: 'backspace', width: 1 };
const numeric = (name: 'number' | 'phone' | 'date', ...rest: readonly (readonly KeyDefinition[])[]): Layout => ({
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
      chars('1234567890-'),
      ...LETTERS,
      [SHIFT, ...chars('yxcvbnmß'), BACKSPACE],
      [...chars(",.'/"), space(5), DONE],
    ],
  },
  email: {
    name: 'email',
    columns: 11,
    capitals: false,
    rows: [
      chars('1234567890-'),
      chars('qwertzuiop_'),
      chars('asdfghjkl.@'),
      [SHIFT, ...chars('yxcvbnm+'), BACKSPACE],
      [word('.de', 1.8), word('.com', 1.8), word('.net', 1.8), word('.org', 1.8), word('.eu', 1.8), DONE],
    ],
  },
  plate: {
    name: 'plate',
    columns: 11,
    capitals: true,
    rows: [chars('1234567890-'), ...LETTERS, [...chars('yxcvbnm'), { kind: 'backspace', width: 4 }], [space(9), DONE]],
  },
  reference: {
    name: 'reference',
    columns: 11,
    capitals: true,
    rows: [
      chars('1234567890-'),
      chars('qwertzuiop/'),
      chars('asdfghjkl.'),
      [...chars('yxcvbnm'), { kind: 'backspace', width: 2 }, DONE],
    ],
  },
  number: numeric('number', [ERASE, ...chars('0'), { kind: 'done', width: 1 }]),
  phone: numeric('phone', [...chars('+0'), ERASE], [{ kind: 'done', width: 3 }]),
  date: numeric('date', [...chars('.0'), ERASE], [{ kind: 'done', width: 3 }]),
};

/** `null`: the type is chosen, not typed. */
export const LAYOUT_OF: Readonly<Record<FieldType, LayoutName | null>> = {
  text: 'text',
  name: 'text',
  email: 'email',
  phone: 'phone',
  date: 'date',
  number: 'number',
  plate: 'plate',
  choice: null,
  'yes-no': null,
  'postal-code': 'number',
  'bill-reference': 'reference',
};

/** A piece of a sentence: as it is, the name of a thing, what was, what is now. */
export interface WordPart {
  readonly kind: 'plain' | 'name' | 'was' | 'is';
  readonly text: string;
}

/** One difference, in words. */
export interface Change {
  /** Of the place that changed; the same for the same place. Nobody reads it. */
  readonly key: string;
  readonly words: readonly WordPart[];
}

export interface ChangeGroup {
  readonly key: string;
  readonly title: string;
  /** A service that was not there before: everything about it is new. */
  readonly isNew: boolean;
  readonly changes: readonly Change[];
}

/** @param template with `{name}` for each value; @returns the sentence in pieces */
export function sentence(template: string, values: Readonly<Record<string, readonly WordPart[]>>): readonly WordPart[] {
  return template
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .flatMap((piece) => values[/^\{(\w+)\}$/.exec(piece)?.[1] ?? ''] ?? [{ kind: 'plain' as const, text: piece }]);
}

export const name = (text: string): readonly WordPart[] => [{ kind: 'name', text }];
export const was = (text: string): readonly WordPart[] => [{ kind: 'was', text }];
export const is = (text: string): readonly WordPart[] => [{ kind: 'is', text }];

/** For tests and for screen readers that are told a line at once. */
export const wordsOf = (words: readonly WordPart[]): string => words.map(({ text }) => text).join('');

/** A piece of a sentence: as it is, the name of a thing, what was, what is now. */
export interface Part {
  readonly kind: 'plain' | 'name' | 'was' | 'is';
  readonly text: string;
}

/** One difference, in words. */
export interface Change {
  /** Of the place that changed; the same for the same place. Nobody reads it. */
  readonly key: string;
  readonly words: readonly Part[];
}

export interface ChangeGroup {
  readonly key: string;
  readonly title: string;
  /** A service that was not there before: everything about it is new. */
  readonly isNew: boolean;
  readonly changes: readonly Change[];
}

/** @param template with `{name}` for each value; @returns the sentence in pieces */
export function sentence(template: string, values: Readonly<Record<string, readonly Part[]>>): readonly Part[] {
  return template
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .flatMap((piece) => values[/^\{(\w+)\}$/.exec(piece)?.[1] ?? ''] ?? [{ kind: 'plain' as const, text: piece }]);
}

export const name = (text: string): readonly Part[] => [{ kind: 'name', text }];
export const was = (text: string): readonly Part[] => [{ kind: 'was', text }];
export const is = (text: string): readonly Part[] => [{ kind: 'is', text }];

/** For tests and for screen readers that are told a line at once. */
export const wordsOf = (words: readonly Part[]): string => words.map(({ text }) => text).join('');

import type { PrintOperation } from './operations.ts';

export type Mark = Extract<PrintOperation, { kind: 'line' | 'graphic' }> & { readonly y: number };

/** A piece of paper as it left the printer. Heights in dots. */
export interface Piece {
  readonly marks: readonly Mark[];
  readonly height: number;
  /** Torn by hand or by a jam instead of cut. */
  readonly torn: boolean;
}

/** The paper between head and hand. What the head prints lies behind the cutter until it is fed past it. */
export class Strip {
  readonly #headToCutter: number;
  #marks: Mark[] = [];
  /** Length of paper that has passed the head since the last cut, plus the blank piece between head and cutter. */
  #length: number;

  /** @param headToCutter distance in dots */
  constructor(headToCutter: number) {
    this.#headToCutter = headToCutter;
    this.#length = headToCutter;
  }

  get length(): number {
    return this.#length;
  }

  get isBlank(): boolean {
    return this.#marks.length === 0;
  }

  print(operation: Extract<PrintOperation, { kind: 'line' | 'graphic' }>): void {
    this.#marks.push({ ...operation, y: this.#length });
    this.#length += operation.height;
  }

  feed(height: number): void {
    this.#length += height;
  }

  /** Cuts at the cutter: what is printed behind it stays on the strip and heads the next piece. */
  cut(): Piece {
    const at = this.#length - this.#headToCutter;
    const marks = this.#marks.filter((mark) => mark.y < at);
    this.#marks = this.#marks.filter((mark) => mark.y >= at).map((mark) => ({ ...mark, y: mark.y - at }));
    this.#length = this.#headToCutter;
    return { marks, height: at, torn: false };
  }

  /** Takes everything out, as when the paper is pulled. */
  tear(): Piece {
    const piece = { marks: this.#marks, height: this.#length, torn: true };
    this.#marks = [];
    this.#length = this.#headToCutter;
    return piece;
  }
}

/** The lines a person would read, trailing blanks cut off, in order from the top. */
export const linesOf = (piece: Piece): readonly string[] =>
  piece.marks.flatMap((mark) =>
    mark.kind === 'line'
      ? [
          mark.cells
            .map((cell) => cell.char)
            .join('')
            .trimEnd(),
        ]
      : [],
  );

export const codesOf = (piece: Piece): readonly string[] =>
  piece.marks.flatMap((mark) => (mark.kind === 'graphic' && mark.code !== null ? [mark.code] : []));

/** One printed character: position and size in dots from the left of the printable area. */
export interface Cell {
  readonly char: string;
  readonly x: number;
  readonly widthFactor: number;
  readonly heightFactor: number;
  readonly bold: boolean;
  readonly underlined: boolean;
  readonly inverted: boolean;
}

/** A black-and-white picture; `dots[y][x]` true is burnt. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly dot: (x: number, y: number) => boolean;
}

export type Align = 'left' | 'center' | 'right';

/** What the printer does, one after the other, once a command's bytes are complete. */
export type PrintOperation =
  | {
      readonly kind: 'line';
      readonly cells: readonly Cell[];
      readonly align: Align;
      readonly height: number;
      /** Width of the cells in dots. */
      readonly width: number;
    }
  | {
      readonly kind: 'graphic';
      readonly bitmap: Bitmap;
      readonly align: Align;
      readonly height: number;
      /** What a reader would read from it; `null` for a picture. */
      readonly code: string | null;
    }
  | { readonly kind: 'feed'; readonly height: number }
  | { readonly kind: 'cut'; readonly partial: boolean; readonly feedToCutter: boolean; readonly height: number }
  | { readonly kind: 'initialize' }
  | { readonly kind: 'asb'; readonly mask: number }
  | { readonly kind: 'sensor-status' }
  | { readonly kind: 'process-id'; readonly id: readonly number[] }
  | { readonly kind: 'identity'; readonly n: number }
  | { readonly kind: 'counter'; readonly n: number }
  /** A command the simulated model does not know: skipped, and counted. */
  | { readonly kind: 'unknown'; readonly command: string };

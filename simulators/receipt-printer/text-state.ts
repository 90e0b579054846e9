import type { Align, Cell, PrintOperation } from './operations.ts';

const FONT_A = { width: 12, height: 24 };
const DEFAULT_LINE_SPACING = 30;

/** Upper half of code page 437 (ESC t 0), as far as rules and boxes need it; the rest shows as a filled square. */
const CP437_UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const WINDOWS_1252 = new TextDecoder('windows-1252');
const UNKNOWN_GLYPH = '■';

/** The print modes of standard mode and the line being put together in them. */
export class TextState {
  align: Align = 'left';
  bold = false;
  underlined = false;
  inverted = false;
  widthFactor = 1;
  heightFactor = 1;
  codePage = 0;
  lineSpacing = DEFAULT_LINE_SPACING;
  readonly #printable: number;
  #cells: Cell[] = [];
  #x = 0;

  /** @param printable width of the printable area in dots */
  constructor(printable: number) {
    this.#printable = printable;
  }

  get isLineEmpty(): boolean {
    return this.#cells.length === 0;
  }

  /** Adds one character; a full line is printed first and returned (ESC/POS: "executes line full"). */
  put(byte: number): PrintOperation | undefined {
    const width = FONT_A.width * this.widthFactor;
    const full = this.#x + width > this.#printable ? this.finishLine() : undefined;
    const { widthFactor, heightFactor, bold, underlined, inverted } = this;
    this.#cells.push({ char: this.#decode(byte), x: this.#x, widthFactor, heightFactor, bold, underlined, inverted });
    this.#x += width;
    return full;
  }

  tab(): void {
    const stop = FONT_A.width * 8;
    this.#x = Math.min(this.#printable - FONT_A.width, (Math.floor(this.#x / stop) + 1) * stop);
  }

  finishLine(): PrintOperation {
    const cells = this.#cells;
    const tallest = Math.max(FONT_A.height, ...cells.map((cell) => FONT_A.height * cell.heightFactor));
    const width = this.#x;
    this.dropLine();
    if (cells.length === 0) return { kind: 'feed', height: this.lineSpacing };
    return { kind: 'line', cells, align: this.align, height: Math.max(this.lineSpacing, tallest), width };
  }

  dropLine(): void {
    this.#cells = [];
    this.#x = 0;
  }

  reset(): void {
    this.dropLine();
    this.align = 'left';
    this.bold = this.underlined = this.inverted = false;
    this.widthFactor = this.heightFactor = 1;
    this.codePage = 0;
    this.lineSpacing = DEFAULT_LINE_SPACING;
  }

  defaultLineSpacing(): void {
    this.lineSpacing = DEFAULT_LINE_SPACING;
  }

  #decode(byte: number): string {
    if (byte < 0x80) return String.fromCharCode(byte);
    if (this.codePage === 16) return WINDOWS_1252.decode(Uint8Array.of(byte));
    if (this.codePage === 19 && byte === 0xd5) return '€';
    if (this.codePage === 0 || this.codePage === 19) return CP437_UPPER[byte - 0x80] ?? UNKNOWN_GLYPH;
    return UNKNOWN_GLYPH;
  }
}

import { encode as encodeQr } from 'uqr';
import { Refusal } from '../../../foundation/errors.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { type CodePage, toPrintable } from '../codec/charset.ts';
import type { ReceiptBlock, ReceiptDocument } from '../contract.ts';
import { CHARACTER, FEED_BEFORE_CUT, LINE_FEED, type ReceiptFormat } from './geometry.ts';
import type { Logo } from './logo.ts';

/** One step on the paper, already broken to the width: what is metered and what is encoded are the same list. */
export type PaperStep =
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly align: 'left' | 'center' | 'right';
      readonly bold: boolean;
      readonly size: 1 | 2;
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'qr'; readonly bytes: Uint8Array; readonly module: number; readonly modules: number }
  | { readonly kind: 'logo'; readonly logo: Logo }
  | { readonly kind: 'cut' };

/** Longest data for one QR code: version 20 at level M still fits 58 mm paper with three dots per module. */
const QR_MAX_BYTES = 600;
const QR_MIN_MODULE = 3;

/**
 * What a document asks for and the paper cannot have; `detail` is a code point or a logo's name, never text.
 * `replaced`: "?" stands in its place. The rest: the block is left out.
 */
export type Omission = Refusal<'replaced' | 'unknown-logo' | 'qr-too-large' | 'qr-with-control-character'>;

export interface LaidOutReceipt {
  readonly steps: readonly PaperStep[];
  readonly omissions: readonly Omission[];
}

/**
 * Breaks a document into steps for a paper format. A document always ends with a cut. What cannot be printed is left
 * out by itself and told: nobody goes without a receipt because of one character, code or picture.
 */
export function layOut(
  document: ReceiptDocument,
  format: ReceiptFormat,
  logos: ReadonlyMap<string, Logo>,
): LaidOutReceipt {
  const steps: PaperStep[] = [];
  const omissions: Omission[] = [];
  for (const block of document.blocks) {
    const laid = layOutBlock(block, format, logos);
    steps.push(...laid.steps);
    omissions.push(...laid.omissions);
  }
  if (steps.at(-1)?.kind !== 'cut') steps.push({ kind: 'cut' });
  return { steps, omissions };
}

/** Paper a list of steps uses, in dots; the feed to the cutter included. */
export const heightOf = (steps: readonly PaperStep[]): number =>
  steps.reduce((sum, step) => sum + heightOfStep(step), 0);

function heightOfStep(step: PaperStep): number {
  switch (step.kind) {
    case 'line':
      return Math.max(LINE_FEED, CHARACTER.height * step.size);
    case 'rule':
      return LINE_FEED;
    case 'feed':
      return step.lines * LINE_FEED;
    case 'qr':
      return step.modules * step.module + LINE_FEED;
    case 'logo':
      return step.logo.height + LINE_FEED;
    case 'cut':
      return FEED_BEFORE_CUT * LINE_FEED;
  }
}

const laid = (...steps: readonly PaperStep[]): LaidOutReceipt => ({ steps, omissions: [] });
const omitted = (omission: Omission): LaidOutReceipt => ({ steps: [], omissions: [omission] });

function layOutBlock(block: ReceiptBlock, format: ReceiptFormat, logos: ReadonlyMap<string, Logo>): LaidOutReceipt {
  switch (block.type) {
    case 'text': {
      const size = block.size ?? 1;
      const style = { align: block.align ?? 'left', bold: block.bold ?? false, size } as const;
      return printable(block.text.split('\n'), format.codePage, (lines) =>
        lines.flatMap((line) => wrap(line, Math.floor(format.columns / size))).map((text) => line(text, style)),
      );
    }
    case 'columns': {
      const style = { align: 'left', bold: block.bold ?? false, size: 1 } as const;
      return printable([block.left, block.right], format.codePage, ([left = '', right = '']) =>
        columns(left, right, format.columns).map((text) => line(text, style)),
      );
    }
    case 'rule':
      return laid({ kind: 'rule' });
    case 'space':
      return block.lines > 0 ? laid({ kind: 'feed', lines: Math.min(20, Math.floor(block.lines)) }) : laid();
    case 'qr': {
      const code = qr(block.data, format);
      return code.ok ? laid(code.value) : omitted(code.error);
    }
    case 'logo': {
      const logo = logos.get(block.name);
      return logo ? laid({ kind: 'logo', logo }) : omitted(new Refusal('unknown-logo', block.name));
    }
    case 'cut':
      return laid({ kind: 'cut' });
  }
}

type LineStyle = Pick<Extract<PaperStep, { kind: 'line' }>, 'align' | 'bold' | 'size'>;
const line = (text: string, style: LineStyle): PaperStep =>
  text === '' ? { kind: 'feed', lines: 1 } : { kind: 'line', text, ...style };

function printable(
  texts: readonly string[],
  page: CodePage,
  then: (texts: readonly string[]) => readonly PaperStep[],
): LaidOutReceipt {
  const printed = texts.map((text) => toPrintable(text.trimEnd(), page));
  return {
    steps: then(printed.map(({ text }) => text)),
    omissions: printed.flatMap(({ lost }) => lost).map((point) => new Refusal('replaced', unicode(point))),
  };
}

const unicode = (point: number): string => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;

/** Breaks at blanks; a word longer than the line is broken where the line ends. Leading blanks of the text stay. */
export function wrap(text: string, columns: number): readonly string[] {
  if (text.length <= columns) return [text];
  const lines: string[] = [];
  let rest = text;
  while (rest.length > columns) {
    const blank = rest.lastIndexOf(' ', columns);
    const breakAt = blank > rest.search(/\S/) ? blank : columns;
    lines.push(rest.slice(0, breakAt).trimEnd());
    rest = rest.slice(breakAt).trimStart();
  }
  return rest === '' ? lines : [...lines, rest];
}

/** Left and right on one line if they fit with a blank between, else the right one on a line of its own. */
export function columns(left: string, right: string, width: number): readonly string[] {
  const lefts = wrap(left, width);
  const last = lefts.at(-1) ?? '';
  if (last.length + 1 + right.length <= width) {
    return [...lefts.slice(0, -1), last + right.padStart(width - last.length)];
  }
  return [...lefts, ...wrap(right, width).map((text) => text.padStart(width))];
}

function qr(data: string, format: ReceiptFormat): Result<PaperStep, Omission> {
  // No control characters but line breaks (GiroCode has them): 10 04 … inside data would be a real-time command.
  if (/[^\P{Cc}\n]/u.test(data)) return err(new Refusal('qr-with-control-character'));
  const bytes = new TextEncoder().encode(data);
  if (bytes.length === 0 || bytes.length > QR_MAX_BYTES) return err(new Refusal('qr-too-large'));
  const modules = encodeQr(Array.from(bytes), { ecc: 'M', border: 0, boostEcc: false }).size;
  const module = Math.min(format.qrModule, Math.floor(format.dots / modules));
  if (module < QR_MIN_MODULE) return err(new Refusal('qr-too-large'));
  return ok({ kind: 'qr', bytes, module, modules });
}

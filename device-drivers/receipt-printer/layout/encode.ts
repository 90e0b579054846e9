import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { ALIGN_CENTER, ALIGN_LEFT, LINE_FEED_COMMAND, PARTIAL_CUT, PLAIN_TEXT } from '../codec/commands.ts';
import { qrCode } from '../codec/qr-code.ts';
import { FEED_BEFORE_CUT, type ReceiptFormat } from './geometry.ts';
import type { PaperStep } from './layout.ts';

/**
 * Steps → ESC/POS, without the initialisation, which belongs to the job. The code page is fixed: with automatic code
 * pages the euro sign comes out wrong. QR codes and cuts are written here: the library sends a code's text as Latin-1,
 * and a line feed behind each cut, which would begin the next slip.
 */
export function encodeSteps(steps: readonly PaperStep[], format: ReceiptFormat): Uint8Array {
  const bytes: number[] = [...PLAIN_TEXT];
  let text = newEncoder(format);
  const endText = () => {
    bytes.push(...text.encode());
    text = newEncoder(format);
  };
  for (const step of steps) {
    if (step.kind === 'qr') {
      endText();
      bytes.push(...ALIGN_CENTER, ...qrCode(step.bytes, step.module), LINE_FEED_COMMAND, ...ALIGN_LEFT);
    } else if (step.kind === 'cut') {
      endText();
      bytes.push(...Array<number>(FEED_BEFORE_CUT).fill(LINE_FEED_COMMAND), ...PARTIAL_CUT);
    } else add(text, step, format);
  }
  endText();
  return Uint8Array.from(bytes);
}

function newEncoder(format: ReceiptFormat): ReceiptPrinterEncoder {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: format.columns,
    imageMode: 'raster',
    newline: '\n',
  });
  return encoder.codepage(format.codePage);
}

function add(
  encoder: ReceiptPrinterEncoder,
  step: Exclude<PaperStep, { kind: 'qr' | 'cut' }>,
  format: ReceiptFormat,
): void {
  switch (step.kind) {
    case 'line':
      encoder.align(step.align).bold(step.bold).size(step.size, step.size);
      encoder.line(step.text).bold(false).size(1, 1).align('left');
      return;
    case 'rule':
      encoder.line('-'.repeat(format.columns));
      return;
    case 'feed':
      encoder.newline(step.lines);
      return;
    case 'logo': {
      const { width, height, data } = step.logo;
      encoder.align('center').image({ width, height, data, colorSpace: 'srgb' }, width, height, 'threshold', 128);
      encoder.align('left');
      return;
    }
  }
}

import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { FEED_BEFORE_CUT, type Format } from './geometry.ts';
import type { Step } from './layout.ts';

/**
 * Steps → ESC/POS, without the initialisation, which belongs to the job. The code page is fixed: with automatic code pages the euro sign came out wrong
 * (../shared/protocols/devices.md, "Receipt printer").
 */
export function encodeSteps(steps: readonly Step[], format: Format): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: format.columns,
    imageMode: 'raster',
    feedBeforeCut: FEED_BEFORE_CUT,
    newline: '\n',
  });
  encoder.codepage('windows1252');
  for (const step of steps) add(encoder, step, format);
  return Uint8Array.from(encoder.encode());
}

function add(encoder: ReceiptPrinterEncoder, step: Step, format: Format): void {
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
    case 'qr':
      encoder.align('center').qrcode(step.data, { model: 2, size: step.module, errorlevel: 'm' }).align('left');
      return;
    case 'logo': {
      const { width, height, data } = step.logo;
      encoder.align('center').image({ width, height, data, colorSpace: 'srgb' }, width, height, 'threshold', 128);
      encoder.align('left');
      return;
    }
    case 'cut':
      encoder.cut('partial');
      return;
  }
}

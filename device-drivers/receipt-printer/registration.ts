import { register } from '../registration.ts';
import { RECEIPT_PRINTER_REASONS, ReceiptPrinterConfiguration } from './contract.ts';

export const receiptPrinter = register({
  kind: 'receipt-printer',
  process: 'driver',
  configuration: ReceiptPrinterConfiguration,
  protocol: ({ protocol }) => protocol,
  address: (config) => (config.protocol === 'escpos-tcp' ? `${config.host}:${config.port}` : config.path),
  reasons: RECEIPT_PRINTER_REASONS,
  recording: () => import('./recording.ts'),
  recordedAs: () => 'escpos',
  load: () => import('./index.ts'),
  create: ({ createEscPosPrinter, createEscPosFilePrinter }, config, surroundings) =>
    config.protocol === 'escpos-tcp'
      ? createEscPosPrinter({ ...config, ...surroundings })
      : createEscPosFilePrinter({ ...config, ...surroundings }),
});

import { register } from '../registration.ts';
import { PAGE_PRINTER_REASONS, PagePrinterConfiguration } from './contract.ts';

export const pagePrinter = register({
  kind: 'page-printer',
  process: 'attended',
  configuration: PagePrinterConfiguration,
  protocol: ({ protocol }) => protocol,
  address: ({ uri }) => uri,
  reasons: PAGE_PRINTER_REASONS,
  recording: () => import('./recording.ts'),
  recordedAs: () => 'ipp',
  load: () => import('./index.ts'),
  create: ({ createIppPagePrinter }, config, surroundings) => createIppPagePrinter({ ...config, ...surroundings }),
});

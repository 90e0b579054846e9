import { register } from '../registration.ts';
import { PagePrinterConfiguration } from './contract.ts';

export const pagePrinter = register({
  kind: 'page-printer',
  process: 'attended',
  configuration: PagePrinterConfiguration,
  protocol: ({ protocol }) => protocol,
  address: ({ uri }) => uri,
  recording: () => import('./recording.ts'),
  recordedAs: () => 'ipp',
  load: () => import('./index.ts'),
  create: ({ createIppPagePrinter }, config, surroundings) => createIppPagePrinter({ ...config, ...surroundings }),
});

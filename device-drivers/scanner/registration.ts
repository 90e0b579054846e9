import { register } from '../registration.ts';
import { SCANNER_REASONS, ScannerConfiguration } from './contract.ts';

export const scanner = register({
  kind: 'scanner',
  process: 'attended',
  configuration: ScannerConfiguration,
  protocol: () => 'sane',
  address: ({ device }) => device,
  reasons: SCANNER_REASONS,
  recording: () => import('./recording.ts'),
  recordedAs: () => 'scanimage',
  load: () => import('./index.ts'),
  create: ({ createScanimageScanner }, config, surroundings) => createScanimageScanner({ ...config, ...surroundings }),
});

import { register } from '../registration.ts';
import { SMART_CARD_REASONS, SmartCardConfiguration } from './contract.ts';

export const smartCard = register({
  kind: 'smart-card',
  // It speaks to a socket, and the PC/SC daemon is the process that may crash.
  process: 'terminal',
  configuration: SmartCardConfiguration,
  protocol: ({ protocol }) => protocol,
  address: ({ reader }) => reader ?? 'pcscd',
  reasons: SMART_CARD_REASONS,
  recording: () => import('./recording.ts'),
  recordedAs: () => 'pcsc',
  load: () => import('./index.ts'),
  create: ({ createSmartCardReader }, config, surroundings) => createSmartCardReader({ ...config, ...surroundings }),
});

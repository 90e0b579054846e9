import { LINK_FAULTS } from '../links/link.ts';
import { register } from '../registration.ts';
import { KeypadConfiguration } from './contract.ts';

export const keypad = register({
  kind: 'keypad',
  process: 'attended',
  configuration: KeypadConfiguration,
  protocol: () => 'hid-keyboard',
  address: ({ path }) => path,
  reasons: LINK_FAULTS,
  recording: () => import('./recording.ts'),
  recordedAs: () => 'keypad-hid',
  load: () => import('./index.ts'),
  create: ({ createKeypad }, config, surroundings) => createKeypad({ ...config, ...surroundings }),
});

import { register } from '../registration.ts';
import { PresenceConfiguration, SENSOR_FAULTS } from './contract.ts';

export const presence = register({
  kind: 'presence',
  // It reads one number from a file of the kernel.
  process: 'terminal',
  configuration: PresenceConfiguration,
  protocol: ({ protocol }) => protocol,
  address: ({ directory }) => directory,
  reasons: SENSOR_FAULTS,
  recording: () => import('./recording.ts'),
  recordedAs: () => 'iio',
  load: () => import('./index.ts'),
  create: ({ createPresenceSensor }, config, { clock, log, tap }) =>
    createPresenceSensor({ ...config, clock, log, tap }),
});

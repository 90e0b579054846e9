import { register } from '../registration.ts';
import { EID_REASONS, EidConfiguration } from './contract.ts';

export const eid = register({
  kind: 'eid',
  process: 'attended',
  configuration: EidConfiguration,
  protocol: () => 'ausweisapp-sdk',
  address: ({ client }) => (client.kind === 'connect' ? client.url : client.command),
  reasons: EID_REASONS,
  recording: () => import('./recording.ts'),
  recordedAs: () => 'ausweisapp-sdk',
  load: () => import('./index.ts'),
  create: ({ createEidClient }, config, surroundings) => createEidClient({ ...config, ...surroundings }),
});

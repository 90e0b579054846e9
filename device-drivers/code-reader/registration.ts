import { LINK_FAULTS } from '../links/link.ts';
import { register } from '../registration.ts';
import { CodeReaderConfiguration } from './contract.ts';

export const codeReader = register({
  kind: 'code-reader',
  process: 'attended',
  configuration: CodeReaderConfiguration,
  protocol: ({ protocol }) => `code-reader-${protocol}`,
  address: ({ path }) => path,
  reasons: LINK_FAULTS,
  recording: () => import('./recording.ts'),
  recordedAs: ({ protocol }) => (protocol === 'hid-pos' ? 'code-reader-hid-pos' : 'code-reader-lines'),
  load: () => import('./index.ts'),
  create: ({ createCodeReader }, config, surroundings) => createCodeReader({ ...config, ...surroundings }),
});

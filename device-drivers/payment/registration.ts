import { register } from '../registration.ts';
import { PAYMENT_REASONS, PaymentConfiguration, type PaymentTerminal } from './contract.ts';

export const payment = register({
  kind: 'payment',
  process: 'driver',
  configuration: PaymentConfiguration,
  protocol: ({ protocol }) => protocol,
  address: (config) => (config.protocol === 'zvt-tcp' ? `${config.host}:${config.port}` : config.path),
  reasons: PAYMENT_REASONS,
  recording: () => import('./recording.ts'),
  recordedAs: ({ protocol }) => protocol,
  load: () => import('./index.ts'),
  create({ createZvtPaymentTerminal, createZvtSerialPaymentTerminal }, config, surroundings): PaymentTerminal {
    const options = { ...config, ...surroundings };
    return options.protocol === 'zvt-tcp' ? createZvtPaymentTerminal(options) : createZvtSerialPaymentTerminal(options);
  },
});

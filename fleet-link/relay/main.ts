import { parseArgs } from 'node:util';
import { systemClock } from '../../foundation/clock.ts';
import { stderrLog } from '../../foundation/stderr-log.ts';
import { startRelay } from './relay.ts';

/** `npm run relay -- [--host 0.0.0.0] [--port 7105]`: a process of its own in a DMZ that hub and terminals can reach. */
const { values } = parseArgs({
  options: { host: { type: 'string', default: '0.0.0.0' }, port: { type: 'string', default: '7105' } },
});
const log = stderrLog(systemClock);
const relay = await startRelay({ host: values.host, port: Number(values.port), clock: systemClock, log });
log.event('info', 'relay.started', { port: relay.port });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void relay.close());

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { delay, systemClock } from '../../foundation/clock.ts';
import { createRandom, seedOf } from '../../foundation/random.ts';
import { DELAYS } from './delays.ts';
import { plannedTerminals } from './planned-terminals.ts';
import { FleetHub } from './prepare-hub.ts';
import { DemoTerminal } from './terminal/demo-terminal.ts';

/**
 * Simulated terminals of the demo in a process of their own: `--hub DIR` of a hub that runs, `--data DIR` for what they
 * keep, `--terminals N`, `--office`: people have worked with the hub for weeks. SIGUSR2: somebody at one of them calls for help.
 */
const { values } = parseArgs({
  options: {
    hub: { type: 'string' },
    data: { type: 'string' },
    terminals: { type: 'string', default: '40' },
    office: { type: 'boolean', default: false },
  },
});
const { hub: hubDirectory = '', data = '' } = values;
const clock = systemClock;
const { linkPort, caFingerprint } = JSON.parse(readFileSync(join(hubDirectory, 'runtime.json'), 'utf8')) as {
  readonly linkPort: number;
  readonly caFingerprint: string;
};
const { DATABASE_URL: url } = process.env;
const hub = await FleetHub.open(
  url ? { kind: 'postgres', url } : { kind: 'sqlite', file: join(hubDirectory, 'hub.sqlite'), isShared: true },
  clock,
);
const random = createRandom(seedOf('fleet', clock.now()));
const planned = plannedTerminals(Number(values.terminals));
const running: DemoTerminal[] = [];
const oneOf = () => running[random.below(running.length)];

process.on('SIGTERM', () => {
  for (const terminal of running) terminal.stop();
  void hub.close().finally(() => process.exit(0));
});
process.on('SIGUSR2', () => oneOf()?.callForHelp());

await hub.setUpPlaces();
if (values.office) await hub.fillPastWeeks();
for (const one of planned) {
  const terminal = new DemoTerminal({
    ...{ planned: one, directory: join(data, one.id), url: `https://localhost:${linkPort}`, clock },
  });
  const code = await hub.codeFor(one, caFingerprint);
  if (code) {
    await terminal.enrol(code);
    await hub.remember(one);
  }
  if (one.troubles.includes('offline')) continue;
  terminal.start();
  running.push(terminal);
  await delay(clock, DELAYS.between);
}
for (const { id, troubles } of planned) if (troubles.includes('certificate-expires')) await hub.certificateEndsSoon(id);
if (values.office) void hub.workToday(planned);
for (const one of planned) await hub.writeYear(one);
for (;;) {
  await delay(clock, DELAYS.visitEvery);
  oneOf()?.visit();
}

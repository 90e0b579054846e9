import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedClock } from '../../../../../foundation/clock.ts';
import { silentLog } from '../../../../../foundation/log.ts';
import { DELAYS } from '../../delays.ts';
import { ConfigurationKeeper } from '../configuration-keeper.ts';
import { openConfiguration } from '../open-configuration.ts';
import { LOCAL, SigningHub, smallFiles } from './signing-hub.ts';

/** A terminal in `directory` whose hub wants that version: runs, is restarted, until the version has proven itself. */
export async function takeUntilProven(directory: string, wanted: number): Promise<void> {
  const versions = join(directory, 'configuration');
  const identity = join(directory, 'hub');
  mkdirSync(identity, { recursive: true });
  const clock = new SimulatedClock();
  const hub = new SigningHub();
  hub.publish(wanted, smallFiles(wanted));
  for (let isProven = false; !isProven; ) {
    const opened = openConfiguration(versions, LOCAL);
    if (!opened.ok) throw new Error(opened.error.reason);
    const restarted = Promise.withResolvers<void>();
    const keeper = new ConfigurationKeeper({
      directory: versions,
      pointer: opened.value.pointer,
      local: LOCAL,
      identityDirectory: identity,
      terminalId: 'MS-RH-01',
      software: '0.1.0',
      mayRestart: () => true,
      restart: () => restarted.resolve(),
      delays: DELAYS,
      clock,
      log: silentLog,
    });
    keeper.sessionShown();
    await clock.advance(DELAYS.configurationProvenAfter);
    isProven = keeper.state.running?.version === wanted && !keeper.state.isOnTrial;
    if (!isProven) {
      keeper.linked(hub);
      const timer = setInterval(() => void clock.advance(DELAYS.configurationLookEvery), 5);
      await restarted.promise;
      clearInterval(timer);
    }
    keeper.stop();
  }
}

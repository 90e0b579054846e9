import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Play, state } from '../../../../simulators/eid/test-support/play.ts';
import type { Case } from './case.ts';
import { pidOf, realLine } from './through-driver.ts';

/** Start, version, home, death, and what needs no portal. */
export const LIFE: readonly Case[] = [
  {
    name: 'started by the driver: port file, version, health check, a private home that goes with it',
    async run(on) {
      await using at = await realLine(on);
      expect(at.client.health()).toMatchObject({ firmware: expect.stringContaining(on.version) });
      expect(await at.client.checkHealth()).toMatchObject({ passed: true });
      const [home = ''] = await readdir(at.directory);
      expect((await stat(join(at.directory, home))).mode & 0o777).toBe(0o700);
      await at.client.close();
      expect(await readdir(at.directory)).toEqual([]);
    },
  },
  {
    name: 'killed in a workflow: the session is told, and the restarted app works',
    async run(on) {
      await using at = await realLine(on);
      const run = await at.begin();
      const [home = ''] = await readdir(at.directory);
      process.kill(pidOf(on, join(at.directory, home)), 'SIGKILL');
      expect(await run.play.next('failed')).toMatchObject({ reason: 'client-gone' });
      await state(at.client, 'offline');
      await state(at.client, 'ready');
      expect(await readdir(at.directory)).not.toContain(home);
      const again = await at.begin();
      again.workflow.accept([]);
      expect(await again.play.next('enter-secret')).toMatchObject({ secret: 'pin' });
      again.workflow.cancel();
      await again.play.next('failed').catch(() => undefined);
    },
  },
  {
    name: 'the PIN is changed',
    async run(on) {
      await using at = await realLine(on);
      const play = new Play();
      const workflow = at.client.changePin(play.hear);
      expect(await play.next('enter-secret')).toMatchObject({ secret: 'pin', onReader: true });
      workflow.secret('pin', null);
      expect(await play.next('enter-secret')).toMatchObject({ secret: 'new-pin' });
      workflow.secret('new-pin', null);
      await play.next('pin-changed');
    },
  },
  {
    name: 'a change of the PIN cancelled at the new PIN',
    async run(on) {
      await using at = await realLine(on);
      const play = new Play();
      const workflow = at.client.changePin(play.hear);
      await play.next('enter-secret');
      workflow.secret('pin', null);
      await play.next('enter-secret');
      workflow.cancel();
      expect(await play.next('failed')).toMatchObject({ reason: 'cancelled' });
    },
  },
];

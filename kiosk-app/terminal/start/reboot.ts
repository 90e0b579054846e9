import { execFile } from 'node:child_process';
import { Refusal } from '../../../foundation/errors.ts';

/**
 * Has the login manager start the machine anew (org.freedesktop.login1(5), Reboot), without a question to anybody.
 * deploy/polkit/50-bt-reboot.rules allows it to the terminal's own user; elsewhere it is refused.
 */
const ASK = [
  'call',
  '--system',
  '--quiet',
  'org.freedesktop.login1',
  '/org/freedesktop/login1',
  'org.freedesktop.login1.Manager',
  'Reboot',
  'b',
  'false',
];
const WITHIN = 30_000;

/** Resolves once the machine has been told; it goes down soon after. @throws Refusal `reboot-refused` */
export function reboot(program = 'busctl'): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, ASK, { timeout: WITHIN, env: { PATH: '/usr/bin:/bin' } }, (error) =>
      error ? reject(new Refusal('reboot-refused')) : resolve(),
    );
  });
}

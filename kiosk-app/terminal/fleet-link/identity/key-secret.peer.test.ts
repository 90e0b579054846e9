import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../../../simulators/free-port.ts';
import { temporaryDirectory } from '../../test-support/fakes.ts';
import { readIdentity, writeIdentity } from './identity.ts';
import { keySecretOf } from './key-secret.ts';
import { newKey } from './new-key.ts';

const SWTPM = '/usr/bin/swtpm';
const CREDS = '/usr/bin/systemd-creds';
const hasPeers = existsSync(SWTPM) && existsSync(CREDS) && existsSync('/usr/bin/tpm2');
if (!hasPeers && process.env.CI !== 'true')
  process.stderr.write('no key is locked by a TPM: swtpm, tpm2-tools or systemd is not installed\n');
const withTpm = test.skipIf(!hasPeers && process.env.CI !== 'true');

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGKILL');
    if (child.exitCode === null) await once(child, 'exit');
  }
});

/** A TPM 2.0 of its own, with nothing in it. @returns what systemd calls it */
async function startTpm(state: string): Promise<string> {
  mkdirSync(state);
  // Another program may have one of the two ports: then it ends at once.
  for (let triesLeft = 5; triesLeft > 0; triesLeft--) {
    const port = await freePort();
    // Where tcti-swtpm looks for it (tpm2-tss, tcti-swtpm.c).
    const control = port + 1;
    const on = (at: number) => `type=tcp,port=${at},bindaddr=127.0.0.1`;
    const options = ['--server', `${on(port)}`, '--ctrl', on(control), '--flags', 'not-need-init,startup-clear'];
    const tpm = spawn(SWTPM, ['socket', '--tpm2', '--tpmstate', `dir=${state}`, ...options], { stdio: 'ignore' });
    running.push(tpm);
    const isUp = async () => tpm.exitCode !== null || (await isReachable(control));
    await expect.poll(isUp, { timeout: 10_000 }).toBe(true);
    if (tpm.exitCode === null) return `swtpm:host=127.0.0.1,port=${port}`;
  }
  throw new Error('no TPM');
}

const isReachable = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** As docs/install.md has it; `--tpm2-device` is where the test's TPM is. */
const creds = (verb: 'encrypt' | 'decrypt', tpm: string, from: string, to: string, input = '') =>
  spawnSync(
    CREDS,
    [
      verb,
      '--name=bt-hub-key',
      `--tpm2-device=${tpm}`,
      ...(verb === 'encrypt' ? ['--with-key=tpm2', '--tpm2-pcrs=7'] : []),
      from,
      to,
    ],
    { input, encoding: 'utf8', timeout: 30_000 },
  );

withTpm('a key locked by one machine’s TPM opens there, and not at another’s', async () => {
  using directory = temporaryDirectory();
  const at = (name: string) => join(directory.path, name);
  const tpm = await startTpm(at('tpm'));
  const secret = randomBytes(32).toString('base64');
  expect(creds('encrypt', tpm, '-', at('sealed'), secret).status).toBe(0);
  const handedOver = (how: ReturnType<typeof creds>) => {
    expect(how.stderr).not.toContain(secret);
    return how.status === 0;
  };

  mkdirSync(at('credentials'));
  expect(handedOver(creds('decrypt', tpm, at('sealed'), at('credentials/bt-hub-key')))).toBe(true);
  const own = keySecretOf({ CREDENTIALS_DIRECTORY: at('credentials') });
  expect(own).toBe(secret);
  writeIdentity(at('hub'), { key: (await newKey('T-1')).keyPem, cert: 'C', ca: 'C' }, own);
  expect(readIdentity(at('hub'), own).ok).toBe(true);

  const otherTpm = await startTpm(at('other-tpm'));
  mkdirSync(at('other'));
  expect(handedOver(creds('decrypt', otherTpm, at('sealed'), at('other/bt-hub-key')))).toBe(false);
  const others = keySecretOf({ CREDENTIALS_DIRECTORY: at('other') });
  expect(readIdentity(at('hub'), others)).toEqual({ ok: false, error: 'key-locked' });
});

import { readFileSync } from 'node:fs';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { createPhoneRelayClient } from '../../../portals/phone-relay/client.ts';
import type { WalletQuestion, WalletVerifier } from '../../../portals/wallet/contract.ts';
import { createStatusListFetcher } from '../../../portals/wallet/trust/fetch-status-list.ts';
import { createWalletVerifier } from '../../../portals/wallet/verifier.ts';
import { DEMO_RELAY_KEY, type WalletWorld, walletFiles } from '../wallet-world.ts';

/**
 * Of a session of its own: what another one was told of revocations does not count.
 * @param directory where the world has written its files
 */
export function newVerifier(world: WalletWorld, directory: string): WalletVerifier {
  const clock = systemClock;
  const log = silentLog;
  const url = `http://127.0.0.1:${world.line.port}`;
  const files = walletFiles(directory);
  const read = (file: string) => readFileSync(file, 'utf8');
  const made = createWalletVerifier({
    relay: createPhoneRelayClient({ url, key: DEMO_RELAY_KEY, caPem: null, clock, log }),
    clock,
    log,
    access: { certificatePem: read(files.accessCertificateFile), keyPem: read(files.accessKeyFile) },
    registrationCertificate: read(files.registrationCertificateFile),
    trust: files.trustListFiles.map((file) => ({ rootsPem: read(file), purposes: ['pid', 'status-list'] })),
    fetchStatusList: createStatusListFetcher(clock),
  });
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

/** One that asks who somebody is and, if they like, where they live. @param directory as above */
export async function askWhoItIs(world: WalletWorld, directory: string): Promise<WalletQuestion> {
  const asked = await newVerifier(world, directory).ask({
    required: ['GivenNames', 'FamilyName', 'DateOfBirth'],
    optional: ['Address'],
  });
  if (!asked.ok) throw new Error(asked.error);
  return asked.value;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { hashOf } from '../../phone-relay/hash.ts';
import { readPage } from '../../phone-relay/page-files.ts';
import { type PhoneRelay, startPhoneRelay } from '../../phone-relay/relay.ts';
import { type PidIssuer, startPidIssuer } from '../../simulators/wallet/issuer.ts';
import { createPhone, type SimulatedPhone } from '../../simulators/wallet/phone.ts';
import { type RegisteredOffice, registerOffice } from '../../simulators/wallet/registrar.ts';
import type { Ports } from '../ports.ts';
import { WALLETS } from './people.ts';
import { type PhoneLine, startPhoneLine } from './phone-line.ts';

/** Key of the demo's terminal at the demo's relay; worth nothing anywhere else. */
export const DEMO_RELAY_KEY = 'demo-only-key-of-the-terminal-at-its-relay-';

/** Everything that an identification by telephone needs outside the terminal. */
export interface WalletWorld {
  readonly relay: PhoneRelay;
  readonly line: PhoneLine;
  readonly issuer: PidIssuer;
  /** The municipality as it is registered with the wallets. */
  readonly office: RegisteredOffice;
  readonly phone: SimulatedPhone;
  close(): Promise<void>;
}

/** Files of the terminal that the site names; `startWalletWorld` writes them. */
export const walletFiles = (directory: string) => ({
  accessCertificateFile: join(directory, 'access-certificate.pem'),
  accessKeyFile: join(directory, 'access-key.pem'),
  registrationCertificateFile: join(directory, 'registration.jwt'),
  trustListFiles: [join(directory, 'pid-roots.pem')],
});

const YEAR = 365 * 86_400_000;

export async function startWalletWorld(options: {
  readonly ports: Pick<Ports, 'phoneRelay' | 'phoneLine' | 'statusList'>;
  /** For `walletFiles`. */
  readonly directory: string;
  /** Who asks, as the citizen's wallet shows it. */
  readonly officeName: string;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<WalletWorld> {
  const { ports, directory, officeName, clock, log } = options;
  const relay = await startPhoneRelay({
    host: '127.0.0.1',
    port: ports.phoneRelay,
    keys: new Set([hashOf(DEMO_RELAY_KEY)]),
    tls: null,
    proxies: [],
    page: readPage(join(import.meta.dirname, '../../dist/phone')),
    clock,
    log,
  });
  const [issuer, line, office] = await Promise.all([
    startPidIssuer({ port: ports.statusList, clock, log }),
    startPhoneLine({ port: ports.phoneLine, relayPort: relay.port }),
    registerOffice({
      name: officeName,
      purpose: 'Anträge am Bürger-Terminal stellen',
      privacyPolicyUrl: 'https://www.musterstadt.example/datenschutz',
      issuedAt: clock.now() - YEAR / 2,
      validUntil: clock.now() + YEAR / 2,
    }),
  ]);
  const files = walletFiles(directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const write = (file: string, text: string) => writeFileSync(file, text, { mode: 0o600 });
  write(files.accessCertificateFile, office.access.certificatePem);
  write(files.accessKeyFile, office.access.keyPem);
  write(files.registrationCertificateFile, office.registrationCertificate);
  for (const file of files.trustListFiles) write(file, issuer.rootPem);
  return {
    relay,
    line,
    issuer,
    office,
    phone: createPhone({ issuer, roots: office, clock, wallets: WALLETS }),
    async close() {
      await Promise.all([issuer.close(), line.close(), relay.close()]);
    },
  };
}

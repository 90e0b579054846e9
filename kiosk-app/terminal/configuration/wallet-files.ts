import type { CheckedConfiguration } from '../../../config/check/fault.ts';
import type { SiteDefinition } from '../../../config/schema/site.ts';
import { ok } from '../../../foundation/result.ts';
import type { PhoneRelayStart, WalletStart } from '../../channel/terminal/start.ts';
import { readBeside, readPem, readSecret, type SiteSources } from './site-files.ts';

type Relay = NonNullable<SiteDefinition['portals']['phoneRelay']>;
type Wallet = NonNullable<SiteDefinition['portals']['wallet']>;
const FILES = ['accessCertificateFile', 'accessKeyFile', 'registrationCertificateFile'] as const;

/** The relay with the terminal's key at it; `null` where there is none. */
export function readPhoneRelay(
  relay: Relay | null,
  sources: SiteSources,
): CheckedConfiguration<PhoneRelayStart | null> {
  if (!relay) return ok(null);
  const caPem = readPem(sources, relay.caFile, 'portals.phoneRelay.caFile');
  if (!caPem.ok) return caPem;
  const accessKey = readSecret(sources, relay.accessKeyEnv, 'portals.phoneRelay.accessKeyEnv');
  if (!accessKey.ok) return accessKey;
  return ok({ url: relay.url, accessKey: accessKey.value, caPem: caPem.value, link: relay.link });
}

/** Certificates, key and trust lists that a site names for asking wallets; `null` where it asks none. */
export function readWallet(wallet: Wallet | null, sources: SiteSources): CheckedConfiguration<WalletStart | null> {
  if (!wallet) return ok(null);
  const texts: Partial<Record<(typeof FILES)[number], string>> = {};
  for (const name of FILES) {
    const text = readBeside(sources, wallet[name], `portals.wallet.${name}`);
    if (!text.ok) return text;
    texts[name] = text.value;
  }
  const trustListPems: string[] = [];
  for (const [index, file] of wallet.trustListFiles.entries()) {
    const text = readBeside(sources, file, `portals.wallet.trustListFiles.${index}`);
    if (!text.ok) return text;
    trustListPems.push(text.value);
  }
  return ok({
    accessCertificatePem: texts.accessCertificateFile ?? '',
    accessKeyPem: texts.accessKeyFile ?? '',
    registrationCertificate: (texts.registrationCertificateFile ?? '').trim(),
    trustListPems,
  });
}

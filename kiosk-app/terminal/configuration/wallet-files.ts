import type { CheckedConfiguration } from '../../../config/check/fault.ts';
import type { SiteDefinition } from '../../../config/schema/site.ts';
import { ok } from '../../../foundation/result.ts';
import type { WalletStart } from '../../channel/terminal/start.ts';
import { readBeside, readPem, readSecret, type SiteSources } from './site-files.ts';

type Wallet = NonNullable<SiteDefinition['portals']['wallet']>;
const FILES = ['accessCertificateFile', 'accessKeyFile', 'registrationCertificateFile'] as const;

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
  const caPem = readPem(sources, wallet.relay.caFile, 'portals.wallet.relay.caFile');
  if (!caPem.ok) return caPem;
  const accessKey = readSecret(sources, wallet.relay.accessKeyEnv, 'portals.wallet.relay.accessKeyEnv');
  if (!accessKey.ok) return accessKey;
  return ok({
    relay: { url: wallet.relay.url, accessKey: accessKey.value, caPem: caPem.value },
    accessCertificatePem: texts.accessCertificateFile ?? '',
    accessKeyPem: texts.accessKeyFile ?? '',
    registrationCertificate: (texts.registrationCertificateFile ?? '').trim(),
    trustListPems,
  });
}

import { createHash, X509Certificate } from 'node:crypto';
import type { PortalPolicy } from './judge/judge-request.ts';
import { networkBypass, resolverRules } from './judge/network-rules.ts';

/** Nobody listens on port 1 of loopback: what is sent there is refused at once and leaves nothing. */
const NO_PROXY = 'http://127.0.0.1:1';

/** What a portal's browser is told beside the flags of every browser of ours. */
export function portalFlags(policy: PortalPolicy, caPem: string | null): readonly string[] {
  return [
    `--proxy-server=${NO_PROXY}`,
    // Loopback would be exempt by itself; that rule is taken away.
    `--proxy-bypass-list=<-loopback>;${networkBypass(policy)}`,
    `--host-resolver-rules=${resolverRules(policy)}`,
    // No page of a portal is heard before somebody has touched it. The last of two such flags holds.
    '--autoplay-policy=document-user-activation-required',
    '--disable-file-system',
    ...(caPem === null ? [] : [`--ignore-certificate-errors-spki-list=${publicKeysOf(caPem).join(',')}`]),
  ];
}

/** SHA-256 of each certificate's public key, base64. */
const publicKeysOf = (pem: string): readonly string[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((one) =>
    createHash('sha256')
      .update(new X509Certificate(one).publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64'),
  );

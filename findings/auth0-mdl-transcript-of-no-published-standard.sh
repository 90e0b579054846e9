#!/usr/bin/env bash
# @auth0/mdl makes presentations of mdocs (mobile driving licences, EU identities). Its method usingSessionTranscriptForOID4VP
# makes the transcript that the holder's key signs for OpenID4VP. It is that of a draft of August 2023: neither the one of
# ISO/IEC TS 18013-7:2024, annex B, nor the one of OpenID4VP 1.0, appendix B.2.6.1, though the release is of 2026. @owf/mdoc makes
# both of these.
# Why it matters: the presentation is well-formed and signed, and every verifier of a published version refuses its signature.
# With usingSessionTranscriptBytes and the right transcript the same library is believed.
# Seen with @auth0/mdl 3.0.1, @owf/mdoc 0.6.0.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-fund --no-audit --ignore-scripts @auth0/mdl@3.0.1 @owf/mdoc@0.6.0 >/dev/null
cat >transcripts.mjs <<'JS'
import { createHash } from 'node:crypto';
import mdl from '@auth0/mdl';
import { SessionTranscript } from '@owf/mdoc';

const [clientId, nonce, responseUri, walletNonce] = ['x509_hash:abc', 'verifier-nonce', 'https://v.example/r', 'wallet-nonce'];
const jwkThumbprint = new Uint8Array(32).fill(7);
const digest = ({ bytes }) => createHash('sha256').update(bytes).digest();
const theirs = mdl.DeviceResponse.from(new mdl.MDoc([])).usingSessionTranscriptForOID4VP(walletNonce, clientId, responseUri, nonce);
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const made = {
  'auth0/mdl': hex(theirs.sessionTranscriptBytes),
  '18013-7:2024': hex(
    (
      await SessionTranscript.forOid4VpDraft18(
        { clientId, responseUri, verifierGeneratedNonce: nonce, mdocGeneratedNonce: walletNonce },
        { crypto: { digest } },
      )
    ).encode({ asDataItem: true }),
  ),
  'OpenID4VP 1.0': hex(
    (await SessionTranscript.forOid4Vp({ clientId, nonce, jwkThumbprint, responseUri }, { crypto: { digest } })).encode({
      asDataItem: true,
    }),
  ),
};
for (const [name, bytes] of Object.entries(made)) console.log(name.padEnd(14), bytes);
const isLike = (one, other) => made[one] === made[other];
console.log('as 18013-7:2024:', isLike('auth0/mdl', '18013-7:2024'), ', as OpenID4VP 1.0:', isLike('auth0/mdl', 'OpenID4VP 1.0'));
// The four values in clear, in the order of the draft.
const draft = hex(mdl.DataItem.fromData(mdl.DataItem.fromData([null, null, [walletNonce, clientId, responseUri, nonce]])).buffer);
console.log('as the draft of 2023:', made['auth0/mdl'] === draft);
JS
found=$(node transcripts.mjs)
echo "$found"
grep -q '^as 18013-7:2024: false , as OpenID4VP 1.0: false$' <<<"$found" && grep -q '^as the draft of 2023: true$' <<<"$found"

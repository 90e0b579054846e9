import type { IdentityEvidence } from '../../identity/contract.ts';
import type { MetadataVersion } from '../contract.ts';
import type { SealAttachment } from './attachment.ts';
import { walletEvidence } from './metadata/data-sets.ts';

/** Metadata 1.x know identification reports only: what a wallet presented travels beside, as a document of our own. */
export function evidenceAttachments(version: MetadataVersion, evidence: IdentityEvidence | null): SealAttachment[] {
  if (version !== '1.0.0' || evidence?.kind !== 'wallet-presentation') return [];
  const bytes = new TextEncoder().encode(walletEvidence(evidence));
  return [{ filename: 'wallet-nachweis.json', mimeType: 'application/json', purpose: 'report', bytes }];
}

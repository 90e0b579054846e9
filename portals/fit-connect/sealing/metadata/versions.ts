import type { MetadataVersion } from '../../contract.ts';
import { writeMetadata1 } from './metadata-1.ts';
import { writeMetadata2 } from './metadata-2.ts';
import type { MetadataParts } from './parts.ts';

/**
 * The version to write for a destination, or `null` if we can write none that it reads: 2.1.0 where it is offered, else
 * 1.0.0 for whoever reads any 1.x (the schema of 1.x, `$schema`: all addresses of "Version 1.x.y" are permitted). A
 * destination that names no version is taken to read 1.0.0.
 * @param accepted `metadataVersions` of the destination
 */
export function metadataVersionFor(accepted: readonly string[] | undefined): MetadataVersion | null {
  return (['2.1.0', '1.0.0'] as const).find((version) => readsMetadata(accepted, version)) ?? null;
}

/** Whether a destination reads metadata of this version. */
export function readsMetadata(accepted: readonly string[] | undefined, version: MetadataVersion): boolean {
  if (accepted === undefined || accepted.length === 0) return version === '1.0.0';
  if (version === '2.1.0') return accepted.includes(version);
  return accepted.some((offered) => /^1\.\d+\.\d+$/.test(offered));
}

/** UTF-8 JSON. @throws Bug if the parts do not make valid metadata; Refusal `reply-channel-not-offered` */
export function writeMetadata(version: MetadataVersion, parts: MetadataParts): Uint8Array {
  const metadata = version === '2.1.0' ? writeMetadata2(parts) : writeMetadata1(parts);
  return new TextEncoder().encode(JSON.stringify(metadata));
}

import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { SealAttachment } from '../../../portals/fit-connect/seal.ts';
import type { Application } from '../machine/application.ts';

/**
 * The readable document first, then every scanned page as it came from the scanner: the document shows them too, but
 * a clerk must be able to look at the copy in its full resolution.
 */
export function attachmentsOf(
  service: ServiceDefinition,
  application: Application,
  document: Uint8Array,
): readonly SealAttachment[] {
  const scans = service.evidence.flatMap((item) =>
    (application.evidence.get(item.id) ?? []).map(
      (page, index): SealAttachment => ({
        filename: `${item.id}-${index + 1}.jpg`,
        mimeType: 'image/jpeg',
        purpose: 'attachment',
        bytes: page.jpeg.reveal(),
      }),
    ),
  );
  return [{ filename: `${service.id}.pdf`, mimeType: 'application/pdf', purpose: 'form', bytes: document }, ...scans];
}

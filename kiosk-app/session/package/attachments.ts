import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { SealAttachment } from '../../../portals/fit-connect/sealing/attachment.ts';
import type { Application } from '../application/application.ts';
import type { DocumentContent } from '../document/content.ts';
import { buildScanPdf } from '../document/scan-pdf.ts';

export interface AttachmentOptions {
  readonly service: ServiceDefinition;
  readonly application: Application;
  /** The readable document, built. */
  readonly document: Uint8Array;
  /** What it says: language, author and date are those of the scans too. */
  readonly content: DocumentContent;
  /** In the authority's language. */
  readonly text: (key: string) => string;
}

/**
 * The readable document first, then each piece of evidence as a file of its own: the document shows the pages too, but
 * a clerk must be able to look at the copy in its full resolution, and to file it.
 */
export async function attachmentsOf(options: AttachmentOptions): Promise<readonly SealAttachment[]> {
  const { service, application, document, content, text } = options;
  const { language, author, createdAt } = content;
  const attachments: SealAttachment[] = [
    { filename: `${service.id}.pdf`, mimeType: 'application/pdf', purpose: 'form', bytes: document },
  ];
  for (const item of service.evidence) {
    const pages = application.evidence.get(item.id) ?? [];
    if (pages.length === 0) continue;
    const bytes = await buildScanPdf({
      language,
      title: text(item.title),
      author,
      createdAt,
      pages: pages.map(({ jpeg, width, height, resolution }) => ({ jpeg: jpeg.reveal(), width, height, resolution })),
    });
    attachments.push({ filename: `${item.id}.pdf`, mimeType: 'application/pdf', purpose: 'attachment', bytes });
  }
  return attachments;
}

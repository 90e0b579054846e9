import type { ServiceDefinition } from '../../../../../config/schema/service.ts';
import type { Evidence } from '../../../application/application.ts';
import { buildScanPdf } from '../../../document/scan-pdf.ts';
import type { Ports } from '../../../ports.ts';

const ITEM = 'upload';
const MOST_PAGES = 20;

/** The service with one thing to scan: the file that a web site asks for. @param profile name of a scan profile */
export const uploadService = (service: ServiceDefinition, profile: string): ServiceDefinition => ({
  ...service,
  evidence: [
    {
      id: ITEM,
      title: 'session.portal.upload.title',
      hint: 'session.portal.upload.hint',
      required: true,
      profile,
      ways: ['scan'],
      maxPages: MOST_PAGES,
    },
  ],
});

/** What was scanned, as a PDF, to the place of the page that asked for a file. */
export async function giveScan(ports: Ports, language: string, evidence: Evidence): Promise<void> {
  const pages = evidence.get(ITEM) ?? [];
  if (pages.length === 0) return;
  const pdf = await buildScanPdf({
    language,
    title: ports.texts.text(language, 'session.portal.upload.title'),
    author: ports.texts.text(language, ports.start.site.municipality),
    createdAt: new Date(ports.clock.now()),
    pages: pages.map(({ jpeg, width, height, resolution }) => ({ jpeg: jpeg.reveal(), width, height, resolution })),
  });
  ports.portalView?.giveFile('scan.pdf', pdf);
}

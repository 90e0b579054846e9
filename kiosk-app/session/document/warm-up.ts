import { buildPdf } from './readable-pdf.ts';

/**
 * Builds a document that nobody gets, with every kind of part and both fonts, so that the first real one finds fonts
 * unpacked and code compiled. For the time in which the session waits for its citizen.
 */
export async function warmUpDocuments(): Promise<void> {
  const rows = Array.from({ length: 12 }, () => ({
    label: 'ÄÖÜäöüß abcdefghijklmnopqrstuvwxyz',
    value: '0123456789 €',
  }));
  await buildPdf({
    language: 'de',
    title: '–',
    author: '–',
    sender: 'Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt',
    createdAt: new Date(0),
    head: rows.slice(0, 3),
    blocks: [{ title: '–', rows }],
    next: ['Der Ausweis kommt mit der Post.'],
    scans: [],
    copyNote: '',
    pageLabel: String,
    empty: '–',
  });
}

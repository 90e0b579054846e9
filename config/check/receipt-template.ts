import {
  fillTemplate,
  type ReceiptTemplate,
  type TemplateError,
} from '../../device-drivers/receipt-printer/receipt-text/template.ts';

/** Fills a template with everything a receipt may have: what is missing then is a mistake of the template. */
export function templateFault(
  template: ReceiptTemplate,
  language: string,
  labels: Readonly<Record<string, string>>,
): TemplateError | null {
  const filled = fillTemplate(template, {
    language,
    timeZone: 'UTC',
    texts: labels,
    values: { service: 'a', caseNumber: 'b', reference: 'c', qr: 'd' },
    lists: {
      heading: [{ text: 'e', bold: true }],
      lines: [{ label: 'f', value: 'g' }],
      payment: [{ text: 'h', align: 'left', bold: false, large: false }],
      footer: [{ text: 'i' }],
    },
  });
  return filled.ok ? null : filled.error;
}

import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const TEXTS: Readonly<Record<string, typeof de>> = { de, en };

/** Labels that the terminal itself adds to a receipt; German where it has no words of that language. */
export function receiptLabels(language: string): { reference: string; caseNumber: string } {
  const texts = TEXTS[language] ?? de;
  return { reference: texts['receipt.reference'], caseNumber: texts['receipt.case-number'] };
}

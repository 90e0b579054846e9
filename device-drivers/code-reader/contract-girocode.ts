import { err, ok, type Result } from '../../foundation/result.ts';

/** A SEPA credit transfer in a QR code: EPC069-12 version 2.1, in Germany "GiroCode". */
export interface GiroCode {
  readonly version: 1 | 2;
  /** BIC of the payee's bank; may be missing since version 2. */
  readonly bic: string | null;
  /** Payee, at most 70 characters. */
  readonly name: string;
  /** Without blanks, check digits verified. */
  readonly iban: string;
  /** 1–99 999 999 999; `null` if the payer fills it in. */
  readonly cents: number | null;
  /** ISO 20022 purpose, up to 4 characters. */
  readonly purpose: string | null;
  /** Structured remittance, up to 35 characters; an ISO 11649 reference ("RF…") is verified. */
  readonly structured: string | null;
  /** Free remittance text, up to 140 characters. */
  readonly unstructured: string | null;
  /** Note to the payer, up to 70 characters. */
  readonly note: string | null;
}

export type GiroCodeFault =
  | 'not-girocode'
  | 'too-long'
  | 'too-many-lines'
  | 'bad-version'
  | 'bad-charset'
  | 'bad-identification'
  | 'bic-missing'
  | 'bad-bic'
  | 'bad-name'
  | 'bad-iban'
  | 'bad-amount'
  | 'bad-purpose'
  | 'bad-reference'
  | 'bad-remittance'
  | 'two-remittances'
  | 'bad-note';

/** EPC069-12, section 3: at most 331 bytes, QR version 13. */
const MAX_BYTES = 331;
const BIC = /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
const AMOUNT = /^EUR(\d{1,9})(?:\.(\d{1,2}))?$/;

/** Element order of EPC069-12, annex 1; separated by LF or CR LF, empty ones at the end may be missing. */
export function parseGiroCode(text: string): Result<GiroCode, GiroCodeFault> {
  // Before anything else: a reader may deliver far more than a code can hold.
  if (text.length > MAX_BYTES + 16) return err('too-long');
  const lines = text.split(/\r\n|\n|\r/);
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  if (lines[0] !== 'BCD') return err('not-girocode');
  if (lines.length > 12) return err('too-many-lines');
  const [, versionText = '', charset = '', identification, bicText = '', name = '', ibanText = '', amount = ''] = lines;
  const [purpose = '', structured = '', unstructured = '', note = ''] = lines.slice(8);

  if (versionText !== '001' && versionText !== '002') return err('bad-version');
  if (!/^[1-8]$/.test(charset)) return err('bad-charset');
  const size = charset === '1' ? new TextEncoder().encode(text).length : text.length;
  if (size > MAX_BYTES) return err('too-long');
  if (identification !== 'SCT') return err('bad-identification');

  const bic = bicText.replace(/\s/g, '');
  if (bic === '' && versionText === '001') return err('bic-missing');
  if (bic !== '' && !BIC.test(bic)) return err('bad-bic');
  if (name.trim() === '' || name.length > 70) return err('bad-name');
  const iban = ibanText.replace(/\s/g, '').toUpperCase();
  if (!isIban(iban)) return err('bad-iban');
  const cents = centsOf(amount);
  if (cents === undefined) return err('bad-amount');
  if (!/^[A-Z0-9]{0,4}$/i.test(purpose)) return err('bad-purpose');
  if (structured.length > 35 || unstructured.length > 140) return err('bad-remittance');
  if (structured !== '' && unstructured !== '') return err('two-remittances');
  if (/^RF\d\d/.test(structured) && !isCreditorReference(structured)) return err('bad-reference');
  if (note.length > 70) return err('bad-note');

  return ok({
    version: versionText === '001' ? 1 : 2,
    bic: bic || null,
    name: name.trim(),
    iban,
    cents,
    purpose: purpose || null,
    structured: structured || null,
    unstructured: unstructured || null,
    note: note || null,
  });
}

const REFERENCE = /^[A-Z0-9./-]{6,20}$/;
/** Labels before a reference in remittance texts of German bills. */
const LABELLED =
  /(?:Kassenzeichen|Kassenz\.?|Buchungszeichen|Aktenzeichen|\bKz\.?|\bAz\.?)\s*:?\s*([A-Z0-9./-]{6,20})(?![A-Z0-9])/i;

/** The Kassenzeichen of a bill by its remittance: structured, labelled, or the whole text; `null` if none stands out. */
export function billReferenceOf({ structured, unstructured }: GiroCode): string | null {
  if (structured !== null) return plausible(structured.replace(/^RF\d\d/, ''));
  if (unstructured === null) return null;
  return plausible(LABELLED.exec(unstructured)?.[1] ?? unstructured);
}

function plausible(text: string): string | null {
  const bare = text.replace(/\s+/g, '').toUpperCase();
  return REFERENCE.test(bare) && bare.replace(/\D/g, '').length >= 4 ? bare : null;
}

/** `undefined`: not an amount. EPC069-12: EUR 0.01 to 999999999.99, or empty. */
function centsOf(amount: string): number | null | undefined {
  if (amount === '') return null;
  const match = AMOUNT.exec(amount);
  if (!match) return undefined;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents > 0 ? cents : undefined;
}

/** ISO 13616: country, check digits, mod 97 over the rearranged number; a German one has 22 characters. */
function isIban(iban: string): boolean {
  if (!IBAN.test(iban) || (iban.startsWith('DE') && iban.length !== 22)) return false;
  return mod97(iban.slice(4) + iban.slice(0, 4)) === 1;
}

/** ISO 11649. */
const isCreditorReference = (reference: string): boolean =>
  /^RF\d\d[A-Z0-9]{1,21}$/.test(reference) && mod97(reference.slice(4) + reference.slice(0, 4)) === 1;

/** ISO 7064 MOD 97-10; letters count as 10–35. */
function mod97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

import { billReferencesIn, isKassenzeichenNamed, MOST_REFERENCES } from '../../foundation/bill/words-on-a-bill.ts';

/**
 * Reads what is needed of the two codes that German bills carry: the words that may name the Kassenzeichen. Payee,
 * account and amount are the register's to say, so nothing that is wrong with them spoils the code.
 */

/**
 * EPC069-12 version 2.1 ("GiroCode"), annex 1: one element a line, in a fixed order, the account in the seventh, the
 * structured reference in the tenth, the text in the eleventh. Issuers leave lines out, pad them, and write a
 * number into either, or into both.
 * @returns Kassenzeichen it may mean, the likeliest first; `null` if it is no GiroCode
 */
export function referencesOfGiroCode(text: string): readonly string[] | null {
  if (!/^\ufeff?\s*BCD\s*(?:\r|\n|\\r|\\n|$)/i.test(text)) return null;
  const lines = text
    .split(/\r\n|\n|\r|\\r\\n|\\n|\\r/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: some issuers pad their elements with NUL.
    .map((line) => line.replace(/\u0000/g, '').trim());
  const account = lines.findIndex((line, i) => i > 2 && ACCOUNT.test(line.replace(/\s/g, '')));
  const rest = lines.slice((account < 0 ? 6 : account) + 1).filter((line, i) => !(i === 0 && AMOUNT.test(line)));
  return distinct([...rest, rest.join(' ')]);
}

const ACCOUNT = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i;
/** However it is written: "EUR30.70", "EUR30,70", "EUR3.000.00", "30,70", "30.70 EUR", "30 €". */
const AMOUNT = /^(?:(?:EUR|€)[\s\d.,'’]*|\d[\d.]*(?:,\d\d?|\.\d\d?)\s*(?:EUR|€)?|\d[\d.,]*\s*(?:EUR|€))$/i;

/**
 * BezahlCode: `bank://singlepaymentsepa?name=…&reason=…&iban=…`, and `bank://singlepayment?…` of the time before SEPA
 * (BezahlCode specification 2.x, "Payload"). `separeference` is the structured reference, `reason` the text.
 * @returns as `referencesOfGiroCode`; `null` if it is none, or not about a payment
 */
export function referencesOfBezahlCode(text: string): readonly string[] | null {
  const match = /^\s*bank:(?:\/\/)?[a-z_]*(?:payment|debit)[a-z_]*\/?\??(.*)$/is.exec(text);
  if (!match) return null;
  const values = parametersOf(match[1] ?? '');
  const texts = ['separeference', 'reason', 'reason1', 'reason2', 'note'].flatMap((name) => values.get(name) ?? []);
  return distinct([...texts, texts.join(' ')]);
}

/**
 * A bill's address that carries its number, as `…?kassenzeichen=…`, `…#/…?kz=…` or `…/kassenzeichen/…`. It is never
 * opened.
 * @returns Kassenzeichen it may mean; `null` if it is no address
 */
export function referencesOfAddress(text: string): readonly string[] | null {
  const parts = /^\s*(?:https?:\/\/|www\.)([^\s?#]+)(?:\?([^\s#]*))?(?:#(\S*))?\s*$/i.exec(text);
  if (!parts) return null;
  const [, path = '', query = '', fragment = ''] = parts;
  const named = [query, fragment.replace(/^.*\?|^!?\/*/, '')].flatMap((values) => [...parametersOf(values)]);
  const steps = path.split('/').map((step) => step.toLowerCase());
  const inPath = steps.flatMap((step, i) => [[step, decoded(steps[i + 1] ?? '')] as const]).slice(1);
  return distinct([...named, ...inPath].flatMap(([name, value]) => (NAMES.test(name) ? [value] : [])));
}

const NAMES =
  /^(?:kassen-?zeichen|kassenz|kz|kaz|buchungs-?zeichen|bz|akten-?zeichen|az|referenz|reference|ref|bill|(?:rechnungs|beleg|bescheid|vorgangs)-?n(?:umme)?r|verwendungszweck|vwz|reason|personenkonto|vertragsgegenstand)$/;

function parametersOf(query: string): ReadonlyMap<string, string> {
  return new Map(
    query.split(/&(?:amp;)?/).map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim().toLowerCase(), decoded(value.join('='))] as const;
    }),
  );
}

/** UTF-8 or, of older issuers, Latin-1; what is neither stays as it is. */
function decoded(value: string): string {
  const spaced = value.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    // Not UTF-8: one byte, one character.
    return spaced.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}

/** What is called a Kassenzeichen first, whatever stands before it. */
function distinct(texts: readonly string[]): readonly string[] {
  const inOrder = [...texts.filter(isKassenzeichenNamed), ...texts];
  return [...new Set(inOrder.flatMap(billReferencesIn))].slice(0, MOST_REFERENCES);
}

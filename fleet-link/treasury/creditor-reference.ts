/** ISO 11649: "RF", two check digits, up to 21 letters and digits. */
const FORM = /^RF\d{2}[A-Z0-9]{1,21}$/;

/** Whether a Kassenzeichen is a valid structured creditor reference (ISO 11649, MOD 97-10 of ISO/IEC 7064). */
export function isCreditorReference(reference: string): boolean {
  if (!FORM.test(reference)) return false;
  const moved = reference.slice(4) + reference.slice(0, 4);
  let remainder = 0;
  for (const character of moved) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

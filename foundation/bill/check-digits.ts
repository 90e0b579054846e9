/**
 * ISO 7064 mod 97-10, as ISO 11649 (creditor references) and ISO 13616 (IBAN) use it: the first four characters moved to
 * the end, letters as 10 to 35, the number modulo 97 is 1.
 * @param text of A–Z and 0–9
 */
export function hasValidCheckDigits(text: string): boolean {
  let remainder = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    for (const digit of Number.parseInt(character, 36).toString()) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}

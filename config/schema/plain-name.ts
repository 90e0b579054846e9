/**
 * "Führungszeugnis beantragen" → "fuehrungszeugnis-beantragen": a name for files and ids.
 * @param otherwise where nothing is left of it
 */
export function plainName(words: string, otherwise: string): string {
  const plain = words
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 36)
    .replace(/-+$/, '');
  return plain.length < 3 ? otherwise : plain;
}

/**
 * The name itself, or with the first number from 2 on that nothing has: one between may have been removed.
 * @param between what stands before the number
 */
export function freeName(base: string, taken: ReadonlySet<string>, between: '' | '-' = ''): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${between}${n}`;
    if (!taken.has(name)) return name;
  }
}

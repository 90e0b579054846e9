import manifest from '../../../../package.json' with { type: 'json' };

/** What the sending system says of itself (metadata 2.1.0, `author`): whom to ask when something is odd. */
export const AUTHOR = {
  name: 'Bürger-Terminal',
  product: { name: 'Bürger-Terminal', version: manifest.version, manufacturer: 'Bürger-Terminal' },
};

/** How layers of configuration lie over one another, for hub and console. */
export {
  isObject,
  isSame,
  type Json,
  type JsonObject,
  merge,
  overlay,
  WITHOUT,
} from '../../../foundation/json-layers.ts';

/**
 * Beside the texts: language → key → fingerprint of the German text of which it is a translation. Terminals read no
 * such file, and people see it as a mark beside a text that is older than the German one.
 */
export const TRANSLATIONS_FILE = 'texts/translations.json';

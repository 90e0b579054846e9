import { Refusal } from '../../foundation/errors.ts';

/**
 * U+0000 and unpaired surrogates have no place in a text of PostgreSQL (18, section 8.14): they would stop the statement
 * for all terminals that are written together. `JSON.stringify` writes just these as escapes (ECMA-262, QuoteJSONString).
 * @throws Refusal `unwritable`
 */
export function mustBeStorable(told: object): void {
  if (/\\u(0000|d[89a-f])/.test(JSON.stringify(told))) throw new Refusal('unwritable');
}

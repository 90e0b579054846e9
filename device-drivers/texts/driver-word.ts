import type { TextValues } from '../../foundation/texts.ts';

/**
 * Text of a driver's own word in the report of a check: a step, a reason, a reading. Numbers in it are filled in, and of
 * "what: why" both are looked up; the word itself where there is no text.
 * @param textOf looks up a whole key, such as `check-step.cutter`
 * @param groups the first in which the word has a text is taken
 */
export function driverWord(
  textOf: (key: string, values: TextValues) => string | undefined,
  groups: readonly string[],
  word: string,
): string {
  const inGroups = (key: string, values: TextValues = {}) => {
    for (const group of groups) {
      const text = textOf(`${group}.${key}`, values);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const whole = inGroups(word);
  if (whole !== undefined) return whole;
  const numbers: string[] = [];
  const pattern = word.replace(/\d+/g, (number) => `{${numbers.push(number) - 1}}`);
  const text = inGroups(pattern, Object.fromEntries(numbers.entries()));
  if (text !== undefined) return text;
  const [what, ...why] = word.split(': ');
  return why.length === 0 ? word : [what ?? '', ...why].map((part) => driverWord(textOf, groups, part)).join(': ');
}

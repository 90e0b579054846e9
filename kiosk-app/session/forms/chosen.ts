/** Of a field with several choices: the values of those that were made, one a line. */
export const chosen = (typed: string): readonly string[] => typed.split('\n').filter((value) => value !== '');

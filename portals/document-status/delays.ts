/**
 * Every time limit of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | lookup | the question for one document | a person has just typed the number and waits for it |
 */
export const delays = { lookup: 8_000 } as const;

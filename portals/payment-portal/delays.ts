/**
 * Every time limit of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | call | one question to the payment portal | a citizen waits for the code to appear |
 */
export const delays = { call: 15_000 } as const;

/**
 * Every time limit of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | call | one question to the payment portal | a citizen waits for the code to appear |
 * | poll | between two questions for the outcome | quick enough to feel live, and 20 a minute load nobody |
 * | pollAfterFailure | between questions while the portal cannot be reached | it has trouble enough |
 * | outcome | for the citizen to pay on the phone, all in all | banking app, second factor, and time to look for the phone |
 */
export const delays = { call: 15_000, poll: 3_000, pollAfterFailure: 10_000, outcome: 15 * 60_000 } as const;

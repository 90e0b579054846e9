/**
 * Every delay of the telephone's page, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | call | a call that is answered at once | a telephone in a town hall may have little signal |
 * | news | a question for the next part | the relay answers after 25 s at the latest, a slow line comes on top |
 * | part | a sealed part on its way | 98 kB at 20 kbit/s |
 * | partAgain | before a part is tried again for which there was no room | the session takes one in about this time |
 * | again | between two attempts after a failure | whoever has signal again should not wait long |
 * | here | at least so long between two words that somebody is busy with the telephone | a session idles for a minute |
 * | look | from one look at the camera's picture to the next | a hand moves slowly, a telephone computes slowly |
 */
export const delays = {
  call: 20_000,
  news: 40_000,
  part: 45_000,
  partAgain: 250,
  again: { first: 500, atMost: 5_000, jitter: 0.3 },
  here: 10_000,
  look: 200,
} as const;

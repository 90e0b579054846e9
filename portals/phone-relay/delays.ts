/**
 * Every delay of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | open | one attempt to open a box | a citizen waits for the code; another way of identifying is offered after it |
 * | news | a question for news | the relay answers after 25 s at the latest, a slow line comes on top |
 * | newsAtLeast | an answer without news came sooner than this: counted as a failure | a wrong proxy must not become a flood |
 * | part | one sealed part on its way to the relay | a slow line carries 130 kB in it |
 * | partAgain | before a part is tried again for which there was no room | the telephone takes one in about this time |
 * | close | telling the relay that a box is not needed any more | it ends by its lifetime anyway |
 * | again | between two attempts after a failure | a telephone’s answer must not wait long once the line is back |
 */
export const delays = {
  open: 5_000,
  news: 35_000,
  newsAtLeast: 1_000,
  part: 30_000,
  partAgain: 250,
  close: 5_000,
  again: { first: 500, atMost: 5_000, jitter: 0.3 },
} as const;

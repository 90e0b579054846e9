/**
 * Every time limit of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | query | one question to the routing service | a person has just said where they live and looks at a spinner |
 * | fresh | an answer is given again without asking | the service counts questions; responsibilities change by the day |
 * | staleAtMost | an answer is still given while the service cannot be reached | an office that moved since is told by its destination's status |
 * | keysRefresh | least time between two fetches of the signing keys | an unknown key id must not become a flood |
 * | clockSkew | how far a signature's time may lie ahead of ours | terminals keep time by NTP; more means a wrong clock |
 */
export const delays = {
  query: 10_000,
  fresh: 60 * 60_000,
  staleAtMost: 24 * 60 * 60_000,
  keysRefresh: 30_000,
  clockSkew: 5 * 60_000,
} as const;

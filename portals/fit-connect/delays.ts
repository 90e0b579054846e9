/**
 * Every time limit of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | query | token, destination, keys, announce, submit, event log | a citizen looks at a progress bar meanwhile |
 * | uploadBase | any attachment, before its size counts | as `query`, plus the portal's own storage |
 * | uploadPerMegabyte | added for each megabyte of ciphertext | 1 Mbit/s, the slowest line a town hall has |
 * | tokenMargin | a token is renewed so long before it ends | an upload must not outlive its token's first check |
 * | jwksRefresh | least time between two fetches of the signing keys | an unknown key id must not become a flood |
 * | clockSkew | how far an event's time may lie ahead of ours | terminals keep time by NTP; more means a wrong clock |
 * | callbackAge | oldest callback that is believed | FIT-Connect, "Callbacks": five minutes |
 */
export const delays = {
  query: 15_000,
  uploadBase: 20_000,
  uploadPerMegabyte: 8_000,
  tokenMargin: 60_000,
  jwksRefresh: 30_000,
  clockSkew: 5 * 60_000,
  callbackAge: 5 * 60_000,
} as const;

/** Time limit of one upload of `bytes` bytes. */
export const uploadTimeout = (bytes: number): number =>
  delays.uploadBase + Math.ceil(bytes / 1_000_000) * delays.uploadPerMegabyte;

/**
 * Delays of the desk's server, in milliseconds.
 *
 * | name | why this long |
 * | --- | --- |
 * | gather | changes within it are told in one message: a printing printer changes every few milliseconds |
 * | heartbeat | a comment line that tells a page from a dead connection |
 */
export const DELAYS = { gather: 60, heartbeat: 15_000 } as const;

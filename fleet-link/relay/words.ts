/**
 * What is said to a relay before it becomes a wire: each side sends one line, `BTR1 <role> <token>`, and hears `+` once
 * the other side is there. From then on every byte is the two sides' own, and theirs is TLS.
 */
export const GREETING = 'BTR1';
export const PAIRED = 0x2b;
export type RelayRole = 'hub' | 'terminal';
/** 256 bits, lower-case hex: whoever knows it can cut a terminal off, no more. */
export const RELAY_TOKEN = /^[0-9a-f]{64}$/;
/** Longest greeting, in bytes. */
export const MAX_GREETING = 96;

export const greeting = (role: RelayRole, token: string): string => `${GREETING} ${role} ${token}\n`;

/** `null`: none of ours. */
export function readGreeting(line: string): { readonly role: RelayRole; readonly token: string } | null {
  const [word, role, token = '', ...more] = line.split(' ');
  if (word !== GREETING || (role !== 'hub' && role !== 'terminal') || more.length > 0) return null;
  return RELAY_TOKEN.test(token) ? { role, token } : null;
}

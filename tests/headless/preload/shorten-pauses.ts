import { roleOf } from './process-role.ts';

/**
 * Shortens pauses that exist for people's eyes. `BT_TEST_SHORTEN` is `{"session": {"2500": 50}}`: a timer of exactly so
 * many milliseconds in that process takes this long instead. Waits for devices and networks are left as they are.
 */
type Pauses = Readonly<Record<string, Readonly<Record<string, number>>>>;

const pauses = (JSON.parse(process.env.BT_TEST_SHORTEN ?? '{}') as Pauses)[roleOf(process.argv[1]) ?? ''] ?? {};
if (Object.keys(pauses).length > 0) {
  const original = globalThis.setTimeout;
  const shortened = (fn: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    original(fn, pauses[String(ms)] ?? ms, ...args);
  globalThis.setTimeout = Object.assign(shortened, original) as typeof setTimeout;
}

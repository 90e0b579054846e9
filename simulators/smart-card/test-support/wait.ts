/** Waits on a real process: looks every 20 ms, and fails after `within` milliseconds saying what it waited for. */
export async function until(what: string, isSo: () => boolean, within = 10_000): Promise<void> {
  const end = Date.now() + within;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

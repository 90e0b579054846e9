/**
 * Whether a process of that number exists; somebody else's counts too (kill(2), signal 0). One that only waits to be
 * collected by its parent still exists.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

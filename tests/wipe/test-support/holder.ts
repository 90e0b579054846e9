/** A process that keeps what it is told over its pipe, as a program with a leak does. */
const kept: unknown[] = [];
process.on('message', (message) => {
  kept.push(message);
  process.send?.(kept.length);
});

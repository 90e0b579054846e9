/** A process that starts, and then says nothing to anybody. */
setInterval(() => {}, 60_000);
process.on('disconnect', () => process.exit(0));

import pg from 'pg';

/**
 * Preloaded into a hub process: it kills itself with SIGKILL instead of sending the DIE_AT-th statement that changes
 * commands, so that whatever stands between two of them is a place to die at.
 */
const at = Number(process.env.DIE_AT);
const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
let count = 0;

pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
  if (/^\s*(insert|update|delete)\b.*"command/is.test(text) && ++count === at) process.kill(process.pid, 'SIGKILL');
  return query.apply(this, args);
} as typeof pg.Client.prototype.query;

import Database from 'better-sqlite3';
import { reach } from './boundary.ts';

/** Every durable write: a COMMIT, or a statement that stands alone. Named by what it writes. */
interface Statement {
  readonly source: string;
  readonly database: { readonly inTransaction: boolean; readonly name: string };
}
type Call = (this: Statement, ...params: unknown[]) => unknown;

const WRITES = /^\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b/i;
/** What the running transaction has written so far; the terminal has one connection and no nested writers. */
let written: string[] = [];

function around(call: Call): Call {
  return function (...params) {
    const { source, database } = this;
    const verb = /^\s*(\w+)/.exec(source)?.[1]?.toUpperCase() ?? '';
    if (verb === 'BEGIN' || verb === 'ROLLBACK') written = [];
    if (verb === 'COMMIT') {
      const name = `sqlite:commit ${[...new Set(written)].join(' + ') || 'nothing'}`;
      written = [];
      return bounded(name, () => call.apply(this, params));
    }
    if (!WRITES.test(source)) return call.apply(this, params);
    if (!database.inTransaction)
      return bounded(`sqlite:write ${nameOf(source, params)}`, () => call.apply(this, params));
    written.push(nameOf(source, params));
    return call.apply(this, params);
  };
}

function bounded<T>(name: string, act: () => T): T {
  reach(name, 'before');
  const result = act();
  reach(name, 'after');
  return result;
}

function nameOf(source: string, [first]: readonly unknown[]): string {
  const match = /^\s*(\w+)(?:\s+OR\s+\w+)?\s+(?:INTO\s+|FROM\s+)?(\w+)/i.exec(source);
  const name = `${match?.[1]?.toLowerCase()} ${match?.[2]}`;
  if (match?.[2] !== 'journal' || typeof first !== 'object' || first === null) return name;
  const { kind, phase } = first as { kind?: unknown; phase?: unknown };
  return kind === undefined ? name : `journal ${kind}/${phase}`;
}

const probe = new Database(':memory:');
const prototype = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<'run' | 'get' | 'all', Call>;
probe.close();
for (const method of ['run', 'get', 'all'] as const) prototype[method] = around(prototype[method]);

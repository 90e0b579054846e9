import { ChildProcess } from 'node:child_process';
import { reach, rememberChild } from './boundary.ts';

/** Every message about money, paper or a submission between the terminal and one of its processes. */
const ABOUT = /^(payment\.(?!progress|abort)|print$|receipt\.print|submission\.|portal\.prepare|interrupted)/;

interface Patched {
  spawn(this: Child, options: object): unknown;
}
interface Child {
  readonly pid?: number;
  send?: (message: unknown, ...rest: unknown[]) => boolean;
  emit: (event: string, ...rest: unknown[]) => boolean;
}

const prototype = ChildProcess.prototype as unknown as Patched;
const { spawn } = prototype;

prototype.spawn = function (options) {
  const result = spawn.call(this, options);
  rememberChild(this.pid);
  const { send, emit } = this;
  /** Method by id, of the calls in each direction. */
  const asked = new Map<string, string>();
  if (send) this.send = (message, ...rest) => bounded('to', message, asked, () => send.call(this, message, ...rest));
  this.emit = (event, ...rest) => {
    if (event !== 'message') return emit.call(this, event, ...rest);
    return bounded('from', rest[0], asked, () => emit.call(this, event, ...rest));
  };
  return result;
};

function bounded<T>(direction: 'to' | 'from', message: unknown, asked: Map<string, string>, act: () => T): T {
  const name = nameOf(direction, message, asked);
  if (name === null) return act();
  reach(name, 'before');
  const result = act();
  reach(name, 'after');
  return result;
}

function nameOf(direction: 'to' | 'from', message: unknown, asked: Map<string, string>): string | null {
  if (typeof message !== 'string') return null;
  const { id, method } = JSON.parse(message) as { id?: unknown; method?: string };
  const key = (of: string) => `${of} ${String(id)}`;
  if (method !== undefined) {
    if (!ABOUT.test(method)) return null;
    if (id !== undefined) asked.set(key(direction), method);
    return `ipc:${direction} ${method}`;
  }
  const opposite = key(direction === 'to' ? 'from' : 'to');
  const of = asked.get(opposite);
  if (of === undefined) return null;
  asked.delete(opposite);
  return `ipc:${direction} answer ${of}`;
}

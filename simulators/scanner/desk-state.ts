import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../foundation/is-alive.ts';

/** Papers the simulator can be given. */
export const DOCUMENT_KINDS = ['vehicle-registration', 'letter', 'blank'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface ScannerDeskState {
  readonly connected: boolean;
  readonly cover: 'closed' | 'open';
  /** A sheet is stuck in the feeder. */
  readonly jammed: boolean;
  /** Another program holds the device. */
  readonly busy: boolean;
  /** A scan is running: the lamp moves. */
  readonly scanning: boolean;
  readonly glass: DocumentKind | null;
  /** Next sheet first. */
  readonly feeder: readonly DocumentKind[];
}

/** One file a fact, so that the desk and a running scanimage change different facts without overwriting each other. */
export type Switch = 'unplugged' | 'cover-open' | 'jammed' | 'busy';

const kindOf = (text: string): DocumentKind | null => DOCUMENT_KINDS.find((kind) => kind === text) ?? null;

/** The physical side of the simulated scanner, kept in a directory that desk and device both see. */
export class DeskState {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
    mkdirSync(join(directory, 'feeder'), { recursive: true });
  }

  is(name: Switch): boolean {
    return statSync(join(this.directory, name), { throwIfNoEntry: false }) !== undefined;
  }

  set(name: Switch, on: boolean): void {
    if (on) this.#write(name, '');
    else rmSync(join(this.directory, name), { force: true });
  }

  glass(): DocumentKind | null {
    return kindOf(this.#read('glass'));
  }

  layOnGlass(kind: DocumentKind | null): void {
    if (kind === null) rmSync(join(this.directory, 'glass'), { force: true });
    else this.#write('glass', kind);
  }

  feeder(): readonly DocumentKind[] {
    return this.#sheets().flatMap((name) => kindOf(name.slice(name.indexOf('-') + 1)) ?? []);
  }

  loadFeeder(kinds: readonly DocumentKind[]): void {
    const last = Number.parseInt(this.#sheets().at(-1) ?? '0', 10);
    for (const [i, kind] of kinds.entries()) {
      this.#write(join('feeder', `${String(last + 1 + i).padStart(6, '0')}-${kind}`), '');
    }
  }

  /** Takes the next sheet in; `null` if there is none. */
  takeSheet(): DocumentKind | null {
    const name = this.#sheets()[0];
    if (name === undefined) return null;
    rmSync(join(this.directory, 'feeder', name), { force: true });
    return kindOf(name.slice(name.indexOf('-') + 1));
  }

  emptyFeeder(): void {
    for (const name of this.#sheets()) rmSync(join(this.directory, 'feeder', name), { force: true });
  }

  /** Claims the device for this process; false if another living process holds it. */
  claim(): boolean {
    if (this.isClaimed()) return false;
    this.#write('in-use', String(process.pid));
    return true;
  }

  release(): void {
    if (this.#read('in-use') === String(process.pid)) rmSync(join(this.directory, 'in-use'), { force: true });
  }

  isClaimed(): boolean {
    const pid = Number(this.#read('in-use'));
    // It may have been killed while it held it.
    return Number.isInteger(pid) && pid > 0 && isAlive(pid);
  }

  state(): ScannerDeskState {
    return {
      connected: !this.is('unplugged'),
      cover: this.is('cover-open') ? 'open' : 'closed',
      jammed: this.is('jammed'),
      busy: this.is('busy'),
      scanning: this.isClaimed(),
      glass: this.glass(),
      feeder: this.feeder(),
    };
  }

  #sheets(): string[] {
    return readdirSync(join(this.directory, 'feeder'))
      .filter((name) => /^\d{6}-/.test(name))
      .sort();
  }

  #read(name: string): string {
    try {
      return readFileSync(join(this.directory, name), 'utf8');
    } catch {
      // The fact is not so.
      return '';
    }
  }

  /** By renaming: whoever looks sees the old fact or the new one, never half a file. */
  #write(name: string, text: string): void {
    const path = join(this.directory, name);
    const temporary = join(this.directory, `.${process.pid}-${name.replaceAll('/', '-')}`);
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  }
}

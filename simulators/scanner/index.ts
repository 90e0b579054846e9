import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { Listeners } from '../../foundation/listeners.ts';
import { DeskState, type DocumentKind, type ScannerDeskState } from './desk-state.ts';
import { DEVICE_NAME } from './settings.ts';

export { DOCUMENT_KINDS, type DocumentKind, type ScannerDeskState } from './desk-state.ts';

/** Path of the executable to put as `command` into the site configuration. */
export const SCANIMAGE_SIMULATOR = new URL('scanimage', import.meta.url).pathname;
/** Device name the simulator answers to. */
export const SIMULATED_DEVICE = DEVICE_NAME;
/** Variable of `environment` that tells the simulator its control directory. */
export const DIRECTORY_VARIABLE = 'BT_SCANNER_DIRECTORY';
/** Variable that sets how long one page takes, in milliseconds; 1200 without it. */
export const PACE_VARIABLE = 'BT_SCANNER_PACE_MS';

export interface ScannerDesk {
  layDocument(kind: DocumentKind): void;
  removeDocument(): void;
  /** Puts sheets behind those already there. */
  loadFeeder(kinds: readonly DocumentKind[]): void;
  emptyFeeder(): void;
  /** The sheet being fed, or the next one, gets stuck; on the glass it is the carriage that does not move. */
  jam(): void;
  clearJam(): void;
  openCover(): void;
  closeCover(): void;
  pullCable(): void;
  plugCable(): void;
  setBusy(busy: boolean): void;
  state(): ScannerDeskState;
  onChange(listener: (state: ScannerDeskState) => void): () => void;
  close(): void;
}

/** The hands of the person at the simulated scanner; the device itself is `simulator/scanimage`. */
export function createScannerDesk(directory: string): ScannerDesk {
  const desk = new DeskState(directory);
  const listeners = new Listeners<[state: ScannerDeskState]>();
  let last = '';
  const tell = () => {
    const state = desk.state();
    const text = JSON.stringify(state);
    if (text === last) return;
    last = text;
    listeners.tell(state);
  };
  // Watching tells what a running scanimage changes: sheets it takes, the device it claims.
  const watchers: FSWatcher[] = [watch(directory, tell), watch(join(directory, 'feeder'), tell)];
  for (const watcher of watchers) watcher.unref();
  const change = (act: () => void) => {
    act();
    tell();
  };
  return {
    layDocument: (kind) => change(() => desk.layOnGlass(kind)),
    removeDocument: () => change(() => desk.layOnGlass(null)),
    loadFeeder: (kinds) => change(() => desk.loadFeeder(kinds)),
    emptyFeeder: () => change(() => desk.emptyFeeder()),
    jam: () => change(() => desk.set('jammed', true)),
    clearJam: () => change(() => desk.set('jammed', false)),
    openCover: () => change(() => desk.set('cover-open', true)),
    closeCover: () => change(() => desk.set('cover-open', false)),
    pullCable: () => change(() => desk.set('unplugged', true)),
    plugCable: () => change(() => desk.set('unplugged', false)),
    setBusy: (busy) => change(() => desk.set('busy', busy)),
    state: () => desk.state(),
    onChange(listener) {
      return listeners.add(listener);
    },
    close() {
      for (const watcher of watchers) watcher.close();
      listeners.clear();
    },
  };
}

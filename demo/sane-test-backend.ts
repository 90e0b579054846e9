import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Listeners } from '../foundation/listeners.ts';
import type { DocumentKind } from '../simulators/scanner/index.ts';
import type { DemoScanner } from './demo-scanner.ts';

/** What the test backend can draw instead of a document (sane-test(5), "test-picture"). */
const PICTURES: Readonly<Record<DocumentKind, string>> = {
  'vehicle-registration': 'Color pattern',
  letter: 'Grid',
  blank: 'Solid white',
};

/**
 * The real scanimage with SANE's test backend, whose faults are switched through a configuration directory of its own:
 * the backend reads it at every start, and scanimage is started for every scan.
 */
export function openSaneTestBackend(command: string, directory: string): DemoScanner {
  const listeners = new Listeners();
  const state = {
    connected: true,
    cover: 'closed' as 'closed' | 'open',
    jammed: false,
    busy: false,
    scanning: false,
    glass: null as DocumentKind | null,
  };

  function status(): string {
    if (state.jammed) return 'SANE_STATUS_JAMMED';
    if (state.cover === 'open') return 'SANE_STATUS_COVER_OPEN';
    return state.busy ? 'SANE_STATUS_DEVICE_BUSY' : 'Default';
  }

  function write(): void {
    // No backend listed is what an unplugged scanner looks like.
    writeFileSync(join(directory, 'dll.conf'), state.connected ? 'test\n' : '');
    writeFileSync(
      join(directory, 'test.conf'),
      [
        // A device that is asked for by name is opened even if dll.conf lists no backend.
        `number_of_devices ${state.connected ? 1 : 0}`,
        'mode Color',
        'depth 8',
        `test-picture "${PICTURES[state.glass ?? 'blank']}"`,
        `read-status-code "${status()}"`,
        '',
      ].join('\n'),
    );
  }

  const set = (change: Partial<typeof state>) => () => {
    Object.assign(state, change);
    write();
    listeners.tell();
  };
  write();
  return {
    kind: 'sane',
    site: { command, device: 'test:0', environment: { SANE_CONFIG_DIR: directory } },
    layDocument: (kind) => set({ glass: kind })(),
    removeDocument: set({ glass: null }),
    jam: set({ jammed: true }),
    clearJam: set({ jammed: false }),
    openCover: set({ cover: 'open' }),
    closeCover: set({ cover: 'closed' }),
    pullCable: set({ connected: false }),
    plugCable: set({ connected: true }),
    setBusy: (busy) => set({ busy })(),
    state: () => ({ ...state }),
    onChange: (listener) => {
      return listeners.add(listener);
    },
    close: () => listeners.clear(),
  };
}

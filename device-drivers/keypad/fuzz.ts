import { Bug } from '../../foundation/errors.ts';
import { changesBetween, parseKeyboardReport } from './keyboard-report.ts';

export const fuzzTargets: readonly { readonly name: string; run(bytes: Uint8Array): void }[] = [
  {
    name: 'keypad-report',
    run(bytes) {
      let down: ReadonlySet<number> = new Set();
      for (let at = 0; at < bytes.length; at += 8) {
        const parsed = parseKeyboardReport(bytes.subarray(at, at + 8));
        if (!parsed.ok) continue;
        const next = new Set(down);
        for (const { usage, pressed } of changesBetween(down, parsed.value)) {
          if (pressed) next.add(usage);
          else next.delete(usage);
        }
        const isSame = next.size === parsed.value.size && [...next].every((usage) => parsed.value.has(usage));
        if (!isSame) throw new Bug('broken promise: the changes lead from one report to the next');
        down = parsed.value;
      }
    },
  },
];

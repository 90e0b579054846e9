import { expect, onTestFinished, test, vi } from 'vitest';

test('the next code, opened in the same tab, begins anew', async () => {
  const listeners = new Map<string, () => void>();
  const reload = vi.fn();
  vi.stubGlobal('location', { hash: '', pathname: '/p', reload });
  vi.stubGlobal('history', { replaceState() {} });
  vi.stubGlobal('document', { getElementById: () => null });
  vi.stubGlobal('addEventListener', (sign: string, listener: () => void) => listeners.set(sign, listener));
  onTestFinished(() => void vi.unstubAllGlobals());
  await import('./main.tsx');
  expect(reload).not.toHaveBeenCalled();
  listeners.get('hashchange')?.();
  expect(reload).toHaveBeenCalledOnce();
});

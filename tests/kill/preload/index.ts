import { roleOf } from '../../headless/preload/process-role.ts';

/** `node --import`: puts a boundary around everything the terminal and its drivers do to the outside. */
const role = roleOf(process.argv[1]);
if (role === 'terminal') {
  await import('./wall-clock.ts');
  await import('./sqlite.ts');
  await import('./http.ts');
  await import('./ipc.ts');
}
if (role === 'terminal' || role === 'driver') await import('./sockets.ts');

/** The processes of one terminal. */
export type Role = 'terminal' | 'driver' | 'session' | 'attended';

/** @param entry the script that Node was told to run */
export function roleOf(entry: string | undefined): Role | null {
  const role = /kiosk-app\/(?:device-processes\/)?(terminal|driver|session|attended)\/main\.ts$/.exec(entry ?? '')?.[1];
  return role === undefined ? null : (role as Role);
}

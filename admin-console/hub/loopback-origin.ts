/** `localhost`, not its number: passkeys belong to a name (Web Authentication Level 3, section 5.1.2, "effective domain"). */
export const loopbackOrigin = (port: number): string => `http://localhost:${port}`;

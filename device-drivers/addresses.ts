import { z } from 'zod';

/** Where a device is, as several kinds write it in a site's file. */
export const HostPort = z.strictObject({ host: z.string(), port: z.int().min(1).max(65535) });

export const DeviceFile = z
  .string()
  .regex(/^\/./)
  .describe('Device file, best one of /dev/serial/by-id: it names the device, not the plug');

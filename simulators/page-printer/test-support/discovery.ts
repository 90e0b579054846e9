import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, type Running, run } from './process.ts';

export interface Discovery {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * `ippeveprinter` does not start without DNS-SD: a bus of its own and avahi on the loopback interface give it one, and
 * announce nothing outside. avahi allows one daemon per machine; where the system's runs, that is used instead.
 */
export async function startDiscovery(directory: string): Promise<Discovery> {
  const bus = join(directory, 'bus');
  const busConf = join(directory, 'bus.conf');
  const avahiConf = join(directory, 'avahi.conf');
  await writeFile(busConf, busConfiguration(bus));
  await writeFile(avahiConf, AVAHI);
  const env = { DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${bus}` };
  const started: Running[] = [run('dbus-daemon', [`--config-file=${busConf}`, '--nofork', '--nopidfile'])];
  const stop = async () => {
    for (const one of started.reverse()) await one.stop();
  };
  await new Promise((resolve) => setTimeout(resolve, 300));
  const avahi = run('avahi-daemon', ['-f', avahiConf, '--no-drop-root', '--no-chroot', '--no-rlimits'], env);
  started.push(avahi);
  const isAnnouncing = () => avahi.output().includes('New relevant interface lo');
  await eventually(() => isAnnouncing() || !avahi.isUp(), 5_000).catch(() => {});
  if (!avahi.isUp() || !isAnnouncing()) {
    await stop();
    throw new Error(`avahi-daemon does not start: ${avahi.output()}`);
  }
  return { env, stop };
}

const busConfiguration = (socket: string) => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_type="method_call"/>
    <allow send_type="method_return"/>
    <allow send_type="signal"/>
    <allow send_type="error"/>
    <allow receive_type="method_call"/>
    <allow receive_type="method_return"/>
    <allow receive_type="signal"/>
    <allow receive_type="error"/>
  </policy>
</busconfig>
`;

const AVAHI = `[server]
allow-interfaces=lo
use-ipv6=no
enable-dbus=yes
[publish]
publish-hinfo=no
publish-workstation=no
`;

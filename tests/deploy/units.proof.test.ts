import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { delay, systemClock } from '../../foundation/clock.ts';
import { bootMachine, cannotBoot, type Machine } from './machine/machine.ts';

/** The units as they are installed, run by a real systemd that is process 1 of a machine of its own. */
const why = cannotBoot();
if (why !== null && process.env.CI === 'true') throw new Error(`units cannot be run: ${why}`);
if (why !== null) process.stderr.write(`units are not run: ${why}\n`);

const BOOT_WITHIN = 60_000;
/** Loading everything on two busy cores, in milliseconds. */
const UP_WITHIN = 60_000;
/** From the word of the shell to what stands on the screen, in milliseconds. */
const PAINTED_WITHIN = 2_000;
const TERMINAL_LOG = '/var/lib/bt-terminal/logs/terminal.log';

describe.skipIf(why !== null)('installed units', () => {
  let machine: Machine;
  beforeAll(
    async () => {
      machine = await bootMachine(siteThatStartsItsClient(), 'BT_FIT_CONNECT_SECRET=demo\n');
      // Who is sent away is started again every 100 ms, so that this says what the first start said.
      machine.run('systemctl start bt-terminal');
      await machine.until(
        `test -s /var/lib/bt-terminal/runtime.json && grep -q session.ready ${TERMINAL_LOG}`,
        UP_WITHIN,
      );
      machine.run('systemctl start bt-shell');
      await machine.until(`grep -q shell.attached ${TERMINAL_LOG}`, UP_WITHIN);
    },
    BOOT_WITHIN + 2 * UP_WITHIN,
  );
  afterAll(() => machine?.end(), BOOT_WITHIN);

  const processesOf = (unit: string) =>
    machine.run(`cat /sys/fs/cgroup/system.slice/${unit}.service/cgroup.procs`).trim().split('\n');
  const mainOf = (unit: string) => machine.run(`systemctl show -P MainPID ${unit}`).trim();
  const dropIn = (name: string, settings: string) =>
    machine.run(
      `printf '[Service]\\n${settings}\\n' > /etc/systemd/system/bt-shell.service.d/${name}.conf; systemctl daemon-reload`,
    );
  /** Kind of file system that a process sees at a place. */
  const fileSystem = (pid: string, place: string) =>
    machine.run(`nsenter --target ${pid} --mount stat --file-system --format=%T ${place}`).trim();

  test('the users are created, and with them every group that a unit names', () => {
    expect(machine.run('getent passwd bt-terminal bt-shell').trim().split('\n')).toHaveLength(2);
    const named = machine
      .run('systemctl show -P SupplementaryGroups bt-terminal bt-shell')
      .split(/\s+/)
      .filter(Boolean);
    expect(named).toContain('scanner');
    expect(
      machine
        .run(`getent group ${named.join(' ')}`)
        .trim()
        .split('\n'),
    ).toHaveLength(named.length);
  });

  test('a terminal without SANE starts, at the first try', () => {
    expect(machine.run('systemctl is-active bt-terminal').trim()).toBe('active');
    expect(machine.run('systemctl show -P NRestarts bt-terminal').trim()).toBe('0');
  });

  test.each(['bt-terminal', 'bt-shell'])('%s: temporary files lie in memory', (unit) => {
    const pid = mainOf(unit);
    expect(['/tmp', '/var/tmp'].map((place) => fileSystem(pid, place))).toEqual(['tmpfs', 'tmpfs']);
    expect(machine.run('stat --file-system --format=%T /tmp').trim(), 'the machine’s own').not.toBe('tmpfs');
  });

  test('directories of sessions, and the homes of their eID clients, lie in memory', () => {
    expect(machine.run('ls /run/bt-terminal/run').trim()).toMatch(/^[0-9a-f]{16}/);
    expect(fileSystem(mainOf('bt-terminal'), '/run/bt-terminal/run')).toBe('tmpfs');
  });

  test('the terminal finds nothing of its places on a disk', () => {
    expect(machine.run(`grep not-hardened ${TERMINAL_LOG} || true`)).not.toMatch(/temporary-files|core-limit|root/);
  });

  test(
    'an eID client that the terminal starts runs, and ends with the process that started it',
    async () => {
      await machine.until(`grep -q eid.client.started ${TERMINAL_LOG}`, UP_WITHIN);
      const client = (await machine.until('pgrep -o AusweisApp2', UP_WITHIN)).trim();
      expect(processesOf('bt-terminal')).toContain(client);
      machine.run(`kill -KILL $(ps -o ppid= -p ${client})`);
      await machine.until(`! kill -0 ${client}`, UP_WITHIN);
    },
    2 * UP_WITHIN,
  );

  test(
    'scanimage runs below the terminal',
    async () => {
      await machine.until(`grep '"device":"scanner"' ${TERMINAL_LOG} | grep -q '"state":"ready"'`, UP_WITHIN);
    },
    UP_WITHIN,
  );

  test('the browser shows a session in the compositor, in its own sandbox', () => {
    const commands = machine.run('ps -u bt-shell -o args=');
    expect(commands).toMatch(/^cage /m);
    expect(commands).toMatch(/type=renderer/);
    expect(commands).not.toMatch(/ --no-sandbox/);
  });

  test.each(['bt-terminal', 'bt-shell'])(
    '%s: all its user’s processes are in the unit, and none leaves a core dump',
    (unit) => {
      // A process may end while it is looked at.
      const all = (what: string) => machine.run(`for pid in $(pgrep -u ${unit}); do ${what} || true; done 2>/dev/null`);
      const groups = all("sed -n 's/^0:://p' /proc/$pid/cgroup").trim().split('\n');
      expect([...new Set(groups)]).toEqual([`/system.slice/${unit}.service`]);
      const limits = all("grep '^Max core' /proc/$pid/limits").trim().split('\n');
      expect([
        ...new Set(
          limits.map((line) =>
            line
              .split(/\s{2,}/)
              .slice(1, 3)
              .join(' '),
          ),
        ),
      ]).toEqual(['0 0']);
    },
  );

  test(
    'a window that dies is noted with how it ended, and starts again although its browser is left over',
    async () => {
      machine.run("pkill -KILL -u bt-shell -f '^[^ ]*node kiosk-app/shell/chromium/main.ts'");
      await machine.until('test "$(systemctl show -P NRestarts bt-shell)" = 1', UP_WITHIN);
      expect(machine.run('journalctl --no-pager -u bt-shell')).toMatch(/in-cage: client ended with 137/);
      await machine.until(`test $(grep -c shell.attached ${TERMINAL_LOG}) = 2`, UP_WITHIN);
    },
    2 * UP_WITHIN,
  );

  test(
    'what the screen must not see stays hidden when the terminal is started again',
    async () => {
      const hidden = ['/run/bt-terminal', '/var/lib/bt-terminal', '/etc/bt'];
      const look = () =>
        machine.run(`nsenter --target ${mainOf('bt-shell')} --mount stat --format=%a ${hidden.join(' ')}`);
      expect(look().trim().split('\n')).toEqual(['0', '0', '0']);
      machine.run('systemctl kill --signal=KILL bt-terminal');
      await machine.until(
        'test "$(systemctl show -P NRestarts bt-terminal)" = 1 && systemctl is-active bt-terminal',
        UP_WITHIN,
      );
      expect(look().trim().split('\n')).toEqual(['0', '0', '0']);
    },
    UP_WITHIN,
  );

  test('the card daemon leaves no core dump either', () => {
    machine.run('systemctl start pcscd.socket pcscd');
    expect(
      machine
        .run('grep "^Max core" /proc/$(pgrep -x pcscd)/limits')
        .split(/\s{2,}/)
        .slice(1, 3),
    ).toEqual(['0', '0']);
  });

  test('polkitd takes the rule of who may reach cards', () => {
    machine.run('systemctl start dbus polkit');
    const said = machine.run('journalctl --no-pager -o cat -u polkit');
    expect(said).toMatch(/Finished loading, compiling and executing \d+ rules/);
    expect(said).not.toMatch(/Error compiling|50-bt-pcscd/);
  });

  test('a screen that is killed leaves no file of its browser', () => {
    machine.run('systemctl kill --signal=KILL bt-shell; systemctl stop bt-shell');
    expect(machine.run('find /tmp /var/tmp /var/lib/systemd /etc /home /run /dev/shm -user bt-shell')).toBe('');
    expect(machine.run('systemctl show -P ActiveState bt-shell').trim()).not.toBe('active');
  });

  test(
    'in the compositor a session is seen, and the cover over it',
    async () => {
      const place = '/opt/buerger-terminal';
      const program = 'tests/deploy/machine/cover-in-cage.ts';
      const start = `${place}/kiosk-app/shell/in-cage.sh ${place}/node_modules/.bin/node ${program}`;
      // With a second output cage composes a picture, which can be looked at; else it hands the window's on as it is.
      dropIn('cover', `Environment=WLR_HEADLESS_OUTPUTS=2\\nExecStart=\\nExecStart=${start}`);
      machine.run('systemctl start bt-shell');
      const seen = async (said: string) => {
        await machine.until(`journalctl --no-pager -o cat -u bt-shell | grep -qx ${said}`, UP_WITHIN);
        await delay(systemClock, PAINTED_WITHIN);
        return await colourOfScreen(machine);
      };
      expect(await seen('shown')).toBe('ff0000');
      machine.run(`pkill -USR2 -u bt-shell -f '^[^ ]*node ${program}'`);
      expect(await seen('covered')).toBe('1b2a4a');
      machine.run('systemctl stop bt-shell; rm /etc/systemd/system/bt-shell.service.d/cover.conf');
    },
    2 * UP_WITHIN,
  );

  test(
    'the screen’s unit may open the seat, and with it screen and touch device',
    async () => {
      dropIn('seat', 'Environment=WLR_BACKENDS=drm');
      machine.run('systemctl start bt-shell');
      await machine.until('journalctl --no-pager -u seatd | grep -q "Opened client"', UP_WITHIN);
    },
    UP_WITHIN,
  );
});

/** The demo's site, with the real eID client started for each session. */
function siteThatStartsItsClient(): string {
  const site = JSON.parse(readFileSync(join(import.meta.dirname, '../../config/sites/musterstadt.json'), 'utf8'));
  site.devices.eid = { client: { kind: 'start', command: 'AusweisApp2' } };
  return JSON.stringify(site);
}

/** RGB in hexadecimal of one point of what the compositor shows. */
async function colourOfScreen(machine: Machine): Promise<string> {
  const as = 'setpriv --reuid bt-shell --regid bt-shell --clear-groups';
  const png = machine.run(`${as} env XDG_RUNTIME_DIR=/run/bt-shell WAYLAND_DISPLAY=wayland-0 grim - | base64 -w0`);
  const point = { left: 300, top: 300, width: 1, height: 1 };
  const pixel = await sharp(Buffer.from(png, 'base64')).extract(point).removeAlpha().raw().toBuffer();
  return pixel.toString('hex');
}

import { expect, test } from 'vitest';
import { attachedKeyboards, unknownKeyboards } from './attached-keyboards.ts';

/** As Linux 6.12 writes it: a key for power, a touch screen, a keyboard with its media keys, a mouse. */
const LIST = `I: Bus=0019 Vendor=0000 Product=0001 Version=0000
N: Name="Power Button"
P: Phys=LNXPWRBN/button/input0
S: Sysfs=/devices/LNXSYSTM:00/LNXPWRBN:00/input/input0
U: Uniq=
H: Handlers=kbd event0 
B: PROP=0
B: EV=3
B: KEY=8000 10000000000000 0

I: Bus=0003 Vendor=0eef Product=c002 Version=0110
N: Name="eGalax Inc. eGalaxTouch"
P: Phys=usb-0000:00:14.0-2/input0
S: Sysfs=/devices/pci0000:00/0000:00:14.0/usb1/1-2/input/input4
U: Uniq=
H: Handlers=mouse0 event4 
B: PROP=2
B: EV=1b
B: KEY=400 0 0 0 0 0
B: ABS=260800000000003
B: MSC=20

I: Bus=0003 Vendor=046D Product=C31C Version=0110
N: Name="Logitech USB Keyboard"
P: Phys=usb-0000:00:14.0-3/input0
S: Sysfs=/devices/pci0000:00/0000:00:14.0/usb1/1-3/input/input5
U: Uniq=
H: Handlers=sysrq kbd event5 leds 
B: PROP=0
B: EV=120013
B: KEY=1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe
B: MSC=10
B: LED=7

I: Bus=0003 Vendor=046D Product=C31C Version=0110
N: Name="Logitech USB Keyboard Consumer Control"
P: Phys=usb-0000:00:14.0-3/input1
S: Sysfs=/devices/pci0000:00/0000:00:14.0/usb1/1-3/input/input6
U: Uniq=
H: Handlers=kbd event6 
B: PROP=0
B: EV=13
B: KEY=300ff 0 0 483ffff17aff32d bfd4444600000000 1 130ff38b17c000 677bfad9415fed 19ed68000004400 10000002
B: MSC=10

I: Bus=0003 Vendor=093a Product=2510 Version=0111
N: Name="PixArt USB Optical Mouse"
P: Phys=usb-0000:00:14.0-4/input0
H: Handlers=mouse1 event7 
B: EV=17
B: KEY=70000 0 0 0 0

`;
const typing = (id: string, port: string, keys = '10000000', bus = '0003') =>
  `I: Bus=${bus} Vendor=${id.slice(0, 4)} Product=${id.slice(5)} Version=0110\nN: Name="x"\nP: Phys=${port}/input0\nB: KEY=${keys}\n`;

test('a keyboard is one; power key, touch screen and mouse are none', () => {
  expect(unknownKeyboards(attachedKeyboards(LIST), [])).toEqual(['046d:c31c']);
});

test('a keyboard of the place is none, with all that it shows as', () => {
  expect(unknownKeyboards(attachedKeyboards(LIST), ['046d:c31c'])).toEqual([]);
});

test('a second one that calls itself as the one of the place is a stranger', () => {
  const list = `${LIST}${typing('046d:c31c', 'usb-0000:00:14.0-9')}`;
  expect(unknownKeyboards(attachedKeyboards(list), ['046d:c31c'])).toEqual(['046d:c31c']);
  expect(unknownKeyboards(attachedKeyboards(list), ['046d:c31c', '046d:c31c'])).toEqual([]);
});

test.each([
  ['Enter alone', '10000000', '0003', 1],
  ['one letter alone', '40000000', '0003', 1],
  ['keys above the first word only', '1 0', '0003', 0],
  ['over the air', '10000000', '0005', 1],
  ['inside the machine', '10000000', '0011', 0],
])('%s', (_, keys, bus, count) => {
  expect(attachedKeyboards(typing('16c0:0486', 'p', keys, bus))).toHaveLength(count);
});

test.each(['', '\n\n\n', 'I: Bus=0003', 'B: KEY=zz', LIST.slice(0, 700)])(
  'whatever the list says, it is read: %#',
  (list) => {
    expect(() => attachedKeyboards(list)).not.toThrow();
  },
);

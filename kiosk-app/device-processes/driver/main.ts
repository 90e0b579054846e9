import { makeDevicesIn } from '../make-devices.ts';
import { runDriverProcess } from './run.ts';

/** Entry of a driver process; forked by the terminal, one for each of its own devices. */
runDriverProcess(makeDevicesIn('driver'));

#!/usr/bin/env bash
# AusweisApp, started for a client (--ui websocket) on a machine without any card reader, lists one that is attached and
# has keys: "Simulator", its own, for tests. So do the versions of Debian 12 and 13, in their ordinary build.
# Why it matters: whoever counts readers takes a terminal whose reader was pulled out for one in order.
# Seen with ausweisapp2 1.26.2-1 (Debian 12) and ausweisapp 2.3.1-1 (Debian 13, which needs root).
. "$(dirname "$0")/lib/ausweisapp.sh"
cat >list.txt <<'END'
say({ cmd: 'GET_READER_LIST' });
const list = await next('READER_LIST');
console.log(JSON.stringify(list));
const own = list.readers.find(({ name }) => name === 'Simulator');
if (!own?.attached || !own.keypad) process.exit(1);
END
debian12
talk <list.txt
debian13
talk <list.txt

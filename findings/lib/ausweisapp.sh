# Sourced: brings the AusweisApp of Debian 12 (`debian12`) or 13 (`debian13`, as root) and a folder of its own.
# `talk [WORD…] <<'SCRIPT'` starts it, connects, and runs a script that knows `say(command)`, `next(...names)` (the next
# message of one of these names), `pause(milliseconds)` and `words`.
set -euo pipefail
directory=$(mktemp -d)
running=
trap '[ -z "$running" ] || kill "$running" 2>/dev/null || true; rm -rf "$directory"' EXIT
cd "$directory"
npm install --silent --no-audit --no-fund --ignore-scripts ws@8.23.0 >/dev/null
cat >client.mjs <<'END'
import WebSocket from 'ws';

const [port, ...words] = process.argv.slice(2);
const heard = [];
let wake = () => {};
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
// It finds its own reader a moment after its start, and tells it only to who comes then.
await pause(500);
const socket = new WebSocket(`ws://127.0.0.1:${port}/eID-Kernel`, { perMessageDeflate: false });
socket.on('message', (data) => {
  heard.push(JSON.parse(data.toString()));
  wake();
});
await new Promise((resolve) => socket.once('open', resolve));

const say = (command) => socket.send(JSON.stringify(command));
async function next(...names) {
  for (;;) {
    const at = heard.findIndex(({ msg }) => names.includes(msg));
    if (at >= 0) return heard.splice(at, 1)[0];
    await new Promise((resolve) => {
      wake = resolve;
    });
  }
}
say({ cmd: 'GET_INFO' });
console.log('AusweisApp', (await next('INFO')).VersionInfo['Implementation-Version']);
END

needs() { dpkg -s "$1" >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends "$1" >/dev/null; }

debian12() {
  needs ausweisapp2
  home=$directory/home12
  app() { HOME=$home TMPDIR=$home XDG_RUNTIME_DIR=$home exec AusweisApp2 "$@"; }
}

# Unpacked beside this Debian, nothing is set up.
debian13() {
  needs mmdebstrap
  mmdebstrap --quiet --variant=extract --include=ausweisapp trixie root http://deb.debian.org/debian 2>/dev/null
  ln -s usr/lib usr/lib64 usr/bin usr/sbin root
  echo '127.0.0.1 localhost' >root/etc/hosts
  home=$directory/root/tmp/home
  app() { HOME=/tmp/home TMPDIR=/tmp/home XDG_RUNTIME_DIR=/tmp/home exec chroot root /usr/bin/AusweisApp "$@"; }
}

talk() {
  local result=0
  mkdir -m 700 "$home"
  export QT_QPA_PLATFORM=offscreen LANG=C.UTF-8
  app --ui websocket --no-proxy --no-logfile --port 0 >app.log 2>&1 &
  running=$!
  for _ in $(seq 200); do
    compgen -G "$home/*.port" >/dev/null && break
    sleep 0.05
  done
  { cat client.mjs -; echo 'process.exit(0);'; } >talk.mjs
  timeout 120 node talk.mjs "$(cat "$home"/*.port)" "$@" || result=$?
  kill "$running"
  wait "$running" 2>/dev/null || true
  running=
  rm -r "$home"
  return "$result"
}

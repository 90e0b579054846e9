# Sourced: installs cage with what is named, and sets up an empty screen of its own in a folder of its own (`$directory`).
# Start it with `timeout 30 "${user[@]}" cage -- PROGRAM…`: cage refuses to run as root.
set -euo pipefail

needs() {
  local package
  for package in cage "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends "$package" >/dev/null
  done
}

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
user=()
if [ "$(id -u)" = 0 ]; then
  user=(setpriv --reuid 65534 --regid 65534 --clear-groups)
  chown 65534 "$directory"
fi
export XDG_RUNTIME_DIR=$directory WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1

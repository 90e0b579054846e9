#!/usr/bin/env bash
# scanimage ends with an error when an option is set that the device lists but that is inactive just now; and which
# options are active depends on what else stands on the same command line. `scanimage -A` lists them as [inactive] for the
# device as it was left, not for the mode that is about to be asked for.
# Why it matters: a command line made from one look at the device scans in one mode and never in another. Look again with
# the mode and source that will be used.
# Seen with sane-backends 1.1.1 (Debian 12), and its test device.
set -euo pipefail
[ -x /usr/bin/scanimage ] || apt-get install -y -qq --no-install-recommends sane-utils >/dev/null
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
mkdir config
echo test >config/dll.conf
echo 'three-pass true' >config/test.conf
export SANE_CONFIG_DIR=$directory/config
scanimage --version

listed() { scanimage -d test:0 "$@" -A 2>/dev/null | grep -o -- '--three-pass-order.*'; }
in_gray=$(listed --mode Gray)
in_color=$(listed --mode Color)
printf 'gray:  %s\ncolor: %s\n' "$in_gray" "$in_color"

try() { # mode
  status=0
  said=$(scanimage -d test:0 --format=pnm --mode "$1" --three-pass-order=RBG 2>&1 >page.pnm) || status=$?
  echo "--mode $1 --three-pass-order=RBG: exit $status${said:+, $said}"
}
try Color
color=$status
try Gray
[[ $in_gray = *'[inactive]'* && $in_color != *'[inactive]'* ]] && [ "$color" = 0 ] && [ "$status" != 0 ] && [ ! -s page.pnm ]

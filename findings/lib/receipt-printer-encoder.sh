# Sourced: installs the encoder in a folder of its own and goes there. `look <<'SCRIPT'` runs a script that may import it.
set -euo pipefail
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
echo '{}' >package.json
npm install --no-audit --no-fund --loglevel=error @point-of-sale/receipt-printer-encoder@4.0.1 >/dev/null

look() {
  cat >look.mjs
  node look.mjs
}

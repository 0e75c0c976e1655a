#!/usr/bin/env bash
# borc 3.0.0 (npm): a Date comes back rounded to whole seconds, up to half a second early or late.
#
# Guess: the same time, as the format allows a fraction of seconds in its tag for times, and as borc reads such fractions.
# What it does: whole seconds are written, the nearest: 1234 ms are 1 s, and 999 ms are too.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" borc@3.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const cbor = require("borc");

for (const time of [1234, 999, -1, -1500, 1700000000500]) console.log(time, "ms comes back as", cbor.decode(cbor.encode(new Date(time))).getTime());
console.log("a fraction of another writer", cbor.decode(cbor.encode(new cbor.Tagged(1, 1.25))).getTime());
console.log("-0 comes back as", Object.is(cbor.decode(cbor.encode(-0)), -0) ? "-0" : "0");
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1234 ms comes back as 1000
999 ms comes back as 1000
-1 ms comes back as 0
-1500 ms comes back as -1000
1700000000500 ms comes back as 1700000001000
a fraction of another writer 1250
-0 comes back as 0
EXPECTED

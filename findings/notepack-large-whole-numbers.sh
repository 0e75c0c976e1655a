#!/usr/bin/env bash
# notepack.io 3.0.1 (npm): 1e21 comes back as 3875820019684212700, Number.MAX_VALUE as 0 and a Float64Array as bytes.
#
# Guess: numbers that do not fit 64 bits are written as doubles, as fractions are; a Float64Array as its bytes or its numbers.
# What it does: whatever has no fraction is written as an integer of 64 bits, what does not fit is cut off. A typed array becomes a Buffer
#   with one byte an element: 0.1 is 0 and 513 is 1. msgpack-lite writes doubles.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" notepack.io@3.0.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const notepack = require("notepack.io");

for (const number of [2 ** 53, 2 ** 63, 2 ** 64, 1e20, 1e21, -1e19, -1e20, 3.4028234663852886e38, Number.MAX_VALUE, 1e20 + 0.5, 0.1])
  console.log(number, "comes back as", notepack.decode(notepack.encode(number)));
for (const array of [new Float64Array([0.1, 1.5, 300]), new Uint16Array([513, 2]), new Int8Array([-1, 2])])
  console.log(array.constructor.name, [...array].join(" "), "comes back as", [...notepack.decode(notepack.encode(array))].join(" "));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
9007199254740992 comes back as 9007199254740992
9223372036854776000 comes back as 9223372036854776000
18446744073709552000 comes back as 0
100000000000000000000 comes back as 7766279631452242000
1e+21 comes back as 3875820019684212700
-10000000000000000000 comes back as 8446744073709552000
-100000000000000000000 comes back as -7766279631452242000
3.4028234663852886e+38 comes back as 0
1.7976931348623157e+308 comes back as 0
100000000000000000000 comes back as 7766279631452242000
0.1 comes back as 0.1
Float64Array 0.1 1.5 300 comes back as 0 1 44
Uint16Array 513 2 comes back as 1 2
Int8Array -1 2 comes back as 255 2
EXPECTED

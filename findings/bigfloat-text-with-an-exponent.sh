#!/usr/bin/env bash
# bigfloat 0.1.1 (npm): new BigFloat32("1e5") is 1.
#
# Guess: the text of a number is read as JavaScript writes it, or refused; "0.1" is as near to 0.1 as the number 0.1.
# What it does: an exponent is not read, without a word: "1e-7" is 1 too, and "2.5e3" is 2.005. Digits behind the point are kept to
#   about 32 bits, so that "0.1" is off by 1.4e-10, where the number 0.1 is kept as it is.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" bigfloat@0.1.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { BigFloat32, BigFloat53 } = require("bigfloat");

for (const Type of [BigFloat32, BigFloat53]) {
  for (const text of ["1e5", "1e-7", "2.5e3", "0.1", "0.0000000001", "1e21"]) {
    console.log(Type.name, text, "as text", new Type(text).valueOf(), "as a number", new Type(Number(text)).valueOf());
  }
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
BigFloat32 1e5 as text 1 as a number 100000
BigFloat32 1e-7 as text 1 as a number 1e-7
BigFloat32 2.5e3 as text 2.0049999998882413 as a number 2500
BigFloat32 0.1 as text 0.09999999986030161 as a number 0.1
BigFloat32 0.0000000001 as text 9.999999997989048e-11 as a number 1e-10
BigFloat32 1e21 as text 1 as a number 1e+21
BigFloat53 1e5 as text 1 as a number 100000
BigFloat53 1e-7 as text 1 as a number 1e-7
BigFloat53 2.5e3 as text 2.0049999998882413 as a number 2500
BigFloat53 0.1 as text 0.09999999986030161 as a number 0.1
BigFloat53 0.0000000001 as text 9.999999997989048e-11 as a number 1e-10
BigFloat53 1e21 as text 1 as a number 1e+21
EXPECTED

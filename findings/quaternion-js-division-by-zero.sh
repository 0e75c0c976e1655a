#!/usr/bin/env bash
# quaternion 2.2.0 (npm): a quaternion divided by 0 is 0, as is the inverse of 0 and 0 made a unit.
#
# Guess: infinite or NaN, or an error, as in complex.js of the same author.
# What it does: where the square of the length is 0 the result is 0 without a word, so that 1 / q * q is 0. The length
#   of 1e-170 is 0 and that of 1e170 is infinite, as they are squared: dividing by either gives 0.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" quaternion@2.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const quaternion = require("quaternion");
const Quaternion = quaternion.default || quaternion.Quaternion || quaternion;

const one = new Quaternion(1, 2, 3, 4);
for (const w of [0, 1e-100, 1e-170, 1e170]) {
  const q = new Quaternion(w, 0, 0, 0);
  console.log(w, "length", q.norm(), "inverse", q.inverse().toString(), "as a unit", q.normalize().toString(), "divides", one.div(q).toString());
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0 length 0 inverse 0 as a unit 0 divides 0
1e-100 length 1e-100 inverse 1e+100 as a unit 0 divides 1e+100 + 2e+100i + 3e+100j + 4e+100k
1e-170 length 0 inverse 0 as a unit 0 divides 0
1e+170 length Infinity inverse 0 as a unit 0 divides 0
EXPECTED

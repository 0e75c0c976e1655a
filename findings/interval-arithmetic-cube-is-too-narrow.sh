#!/usr/bin/env bash
# interval-arithmetic 1.1.3 (npm): the cube of [-2, 1] begins above -8, and fmod of [1, 4] by 3 has no 0 in it.
#
# Guess: a result contains every value that the function takes on the interval; rounding may only make it wider.
# What it does: for a power that is odd and an interval over 0, the lower end is rounded up and not down, so that the cube of
#   -2 is outside. fmod subtracts one multiple from the whole interval: of [1, 4] by 3 it is [1, 4], though 3 leaves
#   0 and nothing leaves 4; of 5.5 by [2, 3] it is [2.5, 3.5], though 5.5 leaves 1.5 by 2. Negative intervals and
#   those above 0 have right cubes.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" interval-arithmetic@1.1.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { Interval, default: arithmetic } = require("interval-arithmetic");

const told = (interval, value) => `[${interval.lo}, ${interval.hi}] contains ${value}: ${interval.lo <= value && value <= interval.hi}`;
for (const [low, high, power] of [[-2, 1, 3], [-3, 2, 5], [-2, -1, 3], [1, 2, 3], [-2, 1, 2]]) {
  const result = arithmetic.pow(new Interval(low, high), power);
  console.log(`[${low}, ${high}] to the power of ${power}`, told(result, low ** power), told(result, high ** power));
}
for (const [[low, high], [from, to], x, by] of [[[1, 4], [3, 3], 3, 3], [[2, 3.5], [3, 3], 3, 3], [[5.5, 5.5], [2, 3], 5.5, 2], [[4, 5], [3, 3], 4, 3]]) {
  console.log(`fmod of [${low}, ${high}] by [${from}, ${to}]`, told(arithmetic.fmod(new Interval(low, high), new Interval(from, to)), x % by));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[-2, 1] to the power of 3 [-7.999999999999998, 1.0000000000000004] contains -8: false [-7.999999999999998, 1.0000000000000004] contains 1: true
[-3, 2] to the power of 5 [-242.99999999999986, 32.00000000000003] contains -243: false [-242.99999999999986, 32.00000000000003] contains 32: true
[-2, -1] to the power of 3 [-8.000000000000004, -0.9999999999999998] contains -8: true [-8.000000000000004, -0.9999999999999998] contains -1: true
[1, 2] to the power of 3 [0.9999999999999998, 8.000000000000004] contains 1: true [0.9999999999999998, 8.000000000000004] contains 8: true
[-2, 1] to the power of 2 [0, 4.000000000000002] contains 4: true [0, 4.000000000000002] contains 1: true
fmod of [1, 4] by [3, 3] [0.9999999999999999, 4.000000000000001] contains 0: false
fmod of [2, 3.5] by [3, 3] [1.9999999999999998, 3.5000000000000004] contains 0: false
fmod of [5.5, 5.5] by [2, 3] [2.499999999999999, 3.5000000000000004] contains 1.5: false
fmod of [4, 5] by [3, 3] [0.9999999999999994, 2.000000000000001] contains 1: true
EXPECTED

#!/usr/bin/env bash
# kalman-filter 2.3.0 (npm): a measurement [null] counts as 0, where null is refused.
#
# Guess: a missing measurement leaves the predicted state as it is, or raises, as NaN and null do.
# What it does: null in the array of a measurement is calculated with, which makes it 0 in JavaScript: the estimate is
#   drawn to 0 and its variance becomes smaller, as if that had been measured. With constant speed the positions 0, 1, 2,
#   missing, 4 end at 3.3.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" kalman-filter@2.3.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { KalmanFilter } = require("kalman-filter");

console.log = ((log) => (...words) => typeof words[0] === "string" && log(...words))(console.log);
const estimates = (dynamic, measurements) => {
  try {
    return new KalmanFilter({ observation: 1, dynamic }).filterAll(measurements).map((state) => state[0].toFixed(3)).join(" ");
  } catch (error) {
    return error.constructor.name;
  }
};
for (const dynamic of ["constant-position", "constant-speed"]) {
  for (const missing of [[null], [0], null, [NaN], [3]]) console.log(dynamic, "0, 1, 2,", JSON.stringify(missing).replace("[null]", Number.isNaN(missing?.[0]) ? "[NaN]" : "[null]"), ", 4 is", estimates(dynamic, [[0], [1], [2], missing, [4]]));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
constant-position 0, 1, 2, [null] , 4 is 0.000 0.667 1.500 0.571 2.691
constant-position 0, 1, 2, [0] , 4 is 0.000 0.667 1.500 0.571 2.691
constant-position 0, 1, 2, null , 4 is TypeError
constant-position 0, 1, 2, [NaN] , 4 is TypeError
constant-position 0, 1, 2, [3] , 4 is 0.000 0.667 1.500 2.429 3.400
constant-speed 0, 1, 2, [null] , 4 is 0.000 1.000 2.000 0.482 3.325
constant-speed 0, 1, 2, [0] , 4 is 0.000 1.000 2.000 0.482 3.325
constant-speed 0, 1, 2, null , 4 is TypeError
constant-speed 0, 1, 2, [NaN] , 4 is TypeError
constant-speed 0, 1, 2, [3] , 4 is 0.000 1.000 2.000 3.000 4.000
EXPECTED

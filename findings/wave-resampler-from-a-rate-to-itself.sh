#!/usr/bin/env bash
# wave-resampler 1.0.0 (npm): from 8000 Hz to 8000 Hz the ramp 0, 1, 2, 3, 4 becomes 0, 0.8, 1.6, 2.4, 3.2.
#
# Guess: the same samples, and from 8000 to 16000 Hz the steps are halved; the array that is handed over stays as it is; a
#   constant stays constant.
# What it does: n samples are taken at equal distances of (n - 1) / n, so that the last one is never reached and all are
#   early, by one sample at the end. The low-pass filter, which is on by default, filters the given array in place
#   when the rate is lowered, and a constant of 1000 begins at 750 and ends at 0.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" wave-resampler@1.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { resample } = require("wave-resampler");

const show = (samples) => [...samples].map((x) => +x.toFixed(2)).join(" ");
for (const method of ["point", "linear", "cubic"]) {
  for (const rate of [8000, 16000]) console.log(method, "8000 to", rate, show(resample([0, 1, 2, 3, 4], 8000, rate, { method, LPF: false })));
}
const constant = new Array(4000).fill(1000);
const result = resample(constant, 16000, 8000);
console.log("a constant of 1000", result.length, "samples", show(result.slice(0, 3)), "in the middle", show(result.slice(1000, 1002)), "to", show(result.slice(-3)));
console.log("the given array afterwards", show(constant.slice(0, 3)), "to", show(constant.slice(-3)));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
point 8000 to 8000 0 1 2 2 3
point 8000 to 16000 0 0 1 1 2 2 2 3 3 4
linear 8000 to 8000 0 0.8 1.6 2.4 3.2
linear 8000 to 16000 0 0.4 0.8 1.2 1.6 2 2.4 2.8 3.2 3.6
cubic 8000 to 8000 0 0.78 1.6 2.4 3.28
cubic 8000 to 16000 0 0.33 0.78 1.2 1.6 2 2.4 2.8 3.28 3.96
a constant of 1000 2000 samples 750 1068.21 962.43 in the middle 1000 1000 to 7.62 0.31 0
the given array afterwards 750 1068.18 1068.18 to 0 0 0
EXPECTED

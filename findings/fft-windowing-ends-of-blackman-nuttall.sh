#!/usr/bin/env bash
# fft-windowing 0.1.4 (npm): the Blackman-Nuttall window is 0.126 at its ends and falls before it rises, and the flat top reaches 4.6.
#
# Guess: 0.0004 at the ends, as the window of four terms has it, rising to the middle; 1 in the middle of every window, as ten of the others.
# What it does: the second term of Blackman-Nuttall has the number of the first, 0.364 and not 0.489, so that the side lobes that the window
#   is made for are not suppressed. The flat top is not divided by its sum of 4.64.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" fft-windowing@0.1.4 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const windows = require("fft-windowing");

const n = 9;
const sum = (terms) => Array.from({ length: n }, (_, i) => terms.reduce((s, a, k) => s + (k % 2 ? -a : a) * Math.cos((2 * Math.PI * k * i) / (n - 1)), 0));
const truth = {
  hann: sum([0.5, 0.5]), blackman: sum([0.42, 0.5, 0.08]), blackman_harris: sum([0.35875, 0.48829, 0.14128, 0.01168]),
  nuttall: sum([0.355768, 0.487396, 0.144232, 0.012604]), blackman_nuttall: sum([0.3635819, 0.4891775, 0.1365995, 0.0106411]),
};
const show = (window) => window.slice(0, 5).map((x) => (x + 1e-9).toFixed(4)).join(" ");
for (const name of ["hann", "blackman", "blackman_harris", "nuttall", "blackman_nuttall", "flat_top"])
  console.log(name, show(windows[name](Array(n).fill(1))), truth[name] ? "truly " + show(truth[name]) : "");
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
hann 0.0000 0.1464 0.5000 0.8536 1.0000 truly 0.0000 0.1464 0.5000 0.8536 1.0000
blackman 0.0000 0.0664 0.3400 0.7736 1.0000 truly 0.0000 0.0664 0.3400 0.7736 1.0000
blackman_harris 0.0001 0.0217 0.2175 0.6958 1.0000 truly 0.0001 0.0217 0.2175 0.6958 1.0000
nuttall 0.0000 0.0200 0.2115 0.6915 1.0000 truly 0.0000 0.0200 0.2115 0.6915 1.0000
blackman_nuttall 0.1260 0.1140 0.2270 0.6131 0.8744 truly 0.0004 0.0252 0.2270 0.7020 1.0000
flat_top 0.0040 -0.1224 -0.2580 2.0584 4.6400 
EXPECTED

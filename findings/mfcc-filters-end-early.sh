#!/usr/bin/env bash
# mfcc 0.0.3 (npm): a filter bank from 200 to 3500 Hz hears 170 Hz at half strength and 3300 Hz not at all.
#
# Guess: triangles as in the literature, whose outer feet are at the two given frequencies, so that 31 filters have 33
#   equidistant points of the mel scale and every frequency between has a filter.
# What it does: the first triangle has its peak, not its foot, at the lower frequency, and the last peak lies two steps below
#   the upper one. All triangles are symmetric in bins, as wide as the next step, so that their left feet overlap
#   unevenly: the response is not the same over the band.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mfcc@0.0.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { constructMelFilterBank, hzToMels, melsToHz } = require("mfcc/src/mfcc");

const [size, count, low, high, rate] = [512, 31, 200, 3500, 8000];
const bank = constructMelFilterBank(size, count, low, high, rate);
const bin = rate / 2 / size;
const peaks = bank.filters.map((filter) => Math.round(filter.indexOf(1) * bin));
const step = (hzToMels(high) - hzToMels(low)) / (count + 1);
console.log("peaks of the first, second and last", peaks[0], peaks[1], peaks[count - 1], "in the literature", ...[1, 2, count].map((i) => Math.round(melsToHz(hzToMels(low) + i * step))));
for (const frequency of [170, 200, 1000, 2000, 3000, 3100, 3200, 3300, 3400]) {
  const tone = new Array(size).fill(0);
  tone[Math.round(frequency / bin)] = 1;
  console.log("a tone of", frequency, "Hz in all filters", bank.filter(tone).reduce((a, b) => a + b).toFixed(2));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
peaks of the first, second and last 195 242 3117 in the literature 244 291 3303
a tone of 170 Hz in all filters 0.50
a tone of 200 Hz in all filters 1.00
a tone of 1000 Hz in all filters 1.07
a tone of 2000 Hz in all filters 1.01
a tone of 3000 Hz in all filters 1.00
a tone of 3100 Hz in all filters 1.00
a tone of 3200 Hz in all filters 0.52
a tone of 3300 Hz in all filters 0.00
a tone of 3400 Hz in all filters 0.00
EXPECTED

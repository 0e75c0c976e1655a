#!/usr/bin/env bash
# wavefile 11.0.0: toBitDepth from 16 bits to 24 and back to 16 makes 0 of 1, 127 of 128 and 254 of 255.
#
# Guess: more bits hold every sample exactly; eight zeros are added and taken off.
# What it does: samples are scaled by the quotient of the largest numbers, separately for each sign, and cut to
#   whole numbers on the way back, so that most positive ones are one less. By way of 32-bit integers or floats it
#   is the same. Of floats, 0.5 becomes 16383. A silence of 8 bits, 128, becomes 0, and 127 becomes -256.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" wavefile@11.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { WaveFile } = require("wavefile");

for (const path of [["16", "24", "16"], ["16", "32", "16"], ["16", "32f", "16"]]) {
  const file = new WaveFile();
  file.fromScratch(1, 8000, path[0], [0, 1, 128, 255, 1000, -1, -255, 32767, -32768]);
  for (const depth of path.slice(1)) {
    file.toBitDepth(depth);
    console.log(path[0], "to", depth, Array.from(file.getSamples()).map((x) => +x.toPrecision(6)).join(" "));
  }
}
const floats = new WaveFile();
floats.fromScratch(1, 8000, "32f", [0, 0.5, 1, -1, 1 / 3]);
floats.toBitDepth("16");
console.log("32f to 16", Array.from(floats.getSamples()).join(" "));
const bytes = new WaveFile();
bytes.fromScratch(1, 8000, "8", [0, 127, 128, 255]);
bytes.toBitDepth("16");
console.log("8 to 16", Array.from(bytes.getSamples()).join(" "));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
16 to 24 0 256 32768 65281 256007 -256 -65280 8388610 -8388610
16 to 16 0 0 127 254 999 -1 -255 32767 -32768
16 to 32 0 65538 8388860 16712200 65538000 -65536 -16711700 2147480000 -2147480000
16 to 16 0 0 127 254 999 -1 -255 32767 -32768
16 to 32f 0 0.0000305185 0.00390637 0.00778222 0.0305185 -0.0000305176 -0.00778198 1 -1
16 to 16 0 0 127 254 999 -1 -255 32767 -32768
32f to 16 0 16383 32767 -32768 10922
8 to 16 -32768 -256 0 32767
EXPECTED

#!/usr/bin/env bash
# node-wav 0.0.2: a sample of -1 encoded with 24 bits is decoded as 1.0000001.
#
# Guess: -1, or the number next to it, as with 16 and 32 bits.
# What it does: the lowest of the 24-bit numbers is taken for a positive one; -0.9999999 is right. And 0 with 8 bits
#   is -0.0078, 0.5 with 16 bits 0.49998, as negative and positive samples are scaled differently and cut. A NaN is
#   0 in 16 bits and -1 in 8.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" node-wav@0.0.2 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const wav = require("node-wav");

const samples = [0, 0.5, 1, -1, -1.5, -0.9999, 1 / 3, -1 / 3, NaN];
for (const bitDepth of [8, 16, 24, 32]) {
  const encoded = wav.encode([new Float32Array(samples)], { sampleRate: 8000, float: false, bitDepth });
  console.log(bitDepth, Array.from(wav.decode(encoded).channelData[0]).map((x) => +x.toPrecision(8)).join(" "));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
8 -0.0078125 0.49606299 1 -1 -1 -1 0.33070865 -0.34375 -1
16 0 0.49998474 1 -1 -1 -0.99987793 0.33332315 -0.33331299 0
24 0 0.49999994 1 1.0000001 1.0000001 -0.99989998 0.33333328 -0.33333337 0
32 0 0.5 1 -1 -1 -0.99989998 0.33333334 -0.33333334 0
EXPECTED

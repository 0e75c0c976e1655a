#!/usr/bin/env bash
# wav-decoder 1.3.0 (npm): the lowest sample of 24 bits, -1, is read as 1.
#
# Guess: -1, as with 8, 16 and 32 bits; wav-encoder writes -1 and all below it as the bytes 00 00 80, which is right.
# What it does: a number of 24 bits is negative if it is above 2^23, where it is from 2^23 on. So the lowest sample comes back as 1.0000001, above
#   the highest. A clipped wave of 24 bits has full jumps at its lower peaks. With the option symmetric likewise.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" wav-decoder@1.3.0 wav-encoder@1.3.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { encode } = require("wav-encoder");
const { decode } = require("wav-decoder");

(async () => {
  for (const bitDepth of [8, 16, 24, 32])
    for (const value of [-1.5, -1, -0.9999999, -0.5, 0, 0.5, 1]) {
      const file = await encode({ sampleRate: 8000, channelData: [Float32Array.of(value)] }, { bitDepth });
      const seen = async options => (await decode(file, options)).channelData[0][0].toFixed(7);
      console.log(bitDepth, "bits", value, "is written as", Buffer.from(file).subarray(44).toString("hex"), "and read as", await seen(), "symmetric", await seen({ symmetric: true }));
    }
})();
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
8 bits -1.5 is written as 00 and read as -1.0000000 symmetric -1.0000000
8 bits -1 is written as 00 and read as -1.0000000 symmetric -1.0000000
8 bits -0.9999999 is written as 00 and read as -1.0000000 symmetric -1.0000000
8 bits -0.5 is written as 40 and read as -0.5000000 symmetric -0.4980392
8 bits 0 is written as 80 and read as 0.0000000 symmetric 0.0039216
8 bits 0.5 is written as bf and read as 0.4960630 symmetric 0.4980392
8 bits 1 is written as ff and read as 1.0000000 symmetric 1.0000000
16 bits -1.5 is written as 0080 and read as -1.0000000 symmetric -1.0000000
16 bits -1 is written as 0080 and read as -1.0000000 symmetric -1.0000000
16 bits -0.9999999 is written as 0080 and read as -1.0000000 symmetric -1.0000000
16 bits -0.5 is written as 00c0 and read as -0.5000000 symmetric -0.5000000
16 bits 0 is written as 0000 and read as 0.0000000 symmetric 0.0000000
16 bits 0.5 is written as 0040 and read as 0.5000153 symmetric 0.5000000
16 bits 1 is written as ff7f and read as 1.0000000 symmetric 0.9999695
24 bits -1.5 is written as 000080 and read as 1.0000001 symmetric 1.0000000
24 bits -1 is written as 000080 and read as 1.0000001 symmetric 1.0000000
24 bits -0.9999999 is written as 010080 and read as -0.9999999 symmetric -0.9999999
24 bits -0.5 is written as 0000c0 and read as -0.5000000 symmetric -0.5000000
24 bits 0 is written as 000000 and read as 0.0000000 symmetric 0.0000000
24 bits 0.5 is written as 000040 and read as 0.5000001 symmetric 0.5000000
24 bits 1 is written as ffff7f and read as 1.0000000 symmetric 0.9999999
32 bits -1.5 is written as 00000080 and read as -1.0000000 symmetric -1.0000000
32 bits -1 is written as 00000080 and read as -1.0000000 symmetric -1.0000000
32 bits -0.9999999 is written as 00010080 and read as -0.9999999 symmetric -0.9999999
32 bits -0.5 is written as 000000c0 and read as -0.5000000 symmetric -0.5000000
32 bits 0 is written as 00000000 and read as 0.0000000 symmetric 0.0000000
32 bits 0.5 is written as 00000040 and read as 0.5000000 symmetric 0.5000000
32 bits 1 is written as ffffff7f and read as 1.0000000 symmetric 1.0000000
EXPECTED

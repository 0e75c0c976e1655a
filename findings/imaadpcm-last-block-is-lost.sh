#!/usr/bin/env bash
# imaadpcm 5.0.0 (npm): a sound of up to 505 samples is silence after encode and decode, of a longer one the end is lost.
#
# Guess: the samples come back with the small error of 4 bits each, to the last block, which is filled up with zeros.
# What it does: a block is written when the first sample of the next one comes, so that the last block, whole or not, is never
#   written, nor read. How many bytes and samples are handed back follows other rules, zeros among them: 2000
#   samples become 3048. encodeBlock and decodeBlock give 504 samples for 505, one of which is lost too.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" imaadpcm@5.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { encode, decode, encodeBlock, decodeBlock } = require("imaadpcm");

const sine = (n) => Int16Array.from({ length: n }, (_, i) => Math.round(3000 * Math.sin(i / 10)));
const rms = (x) => Math.round(Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length));
for (const n of [10, 505, 506, 1010, 2000]) {
  const samples = sine(n), decoded = decode(encode(samples));
  const kept = 505 * Math.floor((n - 1) / 505);
  console.log(n, "samples", decoded.length, "decoded, of the first", kept, "rms", rms(decoded.slice(0, kept)) || "-", "of the others", rms(decoded.slice(kept, n)));
}
const block = sine(505);
console.log("one block by itself", decodeBlock(encodeBlock(block)).length, "of 505 samples, rms", rms(decodeBlock(encodeBlock(block))), "of", rms(block));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
10 samples 20 decoded, of the first 0 rms - of the others 0
505 samples 1010 decoded, of the first 0 rms - of the others 0
506 samples 1012 decoded, of the first 505 rms 2110 of the others 521
1010 samples 2020 decoded, of the first 505 rms 2116 of the others 21
2000 samples 3048 decoded, of the first 1515 rms 2117 of the others 139
one block by itself 504 of 505 samples, rms 2118 of 2116
EXPECTED

#!/usr/bin/env bash
# pitchfinder 2.3.4 (npm): a tone of 1500 Hz is 747 Hz by AMDF, one of 2000 Hz is 1336 Hz by DynamicWavelet.
#
# Guess: all methods find a pure sine of 2048 samples to a few Hz, or return null, as YIN does for 55 Hz.
# What it does: AMDF looks up to 1000 Hz unless maxFrequency says more, and above that finds a fraction of the tone;
#   DynamicWavelet does so from 2000 Hz on. Macleod takes arrays of 1024 samples unless bufferSize says another length, and
#   gives a frequency of -1 for others, not null.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" pitchfinder@2.3.4 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const pitchfinder = require("pitchfinder");

const sampleRate = 44100;
const sine = (frequency, length) => Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * frequency * i) / sampleRate));
const frequencies = [440, 1000, 1500, 2000, 3000];
console.log("sines of", frequencies.join(" "));
for (const method of ["YIN", "AMDF", "ACF2PLUS", "DynamicWavelet"]) {
  console.log(method, frequencies.map((frequency) => Math.round(pitchfinder[method]({ sampleRate })(sine(frequency, 2048)))).join(" "));
}
console.log("AMDF with maxFrequency", frequencies.map((frequency) => Math.round(pitchfinder.AMDF({ sampleRate, maxFrequency: 4000 })(sine(frequency, 2048)))).join(" "));
for (const length of [1024, 2048]) console.log("Macleod of", length, "samples", Math.round(pitchfinder.Macleod({ sampleRate })(sine(440, length)).freq));
console.log("Macleod of 2048 samples with bufferSize", Math.round(pitchfinder.Macleod({ sampleRate, bufferSize: 2048 })(sine(440, 2048)).freq));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
sines of 440 1000 1500 2000 3000
YIN 440 1000 1500 2002 3004
AMDF 441 1002 747 1002 1002
ACF2PLUS 440 1000 1500 2000 2999
DynamicWavelet 440 1000 1500 1336 1158
AMDF with maxFrequency 441 1002 1521 2005 2940
Macleod of 1024 samples 440
Macleod of 2048 samples -1
Macleod of 2048 samples with bufferSize 440
EXPECTED

#!/usr/bin/env bash
# note-to-frequency 1.4.1 (npm): A0, the lowest key of a piano, is NaN.
#
# Guess: 27.5, "converts a note (scientific pitch notation) to a frequency"; C0 is 16.35, and a note that is not known is an error.
# What it does: octaves begin at 1: notes of octave 0 are NaN without an error, though A1 is 55. Octave -1, and Cb, B#, E# and Fb are refused.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" note-to-frequency@1.4.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const noteToFrequency = require("note-to-frequency");

for (const note of ["A4", "A1", "C1", "B0", "A0", "C0", "F#0", "C8", "A-1", "C9", "Bb3", "Cb4", "B#3"]) {
  let seen;
  try {
    seen = noteToFrequency(note);
  } catch (error) {
    seen = "an error";
  }
  console.log(note, "is", seen);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
A4 is 440
A1 is 55
C1 is 32.7
B0 is NaN
A0 is NaN
C0 is NaN
F#0 is NaN
C8 is 4186.01
A-1 is an error
C9 is an error
Bb3 is 233.08
Cb4 is an error
B#3 is an error
EXPECTED

#!/usr/bin/env bash
# audio-buffer-utils 5.1.2 (npm): shift by 1 repeats the first sample, and normalize of silence is NaN.
#
# Guess: shift to the right begins with zeros, as a shift to the left ends with them; silence stays silence.
# What it does: shift moves the samples inside the one array and clears what is left free only on the right: the first
#   samples stay where they were and are heard twice. normalize divides by the largest amplitude, 0 / 0 of silence, so that
#   the channel is NaN from there on; mixed with another sound all of it is.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" audio-buffer-utils@5.1.2 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const utils = require("audio-buffer-utils");

const sound = (samples) => utils.create(samples, { channels: 1, sampleRate: 8000 });
const show = (buffer) => [...buffer.getChannelData(0)].map((x) => +x.toFixed(3)).join(" ");
const samples = [0.1, 0.2, 0.3, 0.4];
for (const by of [1, 2, -1, -2]) console.log("shifted by", by, show(utils.shift(sound(samples), by)));
console.log("rotated by 1", show(utils.rotate(sound(samples), 1)));
console.log("normalized", show(utils.normalize(sound([0.25, -0.5]))), "silence", show(utils.normalize(sound([0, 0]))));
console.log("silence mixed with a sound", show(utils.mix(utils.normalize(sound([0, 0])), sound([0.5, 0.5]))));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
shifted by 1 0.1 0.1 0.2 0.3
shifted by 2 0.1 0.2 0.1 0.2
shifted by -1 0.2 0.3 0.4 0
shifted by -2 0.3 0.4 0 0
rotated by 1 0.4 0.1 0.2 0.3
normalized 0.5 -1 silence NaN NaN
silence mixed with a sound NaN NaN
EXPECTED

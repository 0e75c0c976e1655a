#!/usr/bin/env bash
# pcm-util 3.0.0 (npm): big-endian samples are read as little-endian ones, and a sample of 0 becomes 0.000015 or 0.004.
#
# Guess: the byteOrder of the source is heeded whatever it is turned to, and 0 is 0.
# What it does: the source is read in the order of bytes of the machine, as floats, which toAudioBuffer makes, and as
#   integers alike: 16384 in big-endian order is 64. The range of integers is laid linearly on -1 to 1, so that 0 lies
#   half a step above 0: with 8 bits silence is 0.0039, which is heard as a click where it begins.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" pcm-util@3.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { toAudioBuffer, convert } = require("pcm-util");

const view = (set, size, samples) => {
  const data = new DataView(new ArrayBuffer(samples.length * size));
  samples.forEach((x, i) => set(data, i * size, x));
  return data.buffer;
};
const samples = [-32768, -1, 0, 1, 16384, 32767];
const floats = (buffer, format) => [...toAudioBuffer(buffer, { channels: 1, float: false, signed: true, ...format }).getChannelData(0)].map((x) => +x.toFixed(6)).join(" ");
console.log("samples", samples.join(" "));
for (const byteOrder of ["LE", "BE"]) {
  const buffer = view((data, at, x) => data.setInt16(at, x, byteOrder === "LE"), 2, samples);
  console.log(byteOrder, "as floats", floats(buffer, { bitDepth: 16, byteOrder }));
  const integers = convert(buffer, { channels: 1, float: false, signed: true, bitDepth: 16, byteOrder }, { channels: 1, float: false, signed: true, bitDepth: 16, byteOrder: "LE" });
  console.log(byteOrder, "as little-endian integers", [...new Int16Array(integers)].join(" "));
}
console.log("-128 -1 0 1 64 127 with 8 bits", floats(view((data, at, x) => data.setInt8(at, x), 1, [-128, -1, 0, 1, 64, 127]), { bitDepth: 8 }));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
samples -32768 -1 0 1 16384 32767
LE as floats -1 -0.000015 0.000015 0.000046 0.500023 1
LE as little-endian integers -32768 -1 0 1 16384 32767
BE as floats 0.003922 -0.000015 0.000015 0.007828 0.001968 -0.003922
BE as little-endian integers 128 -1 0 256 64 -129
-128 -1 0 1 64 127 with 8 bits -1 -0.003922 0.003922 0.011765 0.505882 1
EXPECTED

#!/usr/bin/env bash
# netcdfjs 4.0.0 (npm): a byte of -1 is read as 255, and each byte as an array of one.
#
# Guess: -1, as the type byte of a classic NetCDF file is signed; a list of numbers, as for the type short.
# What it does: bytes are read as unsigned ones and each is put into an array of its own, so that the fill value -127 is
#   [129]. The types short, int, float and double are right. (The file is written here byte by byte.)
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" netcdfjs@4.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
import("netcdfjs").then(({ NetCDFReader }) => {
  const word = (value) => { const bytes = Buffer.alloc(4); bytes.writeInt32BE(value); return bytes; };
  const name = (text) => Buffer.concat([word(text.length), Buffer.from(text.padEnd(4, "\0"))]);
  const variable = (text, type, size, at) => [name(text), word(1), word(0), word(0), word(0), word(type), word(size), word(at)];
  const header = (first) => Buffer.concat([
    Buffer.from("CDF\x01"), word(0), word(10), word(1), name("x"), word(4), word(0), word(0), word(11), word(2),
    ...variable("b", 1, 4, first), ...variable("h", 3, 8, first + 4),
  ]);
  const bytes = Buffer.from(Int8Array.of(-1, 2, 100, -127));
  const shorts = Buffer.alloc(8);
  [-1, 2, 100, -127].forEach((value, i) => shorts.writeInt16BE(value, 2 * i));
  const reader = new NetCDFReader(Buffer.concat([header(header(0).length), bytes, shorts]));
  for (const { name, type } of reader.variables) console.log(name, type, JSON.stringify(reader.getDataVariable(name)));
});
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
b byte [[255],[2],[100],[129]]
h short [-1,2,100,-127]
EXPECTED

#!/usr/bin/env bash
# numpy-parser 1.2.3 (npm): an array of shape (2,) has the shape [2, 1], and texts are read as their bytes two by two.
#
# Guess: the shape of the file, [2]; texts, or an error, as for complex numbers and float16.
# What it does: the comma behind a lone axis is read as a second axis of 1, and a number without axes gets none. Each letter of a text is
#   four bytes in the file and comes back as two numbers, so that the data are four times as long as the shape says.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" numpy-parser@1.2.3 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { fromArrayBuffer } = require("numpy-parser");

const file = (descr, shape, data) => {
  const header = Buffer.from(`{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117) + "\n");
  const all = Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), Buffer.from([header.length, 0]), header, Buffer.from(data.buffer)]);
  return all.buffer.slice(all.byteOffset, all.byteOffset + all.length);
};
const letters = new Uint32Array([97, 98, 99, 0]);
for (const [descr, shape, data] of [["<f8", "(2,)", new Float64Array([1, 2])], ["<f8", "(2, 3)", new Float64Array(6)], ["<f8", "()", new Float64Array([3])],
  ["<f8", "(2, 1, 1)", new Float64Array(2)], ["<U2", "(2,)", letters]]) {
  const seen = fromArrayBuffer(file(descr, shape, data));
  console.log(descr, shape, "is read as", JSON.stringify(seen.shape), seen.data.constructor.name, seen.data.join(" "));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
<f8 (2,) is read as [2,1] Float64Array 1 2
<f8 (2, 3) is read as [2,3] Float64Array 0 0 0 0 0 0
<f8 () is read as [] Float64Array 3
<f8 (2, 1, 1) is read as [2,1,1] Float64Array 0 0
<U2 (2,) is read as [2,1] Uint16Array 97 0 98 0 99 0 0 0
EXPECTED

#!/usr/bin/env bash
# mat-for-js 1.1.0 (npm): of an array of three axes half of the numbers are in other places, and some are lost.
#
# Guess: the array of shape (2, 3, 2) of a MATLAB file comes back as nested lists of that shape, as a matrix does.
# What it does: the shape is right. The numbers, which a file holds with the first axis fastest, are dealt out in an order that
#   fits two axes alone: of 0 to 11 in order the element [0, 0, 1] is 8 and not 1. Some numbers come
#   twice and others not at all, of four axes half of them. Matrices are right. scipy.io.loadmat reads the same bytes as they were meant.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" mat-for-js@1.1.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { read } = require("mat-for-js");

// A MAT-file of version 5 with one array of doubles, 0, 1, 2, ... in the order of its last axis
const file = (shape) => {
  const size = shape.reduce((a, b) => a * b), axes = 4 * shape.length, padded = Math.ceil(axes / 8) * 8;
  const body = 16 + 8 + padded + 16 + 8 + 8 * size;
  const bytes = Buffer.alloc(128 + 8 + body);
  bytes.write("MATLAB 5.0 MAT-file".padEnd(116), 0, "latin1");
  bytes.writeUInt16LE(0x0100, 124);
  bytes.write("IM", 126, "latin1");
  let at = 128;
  const words = (...values) => values.forEach((value) => { bytes.writeUInt32LE(value, at); at += 4; });
  words(14, body, 6, 8, 6, 0, 5, axes, ...shape);
  at = 128 + 8 + 16 + 8 + padded;
  words(1, 1);
  bytes.write("a", at, "latin1");
  at += 8;
  words(9, 8 * size);
  for (let i = 0; i < size; i++) {
    // which element stands at place i: the first axis is the fastest in the file
    let rest = i, value = 0;
    const index = shape.map((n) => { const k = rest % n; rest = (rest - k) / n; return k; });
    index.forEach((k, axis) => { value = value * shape[axis] + k; });
    bytes.writeDoubleLE(value, at + 8 * i);
  }
  return bytes;
};
for (const shape of [[2, 3], [3, 2], [2, 2, 2], [2, 3, 2], [2, 2, 2, 2]]) {
  const bytes = file(shape);
  const { data } = read(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const numbers = data.a.flat(Infinity);
  console.log("shape", shape.join(" "), JSON.stringify(data.a), "right", numbers.filter((x, i) => x === i).length, "of", numbers.length, "different ones", new Set(numbers).size);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
shape 2 3 [[0,1,2],[3,4,5]] right 6 of 6 different ones 6
shape 3 2 [[0,1],[2,3],[4,5]] right 6 of 6 different ones 6
shape 2 2 2 [[[0,2],[2,1]],[[4,6],[6,5]]] right 4 of 8 different ones 6
shape 2 3 2 [[[0,8],[2,10],[4,7]],[[6,4],[8,1],[10,3]]] right 6 of 12 different ones 9
shape 2 2 2 2 [[[[0,4],[4,2]],[[4,2],[2,6]]],[[[8,12],[12,10]],[[12,10],[10,14]]]] right 4 of 16 different ones 8
EXPECTED

#!/usr/bin/env bash
# numeric 1.2.6 (npm): toCSV of a matrix of 2 rows and 3 columns writes 2 columns, and one of 3 rows and 2 columns is an error.
#
# Guess: all numbers are written, and parseCSV reads back what toCSV wrote.
# What it does: the columns are counted by the number of rows: a row of three numbers is written as the first alone. Only square matrices are
#   whole. parseCSV makes another row, with NaN in it, of the last end of line, and text of 1E3 and " Infinity".
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" numeric@1.2.6 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const numeric = require("numeric");

const show = value => JSON.stringify(value, (key, x) => (typeof x === "number" && !isFinite(x) ? String(x) : x));
for (const matrix of [[[1, 2], [3, 4]], [[1, 2, 3]], [[1, 2, 3], [4, 5, 6]], [[1], [2], [3]], [[1, 2], [3, 4], [5, 6]], [[1.5, Infinity], [-2, 1e21]]]) {
  let text;
  try {
    text = numeric.toCSV(matrix);
  } catch (error) {
    text = error;
  }
  console.log(show(matrix), "is written as", text instanceof Error ? text.name : `${show(text)} and read as ${show(numeric.parseCSV(text))}`);
}
for (const text of ["1,2\n3,4", "1,2\n3,4\n", "1,,3", "1e3,1E3,.5,5."]) console.log(show(text), "is read as", show(numeric.parseCSV(text)));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[[1,2],[3,4]] is written as "1, 2\n3, 4\n" and read as [[1,2],[3,4],["NaN"]]
[[1,2,3]] is written as "1\n" and read as [[1],["NaN"]]
[[1,2,3],[4,5,6]] is written as "1, 2\n4, 5\n" and read as [[1,2],[4,5],["NaN"]]
[[1],[2],[3]] is written as TypeError
[[1,2],[3,4],[5,6]] is written as TypeError
[[1.5,"Infinity"],[-2,1e+21]] is written as "1.5, Infinity\n-2, 1e+21\n" and read as [[1.5," Infinity"],[-2,1e+21],["NaN"]]
"1,2\n3,4" is read as [[1,2],[3,4]]
"1,2\n3,4\n" is read as [[1,2],[3,4],["NaN"]]
"1,,3" is read as [[1,"NaN",3]]
"1e3,1E3,.5,5." is read as [[1000,"1E3",0.5,5]]
EXPECTED

#!/usr/bin/env bash
# apache-arrow 21.2.0 (npm): a key that is missing in an object becomes NaN, not null.
#
# Guess: null, as for null itself, so that nullCount counts it.
# What it does: undefined is a valid value: NaN in a column of numbers, false in one of booleans and the empty string in
#   one of text. So the gaps in a table of rows with different keys are values, and none of them is counted as null.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" apache-arrow@21.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const arrow = require("apache-arrow");

const table = arrow.tableFromJSON([{ x: 1 }, { y: 2 }, { x: null, y: 3 }]);
for (const name of ["x", "y"]) console.log("table", name, [...table.getChild(name)].join(" "), "nulls", table.getChild(name).nullCount);
for (const values of [[1, undefined], [1, null], [true, undefined], ["a", undefined], [{ a: 1 }, { b: 1 }]]) {
  try {
    const vector = arrow.vectorFromArray(values);
    const last = vector.get(1);
    console.log("vector", typeof values[0], String(values[1]), "is", last && last.toJSON ? JSON.stringify(last.toJSON()) + " " + last.a : String(last), "nulls", vector.nullCount);
  } catch (error) {
    console.log("vector", typeof values[0], String(values[1]), "refused:", error.message.slice(0, 60));
  }
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
table x 1 NaN  nulls 1
table y NaN 2 3 nulls 0
vector number undefined is NaN nulls 0
vector number null is null nulls 1
vector boolean undefined is false nulls 0
vector string undefined is  nulls 0
vector object [object Object] is {"a":null,"b":1} NaN nulls 0
EXPECTED

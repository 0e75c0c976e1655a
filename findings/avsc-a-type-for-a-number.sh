#!/usr/bin/env bash
# avsc 5.7.9: Type.forValue(0.1) is "float", and with it 0.1 is written and read as 0.10000000149011612.
#
# Guess: "double", as JavaScript's numbers are: a type for a value holds this value.
# What it does: numbers that are not whole are "float", and so are whole ones from 2**31 to 2**53, which lose their
#   last digits: 2**40 + 1 is read as 2**40. Only from 2**53 on it is "double". 1e-300 becomes 0, and forValue([1,
#   2.5]) is an array of floats.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" avsc@5.7.9 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { Type } = require("avsc");

for (const value of [1, 0.5, 0.1, 1 / 3, 2 ** 31, 2 ** 31 + 1, 2 ** 40 + 1, 2 ** 53, 1e-300, 1e300, [1, 2.5, 0.1]]) {
  const type = Type.forValue(value);
  console.log(JSON.stringify(value), "type", JSON.stringify(type.schema()), "read back", JSON.stringify(type.fromBuffer(type.toBuffer(value))));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
1 type "int" read back 1
0.5 type "float" read back 0.5
0.1 type "float" read back 0.10000000149011612
0.3333333333333333 type "float" read back 0.3333333432674408
2147483648 type "float" read back 2147483648
2147483649 type "float" read back 2147483648
1099511627777 type "float" read back 1099511627776
9007199254740992 type "double" read back 9007199254740992
1e-300 type "float" read back 0
1e+300 type "double" read back 1e+300
[1,2.5,0.1] type {"type":"array","items":"float"} read back [1,2.5,0.10000000149011612]
EXPECTED

#!/usr/bin/env bash
# bson 7.3.4 (npm): the BigInt 2n ** 64n is read back as 0, 2n ** 64n + 5n as 5, and an invalid Date as 1970.
#
# Guess: a number that does not fit 64 bits is refused, as Python's bson does.
# What it does: BigInts are cut to 64 bits. EJSON.parse of 9007199254740993 in $numberLong is 9007199254740992
#   unless relaxed is false, and EJSON.stringify loses the sign of -0. A Set is an empty object; a Float32Array is
#   an object of numbered keys.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" bson@7.3.4 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { serialize, deserialize, EJSON } = require("bson");

for (const [text, value] of Object.entries({ "2n ** 63n - 1n": 2n ** 63n - 1n, "2n ** 63n": 2n ** 63n, "2n ** 64n": 2n ** 64n, "2n ** 64n + 5n": 2n ** 64n + 5n, "new Date(NaN)": new Date(NaN), "new Date(1500)": new Date(1500), "new Set([1])": new Set([1]), "Float32Array [1.5]": new Float32Array([1.5]), "-0": -0 })) {
  const { x } = deserialize(serialize({ x: value }), { useBigInt64: true });
  console.log(text, "is", Object.is(x, -0) ? "-0" : x instanceof Date ? x.toISOString() : typeof x === "object" ? JSON.stringify(x) : String(x));
}
const text = '{"x": {"$numberLong": "9007199254740993"}}';
console.log("EJSON", EJSON.parse(text).x, String(EJSON.parse(text, { relaxed: false }).x), EJSON.stringify({ x: -0 }));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2n ** 63n - 1n is 9223372036854775807
2n ** 63n is -9223372036854775808
2n ** 64n is 0
2n ** 64n + 5n is 5
new Date(NaN) is 1970-01-01T00:00:00.000Z
new Date(1500) is 1970-01-01T00:00:01.500Z
new Set([1]) is {}
Float32Array [1.5] is {"0":1.5}
-0 is -0
EJSON 9007199254740992 9007199254740993 {"x":0}
EXPECTED

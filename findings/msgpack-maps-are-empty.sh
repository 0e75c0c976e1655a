#!/usr/bin/env bash
# @msgpack/msgpack 3.1.3: a Map, a Set and an ArrayBuffer come back as {}, an invalid Date as 1970, and -0 as 0.
#
# Guess: a Map is written as a map, or refused as a BigInt is; a float keeps its sign.
# What it does: what is no array, typed array or Date is written by its own keys, and a Map has none. -0 counts as
#   the integer 0, which has no sign; cbor-x 1.6.8 does the same, cbor 10.0.12 keeps it. A Float32Array comes back
#   as its bytes.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" @msgpack/msgpack@3.1.3 cbor-x@1.6.8 cbor@10.0.12 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { encode, decode } = require("@msgpack/msgpack");
const cborX = require("cbor-x");
const cbor = require("cbor");

const show = (x) => (Object.is(x, -0) ? "-0" : x instanceof Date ? `Date ${x.getTime()}` : x instanceof Map ? `Map of ${x.size}` : x instanceof Set ? `Set of ${x.size}` : ArrayBuffer.isView(x) ? `${x.constructor.name} of ${x.length}` : JSON.stringify(x));
for (const [text, value] of Object.entries({ Map: new Map([["a", 1]]), Set: new Set([1, 2]), "invalid Date": new Date(NaN), "-0": -0, undefined: undefined, Float32Array: new Float32Array([1.5]) })) {
  console.log(text, "msgpack", show(decode(encode(value))), "cbor-x", show(cborX.decode(cborX.encode(value))), "cbor", show(cbor.decodeFirstSync(cbor.encode(value))));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
Map msgpack {} cbor-x Map of 1 cbor {"a":1}
Set msgpack {} cbor-x Set of 2 cbor Set of 2
invalid Date msgpack Date 0 cbor-x Date NaN cbor Date NaN
-0 msgpack 0 cbor-x 0 cbor -0
undefined msgpack null cbor-x undefined cbor undefined
Float32Array msgpack Uint8Array of 4 cbor-x Float32Array of 1 cbor Float32Array of 1
EXPECTED

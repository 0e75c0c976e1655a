#!/usr/bin/env bash
# protobufjs 8.8.1: verify has nothing to say to a uint32 of -1 or of 2**32 + 5; they are written as 4294967295 and
#   5.
#
# Guess: verify tells what does not fit, as it does for 1.7 in an int32; it is documented for that.
# What it does: verify asks only whether a number is whole. A uint64 of -1 is 2**64 - 1 if the object is encoded as
#   it is, and 0 by way of fromObject; an int64 of 2**64 is 0 or 2**63 - 1.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" protobufjs@8.8.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const protobuf = require("protobufjs");

const { root } = protobuf.parse('syntax = "proto3"; message M { int32 int32 = 1; uint32 uint32 = 2; int64 int64 = 3; uint64 uint64 = 4; float float = 5; }');
const M = root.lookupType("M");
for (const [name, value] of [["int32", 1.7], ["int32", 2 ** 31], ["uint32", -1], ["uint32", 2 ** 32 + 5], ["int64", 2 ** 63], ["int64", 2 ** 64], ["uint64", -1], ["float", 1e300]]) {
  const read = (message) => M.toObject(M.decode(M.encode(message).finish()), { longs: String, defaults: true })[name];
  console.log(name, value, "verify:", M.verify({ [name]: value }), "encoded", read({ [name]: value }), "by fromObject", read(M.fromObject({ [name]: value })));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
int32 1.7 verify: int32: integer expected encoded 1 by fromObject 1
int32 2147483648 verify: null encoded -2147483648 by fromObject -2147483648
uint32 -1 verify: null encoded 4294967295 by fromObject 4294967295
uint32 4294967301 verify: null encoded 5 by fromObject 5
int64 9223372036854776000 verify: null encoded -9223372036854775808 by fromObject 9223372036854775807
int64 18446744073709552000 verify: null encoded 0 by fromObject 9223372036854775807
uint64 -1 verify: null encoded 18446744073709551615 by fromObject 0
float 1e+300 verify: null encoded Infinity by fromObject Infinity
EXPECTED

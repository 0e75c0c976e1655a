#!/usr/bin/env bash
# pickleparser 0.2.1 (npm): -2**40 in a pickle of protocol 2 to 5 is read as 280375465082880; in one of protocol 0 it is right.
#
# Guess: integers of Python come back as the number, exactly up to 2**53 in absolute value.
# What it does: integers beyond 32 bits are stored as bytes in two's complement, and these are read as a number without a
#   sign. Positive ones are right, and so is -2**31, which fits 32 bits; -2**39 and -2**47 come back positive, others
#   as the complement. Where eight bytes are needed an error is raised.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" pickleparser@0.2.1 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { Parser } = require("pickleparser");

// What pickle.dumps writes for an integer beyond 32 bits from protocol 2 on: LONG1, a length, little-endian bytes
const long = (number) => {
  const bytes = [];
  for (let n = 1; BigInt.asIntN(8 * n, number) !== number || !bytes.length; n++) bytes.push(0);
  while (BigInt.asIntN(8 * bytes.length, number) !== number) bytes.push(0);
  bytes.forEach((_, i) => { bytes[i] = Number((number >> BigInt(8 * i)) & 255n); });
  return Buffer.from([0x80, 2, 0x8a, bytes.length, ...bytes, 0x2e]);
};
for (const number of [2n ** 31n, 2n ** 40n, -(2n ** 31n) - 1n, -(2n ** 33n), -(2n ** 39n), -(2n ** 40n), -(2n ** 47n)]) {
  console.log(String(number), "in protocol 2", new Parser().parse(long(number)), "in protocol 0", new Parser().parse(Buffer.from(`L${number}L\n.`)));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
2147483648 in protocol 2 2147483648 in protocol 0 2147483648
1099511627776 in protocol 2 1099511627776 in protocol 0 1099511627776
-2147483649 in protocol 2 1097364144127 in protocol 0 -2147483649
-8589934592 in protocol 2 1090921693184 in protocol 0 -8589934592
-549755813888 in protocol 2 549755813888 in protocol 0 -549755813888
-1099511627776 in protocol 2 280375465082880 in protocol 0 -1099511627776
-140737488355328 in protocol 2 140737488355328 in protocol 0 -140737488355328
EXPECTED

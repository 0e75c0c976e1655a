#!/usr/bin/env bash
# parquetjs 0.11.2 (npm): a UINT_32 of 2**31 cannot be written, a UINT_64 of 2**63 is read as -2**63, and a NaN is no FLOAT.
#
# Guess: the whole range of the types, as UINT_8 holds 200 and 255; NaN as Infinity, which is written; an error for 1.7 in an INT32.
# What it does: numbers of 32 bits are written as signed ones, and those of 64 bits are read so. NaN is an
#   "invalid value". Fractions in whole numbers are cut off, and the last millisecond of 1969 is the first of January 1970 as a DATE.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" parquetjs@0.11.2 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const os = require("os"), path = require("path"), fs = require("fs");
const { ParquetSchema, ParquetWriter, ParquetReader } = require("parquetjs");

const cases = [["UINT_8", 255], ["UINT_16", 65535], ["UINT_32", 2 ** 31 - 1], ["UINT_32", 2 ** 31], ["UINT_64", 2 ** 53], ["UINT_64", 2 ** 63], ["INT32", 1.7], ["INT32", -1.7],
  ["FLOAT", Infinity], ["FLOAT", NaN], ["DATE", new Date(-1)], ["DATE", new Date(-86400000)], ["BOOLEAN", "false"]];
(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "parquet-"));
  for (const [type, value] of cases) {
    let seen;
    try {
      const file = path.join(folder, "file");
      const writer = await ParquetWriter.openFile(new ParquetSchema({ value: { type } }), file);
      await writer.appendRow({ value });
      await writer.close();
      const reader = await ParquetReader.openFile(file);
      seen = (await reader.getCursor().next()).value;
      await reader.close();
    } catch (error) {
      seen = error.name ?? error;
    }
    console.log(type, value instanceof Date ? value.toISOString() : value, "comes back as", seen instanceof Date ? seen.toISOString() : seen);
  }
  fs.rmSync(folder, { recursive: true });
})();
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
UINT_8 255 comes back as 255
UINT_16 65535 comes back as 65535
UINT_32 2147483647 comes back as 2147483647
UINT_32 2147483648 comes back as RangeError
UINT_64 9007199254740992 comes back as 9007199254740992
UINT_64 9223372036854776000 comes back as -9223372036854776000
INT32 1.7 comes back as 1
INT32 -1.7 comes back as -1
FLOAT Infinity comes back as Infinity
FLOAT NaN comes back as invalid value for FLOAT: NaN
DATE 1969-12-31T23:59:59.999Z comes back as 1970-01-01T00:00:00.000Z
DATE 1969-12-31T00:00:00.000Z comes back as 1969-12-31T00:00:00.000Z
BOOLEAN false comes back as true
EXPECTED

#!/usr/bin/env bash
# @iarna/toml 3.0.0 (npm): 1e-7 is written as 1e-7.undefined, which it cannot read, and 1e20 is read as 7766279631452241920.
#
# Guess: a text that comes back as the same number, as for 0.000001 and 1e21; an error for integers of more than 64 bits.
# What it does: the digits behind the point are looked for where there are none, so that a power of ten below 1e-6 becomes no TOML. A whole
#   number below 1e21 is written with all digits, and what is read of it keeps 64 bits, of type bigint from 2**53 on.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" @iarna/toml@3.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const toml = require("@iarna/toml");

for (const number of [0.1, 1e-6, 1e-7, -1e-7, 1.5e-7, 5e-324, 2 ** 53 - 1, 2 ** 53, 1e19, 1e20, 1e21, 1e300]) {
  const text = toml.stringify({ number }).trim();
  let seen;
  try {
    const back = toml.parse(text).number;
    seen = `${typeof back} ${back}`;
  } catch (error) {
    seen = error.name;
  }
  console.log(number, "is written", text, "and read", seen);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.1 is written number = 0.1 and read number 0.1
0.000001 is written number = 0.000001 and read number 0.000001
1e-7 is written number = 1e-7.undefined and read TomlError
-1e-7 is written number = -1e-7.undefined and read TomlError
1.5e-7 is written number = 1.5e-7 and read number 1.5e-7
5e-324 is written number = 5e-324.undefined and read TomlError
9007199254740991 is written number = 9_007_199_254_740_991 and read number 9007199254740991
9007199254740992 is written number = 9_007_199_254_740_992 and read bigint 9007199254740992
10000000000000000000 is written number = 10_000_000_000_000_000_000 and read bigint -8446744073709551616
100000000000000000000 is written number = 100_000_000_000_000_000_000 and read bigint 7766279631452241920
1e+21 is written number = 1e+21 and read number 1e+21
1e+300 is written number = 1e+300 and read number 1e+300
EXPECTED

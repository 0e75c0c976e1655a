#!/usr/bin/env bash
# number-to-words 1.2.4 (npm): 1e-7 is "one", 2.5e-8 "two", and 1e21 "one".
#
# Guess: a number below 1 is "zero", as 0.5 is (fractions are cut off, as documented), and 1e21 is refused, as 1e20 is.
# What it does: the number is turned to text and read again as an integer up to the first letter or point, so that of a
#   number that is printed with an exponent the first digit is left. The bound of safe integers is then held by that
#   digit. What is spoken for a probability of 1e-7 is "one", and its ordinal "1st".
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" number-to-words@1.2.4 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { toWords, toOrdinal } = require("number-to-words");

const attempt = (convert, number) => {
  try {
    return convert(number);
  } catch (error) {
    return error.constructor.name;
  }
};
for (const number of [0.5, 0.0001, 1e-6, 1e-7, 2.5e-8, -3e-9, 123, 1e15, 1e20, 1e21, 7.5e22]) {
  console.log(number, attempt(toWords, number), attempt(toOrdinal, number));
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
0.5 zero 0th
0.0001 zero 0th
0.000001 zero 0th
1e-7 one 1st
2.5e-8 two 2nd
-3e-9 minus three -3rd
123 one hundred twenty-three 123rd
1000000000000000 one quadrillion 1000000000000000th
100000000000000000000 RangeError RangeError
1e+21 one 1st
7.5e+22 seven 7th
EXPECTED

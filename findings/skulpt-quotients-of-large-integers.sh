#!/usr/bin/env bash
# skulpt 1.2.0 (npm): -(2**70) // 3 is rounded toward zero, 0.1 + 0.2 prints 0.3, and (1+2j)**2 is (-03+4j).
#
# Guess: Python's results: // rounds down for integers of any size, as -7 // 2 and -(2**52) // 3 are; 17 digits where they are needed.
# What it does: integers above 2**53 are divided by another routine, which rounds toward zero, and -(2**70) % 3 is -1. Numbers are
#   printed with 16 digits, which do not come back as the same number. Halves are formatted away from zero.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" skulpt@1.2.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const Sk = require("skulpt");
require("skulpt/dist/skulpt-stdlib.js");

const python = {
  "-7 // 2": "-4", "-(2**52) // 3": "-1501199875790166", "-(2**70) // 3": "-393530540239137101142", "-(2**70) % 3": "2",
  "(-(2**70) // 3) * 3 + -(2**70) % 3 == -(2**70)": "True", "2**70 // -3": "-393530540239137101142", "0.1 + 0.2": "0.30000000000000004",
  "float(repr(0.1 + 0.2)) == 0.1 + 0.2": "True", "2 ** 0.5": "1.4142135623730951", "(1+2j)**2": "(-3+4j)", "'{:.0f}'.format(0.5)": "0", "round(0.5)": "0",
  "'%g' % 1000000.0": "1e+06", "'{:.3g}'.format(1234.5)": "1.23e+03",
};
for (const [expression, value] of Object.entries(python)) {
  let seen = "";
  Sk.configure({ output: (text) => (seen += text), read: (file) => Sk.builtinFiles.files[file], __future__: Sk.python3 });
  Sk.importMainWithBody("<stdin>", false, `print(${expression})\n`, false);
  console.log(expression, "is", seen.trim(), "in Python", value);
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
-7 // 2 is -4 in Python -4
-(2**52) // 3 is -1501199875790166 in Python -1501199875790166
-(2**70) // 3 is -393530540239137101141 in Python -393530540239137101142
-(2**70) % 3 is -1 in Python 2
(-(2**70) // 3) * 3 + -(2**70) % 3 == -(2**70) is True in Python True
2**70 // -3 is -393530540239137101141 in Python -393530540239137101142
0.1 + 0.2 is 0.3 in Python 0.30000000000000004
float(repr(0.1 + 0.2)) == 0.1 + 0.2 is False in Python True
2 ** 0.5 is 1.414213562373095 in Python 1.4142135623730951
(1+2j)**2 is (-03+4j) in Python (-3+4j)
'{:.0f}'.format(0.5) is 1 in Python 0
round(0.5) is 0 in Python 0
'%g' % 1000000.0 is 1000000 in Python 1e+06
'{:.3g}'.format(1234.5) is 1.23e+3 in Python 1.23e+03
EXPECTED

#!/usr/bin/env bash
# nerdamer 1.1.13: the integral of 1/x^2 from -1 to 1 is -2, though the integrand is positive; solve("x/x=1", "x")
#   is [0].
#
# Guess: infinite or undefined; all numbers but 0.
# What it does: the ends are put into the antiderivative, whatever lies between; of 1/x it is -log(-1), an imaginary
#   number. Equations are multiplied by their denominators and the roots not looked at again, so that the only
#   number that is no solution is given. limit of 1/x at 0 is Infinity.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" nerdamer@1.1.13 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const nerdamer = require("nerdamer/all.js");

for (const text of ["defint(x^2,-1,1,x)", "defint(1/x^2,1,2,x)", "defint(1/x^2,-1,1,x)", "defint(1/x,-1,1,x)", "defint(1/(x-1)^2,0,3,x)", "solve(x^2=4,x)", "solve(x/x=1,x)", "solve(x^2/x=0,x)", "limit(1/x,x,0)"]) {
  console.log(text, "is", nerdamer(text).toString());
}
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
defint(x^2,-1,1,x) is 2/3
defint(1/x^2,1,2,x) is 1/2
defint(1/x^2,-1,1,x) is -2
defint(1/x,-1,1,x) is -log(-1)
defint(1/(x-1)^2,0,3,x) is -3/2
solve(x^2=4,x) is [2,-2]
solve(x/x=1,x) is [0]
solve(x^2/x=0,x) is [0]
limit(1/x,x,0) is Infinity
EXPECTED

#!/usr/bin/env bash
# js-pytorch 0.7.2 (npm): the gradient of pow(x, 3) is 2 x, ReLU of -2 is -0.002, and the softmax of 1000 is NaN.
#
# Guess: 3 x^2 and 0, as in PyTorch, whose names and calls the package keeps; softmax without overflow.
# What it does: the backward step of every power is that of the square, so that the gradient of a root or of a reciprocal has the wrong
#   sign or size. ReLU is a leaky one with a slope of 0.001. Softmax and cross entropy take exp of the numbers as they are. variance
#   divides by n, where PyTorch divides by n - 1.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" js-pytorch@0.7.2 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { torch } = require("js-pytorch");

const xs = [0.5, 1, 2];
for (const [name, power] of [["square", 2], ["cube", 3], ["root", 0.5], ["reciprocal", -1]]) {
  const x = torch.tensor([xs], true);
  const y = torch.pow(x, power);
  y.backward();
  console.log(name, "gradient", x.grad[0].map((g) => +g.toFixed(4)).join(" "), "truly", xs.map((v) => +(power * v ** (power - 1)).toFixed(4)).join(" "));
}
const root = torch.tensor([xs], true);
torch.sqrt(root).backward();
console.log("sqrt gradient", root.grad[0].map((g) => +g.toFixed(4)).join(" "));
console.log("ReLU", new torch.nn.ReLU().forward(torch.tensor([[-2, 0, 2]])).data[0].join(" "));
console.log("softmax", new torch.nn.Softmax().forward(torch.tensor([[1000, 1001]]), -1).data[0].join(" "));
console.log("cross entropy", new torch.nn.CrossEntropyLoss().forward(torch.tensor([[1000, 999]]), torch.tensor([1])).data[0], "truly 1.3133");
console.log("variance", torch.variance(torch.tensor([[1, 2, 3, 4]]), -1).data[0], "of PyTorch 1.6667");
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
square gradient 1 2 4 truly 1 2 4
cube gradient 1 2 4 truly 0.75 3 12
root gradient 1 2 4 truly 0.7071 0.5 0.3536
reciprocal gradient 1 2 4 truly -4 -1 -0.25
sqrt gradient 0.7071 0.5 0.3536
ReLU -0.002 0 2
softmax NaN NaN
cross entropy NaN truly 1.3133
variance 1.25 of PyTorch 1.6667
EXPECTED

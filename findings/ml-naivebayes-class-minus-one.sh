#!/usr/bin/env bash
# ml-naivebayes 4.0.0 (npm): GaussianNB puts a point that is far from all classes into the class -1, and all points if a feature is constant.
#
# Guess: the likelier of the two classes, for which the logarithms of densities are compared; a constant feature says nothing.
# What it does: densities that are 0 or NaN win against no class, and -1 is given, without an error, also where a class had one example.
#   Classes are to be 0 and 1: 1 and 2 are a TypeError, and the examples of a lone feature a RangeError.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" ml-naivebayes@4.0.0 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const { GaussianNB } = require("ml-naivebayes");

const classes = (examples, labels, points) => {
  try {
    const model = new GaussianNB();
    model.train(examples, labels);
    return model.predict(points).join(" ");
  } catch (error) {
    return error.name;
  }
};
const examples = [[1, 2], [1.1, 2.1], [5, 6], [5.1, 6.2]];
console.log("near", classes(examples, [0, 0, 1, 1], [[1, 2], [5, 6]]), "between", classes(examples, [0, 0, 1, 1], [[1.5, 2.5], [4, 5]]));
console.log("farther away", classes(examples, [0, 0, 1, 1], [[6, 8], [8, 10], [20, 20], [100, 200]]));
console.log("a constant feature", classes([[1, 2], [1, 2.1], [1, 6], [1, 6.2]], [0, 0, 1, 1], [[1, 2], [1, 6]]));
console.log("one example a class", classes([[1, 2], [5, 6]], [0, 1], [[1, 2], [5, 6]]));
console.log("classes 1 and 2", classes(examples, [1, 1, 2, 2], [[1, 2]]));
console.log("one feature", classes([[1], [2], [8], [9]], [0, 0, 1, 1], [[1], [9]]));
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
near 0 1 between 0 1
farther away 1 -1 -1 -1
a constant feature -1 -1
one example a class -1 -1
classes 1 and 2 TypeError
one feature RangeError
EXPECTED

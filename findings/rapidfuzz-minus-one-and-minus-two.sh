#!/usr/bin/env bash
# rapidfuzz 3.14.6 and editdistance 0.8.1: the Levenshtein distance of [-1.0] and [-2.0] is 0.
#
# Guess: elements are compared by ==, as documented for any hashable elements.
# What it does: their hashes are compared, and Python's hash of -1 is -2: -1.0 equals -2.0, 0.5 equals 2**60, and in
#   editdistance also -1 equals -2. Tuples of them likewise. In both, 2**61 - 1 equals 0.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 python3.12 python3.13 python3 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11, 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    rapidfuzz==3.14.6 editdistance==0.8.1

cat > "$folder/seen.py" <<'PYTHON'
import editdistance
from rapidfuzz.distance import Levenshtein

for a, b in ([-1.0], [-2.0]), ([-1], [-2]), ([(-1,)], [(-2,)]), ([0.5], [2**60]), ([2**61 - 1], [0]), ([1], [2]), ([1.0], [1]), ([1.0], [2.0]):
    print(a, b, "rapidfuzz", Levenshtein.distance(a, b), "editdistance", editdistance.eval(a, b))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[-1.0] [-2.0] rapidfuzz 0 editdistance 0
[-1] [-2] rapidfuzz 1 editdistance 0
[(-1,)] [(-2,)] rapidfuzz 0 editdistance 0
[0.5] [1152921504606846976] rapidfuzz 0 editdistance 0
[2305843009213693951] [0] rapidfuzz 0 editdistance 0
[1] [2] rapidfuzz 1 editdistance 1
[1.0] [1] rapidfuzz 0 editdistance 0
[1.0] [2.0] rapidfuzz 1 editdistance 1
EXPECTED

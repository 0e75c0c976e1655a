#!/usr/bin/env bash
# mindspore 2.10.0: on a CPU the sum of int64 2**53 + 1 and 1 is 2**53, and the mean of int32 [1, 2] is 1.
#
# Guess: sums of integers are exact; a mean is a float or is refused; 2 ** -1 is refused or 0.5.
# What it does: sum and ** compute in float64 and say int64; the mean of integers is an integer, and so is
#   2 ** -1, 0. max and * are exact.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 "$(ls -d ~/.pyenv/versions/3.11.*/bin/python 2> /dev/null | tail -1)" ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    mindspore==2.10.0 numpy==1.26.4

cat > "$folder/seen.py" <<'PYTHON'
import mindspore
import numpy as np
from mindspore import Tensor

big = Tensor(np.array([2**53 + 1, 1], np.int64))
for word, found, right in (
    ("sum", big.sum(), 2**53 + 2),
    ("max", big.max(), 2**53 + 1),
    ("2 ** 53 + 1 times 3", big[0] * 3, 3 * (2**53 + 1)),
    ("3 ** 39", Tensor(np.array([3], np.int64)) ** 39, 3**39),
    ("mean of 1 and 2", Tensor(np.array([1, 2], np.int32)).mean(), 1.5),
    ("2 ** -1", Tensor(np.array([2], np.int32)) ** -1, 0.5),
):
    print(word, "is", found.asnumpy().reshape(-1)[0], found.dtype, "right", right)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
sum is 9007199254740992 Int64 right 9007199254740994
max is 9007199254740993 Int64 right 9007199254740993
2 ** 53 + 1 times 3 is 27021597764222979 Int64 right 27021597764222979
3 ** 39 is 4052555153018976256 Int64 right 4052555153018976267
mean of 1 and 2 is 1 Int32 right 1.5
2 ** -1 is 0 Int32 right 0.5
EXPECTED

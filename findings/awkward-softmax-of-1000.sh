#!/usr/bin/env bash
# awkward 2.14.0: softmax of [1000, 0] is [NaN, 0], and that of [-1000, -1000] [NaN, NaN].
#
# Guess: [1, 0] and [0.5, 0.5], with the largest number subtracted first.
# What it does: the exponentials are taken as they are, which overflow above 709. linear_fit cancels likewise: of
#   the exact line through x = 1e9, 1e9 + 1, 1e9 + 2 the slope is infinite, where corr and covar are right.
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
    awkward==2.14.0 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import awkward as ak

for numbers in [1, 0], [709, 0], [710, 0], [1000, 0], [-1000, -1000]:
    print("softmax", numbers, [float(f"{x:.4g}") for x in ak.softmax(ak.Array([[float(x) for x in numbers]]), axis=1)[0]])
for start in 0, 1e6, 1e8, 1e9:
    x, y = ak.Array([start, start + 1, start + 2]), ak.Array([0.0, 1.0, 2.0])
    print("line at", start, "slope", f"{float(ak.linear_fit(x, y).slope):.6g}", "covar", f"{float(ak.covar(x, y)):.4f}", "corr", f"{float(ak.corr(x, y)):.4f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
softmax [1, 0] [0.7311, 0.2689]
softmax [709, 0] [1.0, 1.217e-308]
softmax [710, 0] [nan, 0.0]
softmax [1000, 0] [nan, 0.0]
softmax [-1000, -1000] [nan, nan]
line at 0 slope 1 covar 0.6667 corr 1.0000
line at 1000000.0 slope 1 covar 0.6667 corr 1.0000
line at 100000000.0 slope inf covar 0.6667 corr 1.0000
line at 1000000000.0 slope inf covar 0.6667 corr 1.0000
EXPECTED

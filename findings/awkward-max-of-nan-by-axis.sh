#!/usr/bin/env bash
# awkward 2.14.0: max of [1, NaN, 3] is NaN, along axis=1 of [[1, NaN, 3]] it is 3; min of [[NaN, 1, 3]] is 1 and
#   argmin 0, where the NaN is.
#
# Guess: one rule for all axes, and argmin points at the number that min gives.
# What it does: without an axis max and min are NumPy's; along an axis a NaN is passed over, as by nanmax. argmax
#   and argmin pass over it unless it is the first, which then wins.
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

nan = float("nan")
for numbers in [1, nan, 3], [nan, 1, 3], [1, 3, nan]:
    print(numbers, {name: str(getattr(ak, name)(ak.Array(numbers))) for name in ("max", "min", "argmax", "argmin")})
    print("  axis 1", {name: getattr(ak, name)(ak.Array([numbers]), axis=1).to_list()[0] for name in ("max", "min", "argmax", "argmin")})
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[1, nan, 3] {'max': 'nan', 'min': 'nan', 'argmax': '2', 'argmin': '0'}
  axis 1 {'max': 3.0, 'min': 1.0, 'argmax': 2, 'argmin': 0}
[nan, 1, 3] {'max': 'nan', 'min': 'nan', 'argmax': '0', 'argmin': '0'}
  axis 1 {'max': 3.0, 'min': 1.0, 'argmax': 0, 'argmin': 0}
[1, 3, nan] {'max': 'nan', 'min': 'nan', 'argmax': '1', 'argmin': '0'}
  axis 1 {'max': 3.0, 'min': 1.0, 'argmax': 1, 'argmin': 0}
EXPECTED

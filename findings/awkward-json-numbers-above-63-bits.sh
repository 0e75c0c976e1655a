#!/usr/bin/env bash
# awkward 2.14.0: from_json("[9223372036854775808]") is [-9223372036854775808].
#
# Guess: uint64, a float, or an error.
# What it does: integers from 2**63 up to 2**64 - 1 wrap to negative ones; from 2**64 on they are floats, and so is
#   the whole list, so that 2**53 + 1 beside one is 2**53. from_iter of the same Python number raises.
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

for numbers in [2**63 - 1], [2**63], [2**64 - 1], [2**64], [2**53 + 1, 2**63], [2**53 + 1, 2**64], [-(2**63)], [-(2**63) - 1]:
    print(numbers, "is", ak.from_json(str(numbers)).to_list())
try:
    print(ak.from_iter([2**63]).to_list())
except Exception as error:
    print("from_iter:", type(error).__name__)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
[9223372036854775807] is [9223372036854775807]
[9223372036854775808] is [-9223372036854775808]
[18446744073709551615] is [-1]
[18446744073709551616] is [1.8446744073709552e+19]
[9007199254740993, 9223372036854775808] is [9007199254740993, -9223372036854775808]
[9007199254740993, 18446744073709551616] is [9007199254740992.0, 1.8446744073709552e+19]
[-9223372036854775808] is [-9223372036854775808]
[-9223372036854775809] is [-9.223372036854776e+18]
from_iter: RuntimeError
EXPECTED

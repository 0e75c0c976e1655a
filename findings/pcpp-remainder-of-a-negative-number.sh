#!/usr/bin/env bash
# pcpp 1.30: "#if -7 % 3 == -1" is false, and "#if 1ULL == 1" is too.
#
# Guess: the arithmetic of C, which rounds quotients toward zero: -7 / 2 is -3, as pcpp has it, and -7 % 3 is -1; all suffixes of integers.
# What it does: the quotient is C's and the remainder Python's, so that (a / b) * b + a % b is not a. 1UL and 1ul are read, 1ULL and 1ull
#   are not: the condition is then taken as false, with a message.
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
    pcpp==1.30

cat > "$folder/seen.py" <<'PYTHON'
import io

from pcpp import Preprocessor

conditions = {
    "-7 / 3 == -2": True, "-7 % 3 == -1": True, "-7 / 3 * 3 + -7 % 3 == -7": True, "7 % -3 == 1": True, "-1 > 0u": True,
    "1U == 1": True, "1UL == 1": True, "1ULL == 1": True, "1u == 1": True, "1ul == 1": True, "1ull == 1": True, "-1 >> 1 == -1": True,
}
for condition, value in conditions.items():
    preprocessor = Preprocessor()
    out = io.StringIO()
    preprocessor.parse(f"#if {condition}\nTrue\n#else\nFalse\n#endif\n")
    preprocessor.write(out)
    print("#if", condition, "is", out.getvalue().split()[-1], "in C", value)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
#if -7 / 3 == -2 is True in C True
#if -7 % 3 == -1 is False in C True
#if -7 / 3 * 3 + -7 % 3 == -7 is False in C True
#if 7 % -3 == 1 is False in C True
#if -1 > 0u is True in C True
#if 1U == 1 is True in C True
#if 1UL == 1 is True in C True
#if 1ULL == 1 is False in C True
#if 1u == 1 is True in C True
#if 1ul == 1 is True in C True
#if 1ull == 1 is False in C True
#if -1 >> 1 == -1 is True in C True
EXPECTED

#!/usr/bin/env bash
# formulas 1.3.4: CEILING.MATH(-2.5) is 3 and FLOOR.MATH(-2.5) is 2.
#
# Guess: -2 and -3, as in the spreadsheets whose functions it computes, and as its FLOOR and CEILING have the sign; MROUND(5,2) is 6.
# What it does: without a mode the sign of a negative number is lost. MROUND takes halves to the even multiple, ROUND takes them away from
#   zero. VALUE("1,000") is the number of a day.
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
    formulas==1.3.4 numpy==2.4.6 scipy==1.17.1

cat > "$folder/seen.py" <<'PYTHON'
import formulas

cases = {
    "CEILING.MATH(2.5)": 3, "CEILING.MATH(-2.5)": -2, "CEILING.MATH(-2.5,1)": -2, "CEILING.MATH(-2.5,1,1)": -3, "FLOOR.MATH(-2.5)": -3,
    "FLOOR.MATH(-2.5,1)": -3, "CEILING(-2.5,-1)": -3, "FLOOR(-2.5,1)": -3, "MROUND(5,2)": 6, "MROUND(2.5,1)": 3, "MROUND(3,2)": 4, "ROUND(2.5,0)": 3,
    "VALUE(\"1000\")": 1000, "VALUE(\"1,000\")": 1000,
}
for formula, value in cases.items():
    seen = float(formulas.Parser().ast("=" + formula)[1].compile()().item())
    print(formula, "is", "the number of a day" if seen > 20000 else f"{seen:g}", "in spreadsheets", value)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
CEILING.MATH(2.5) is 3 in spreadsheets 3
CEILING.MATH(-2.5) is 3 in spreadsheets -2
CEILING.MATH(-2.5,1) is -2 in spreadsheets -2
CEILING.MATH(-2.5,1,1) is -3 in spreadsheets -3
FLOOR.MATH(-2.5) is 2 in spreadsheets -3
FLOOR.MATH(-2.5,1) is -3 in spreadsheets -3
CEILING(-2.5,-1) is -3 in spreadsheets -3
FLOOR(-2.5,1) is -3 in spreadsheets -3
MROUND(5,2) is 4 in spreadsheets 6
MROUND(2.5,1) is 2 in spreadsheets 3
MROUND(3,2) is 4 in spreadsheets 4
ROUND(2.5,0) is 3 in spreadsheets 3
VALUE("1000") is 1000 in spreadsheets 1000
VALUE("1,000") is the number of a day in spreadsheets 1000
EXPECTED

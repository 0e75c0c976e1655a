#!/usr/bin/env bash
# word2number 1.1: "two million three thousand" is 2004003, "one trillion" 1 and "minus three" 3.
#
# Guess: 2003000 and 10**12, or a ValueError, which it raises for words that do not make a number.
# What it does: thousands at the end that follow millions are added a second time, as 3 + 1000; with a number behind them
#   they are right. Trillions are unknown and passed over, as are "minus" and "negative". Words are multiplied by a
#   hundred or added up as they come: "nineteen eighty four" is 1524.
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
    word2number==1.1

cat > "$folder/seen.py" <<'PYTHON'
from word2number.w2n import word_to_num

cases = {
    "two million three thousand": 2003000,
    "two million three thousand four": 2003004,
    "five million ten thousand": 5010000,
    "one billion two thousand": 1000002000,
    "three thousand four": 3004,
    "two million and four": 2000004,
    "one trillion": 10**12,
    "five trillion two": 5 * 10**12 + 2,
    "ninety nine hundred": 9900,
    "hundred and five": 105,
    "nineteen eighty four": 1984,
    "minus three": -3,
}
for text, number in cases.items():
    try:
        seen = word_to_num(text)
    except ValueError:
        seen = "ValueError"
    print(text, "is", seen, "truly", number)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
two million three thousand is 2004003 truly 2003000
two million three thousand four is 2003004 truly 2003004
five million ten thousand is 5011010 truly 5010000
one billion two thousand is 1000003002 truly 1000002000
three thousand four is 3004 truly 3004
two million and four is 2000004 truly 2000004
one trillion is 1 truly 1000000000000
five trillion two is 7 truly 5000000000002
ninety nine hundred is 910 truly 9900
hundred and five is 500 truly 105
nineteen eighty four is 1524 truly 1984
minus three is 3 truly -3
EXPECTED

#!/usr/bin/env bash
# jiwer 4.0.0: SubstituteWords({"left": "right", "right": "left"}) makes both words "left".
#
# Guess: each word of the text is looked up once.
# What it does: the pairs are put in one after the other, in their order, also into what was put in before. So
#   the result depends on the order of the dictionary. ExpandCommonEnglishContractions reads every 's as "is":
#   the cat's paw is "the cat is paw".
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
    jiwer==4.0.0

cat > "$folder/seen.py" <<'PYTHON'
import jiwer

for pairs in {"left": "right", "right": "left"}, {"right": "left", "left": "right"}, {"one": "1", "1": "i"}, {"1": "i", "one": "1"}:
    print(pairs, repr(jiwer.SubstituteWords(pairs)("left right one")))
print(repr(jiwer.ExpandCommonEnglishContractions()("the cat's paw")))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
{'left': 'right', 'right': 'left'} 'left left one'
{'right': 'left', 'left': 'right'} 'right right one'
{'one': '1', '1': 'i'} 'left right i'
{'1': 'i', 'one': '1'} 'left right 1'
'the cat is paw'
EXPECTED

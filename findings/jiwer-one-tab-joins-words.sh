#!/usr/bin/env bash
# jiwer 4.0.0: to wer, "a<tab>b" is one word, and "a<tab><tab>b" two.
#
# Guess: white space of any kind and number separates words, or a space alone does.
# What it does: two or more white characters in a row become one space; a single tab, line break or no-break
#   space stays, and joins its neighbours, so that a right text of two words has an error rate of 1. cer counts
#   each of them as one letter.
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

for text in "a b", "a  b", "a\tb", "a\t\tb", "a\nb", "a \nb", "a\u00a0b":
    print(ascii(text), "wer", jiwer.wer("a b", text), "cer", round(jiwer.cer("a b", text), 2))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
'a b' wer 0.0 cer 0.0
'a  b' wer 0.0 cer 0.33
'a\tb' wer 1.0 cer 0.33
'a\t\tb' wer 0.0 cer 0.67
'a\nb' wer 1.0 cer 0.33
'a \nb' wer 0.0 cer 0.33
'a\xa0b' wer 1.0 cer 0.33
EXPECTED

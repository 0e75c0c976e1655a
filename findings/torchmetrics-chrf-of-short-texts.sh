#!/usr/bin/env bash
# torchmetrics 1.9.0: CHRFScore of "abc" against the same "abc" is 0.5; sacrebleu gives 1.
#
# Guess: 1 for a text that is equal to its reference.
# What it does: n-grams of letters are counted up to six, and orders that a short text does not have count as 0
#   instead of being left out: one letter has 0.25. Equal texts reach 1 from six letters and two words on.
#   sacrebleu leaves such orders out.
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
    torchmetrics==1.9.0 torch==2.13.0 sacrebleu==2.6.0

cat > "$folder/seen.py" <<'PYTHON'
import warnings

warnings.simplefilter("ignore")
from sacrebleu.metrics import CHRF
from torchmetrics.text import CHRFScore

for words in 0, 2:
    for text in "a", "abc", "abcde", "abcdef", "the cat":
        found = float(CHRFScore(n_word_order=words)([text], [[text]]))
        other = CHRF(word_order=words).corpus_score([text], [[text]]).score / 100
        print(f"word order {words}, {text!r} against itself: torchmetrics {found:.3f} sacrebleu {other:.3f}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
word order 0, 'a' against itself: torchmetrics 0.167 sacrebleu 1.000
word order 0, 'abc' against itself: torchmetrics 0.500 sacrebleu 1.000
word order 0, 'abcde' against itself: torchmetrics 0.833 sacrebleu 1.000
word order 0, 'abcdef' against itself: torchmetrics 1.000 sacrebleu 1.000
word order 0, 'the cat' against itself: torchmetrics 1.000 sacrebleu 1.000
word order 2, 'a' against itself: torchmetrics 0.250 sacrebleu 1.000
word order 2, 'abc' against itself: torchmetrics 0.500 sacrebleu 1.000
word order 2, 'abcde' against itself: torchmetrics 0.750 sacrebleu 1.000
word order 2, 'abcdef' against itself: torchmetrics 0.875 sacrebleu 1.000
word order 2, 'the cat' against itself: torchmetrics 1.000 sacrebleu 1.000
EXPECTED

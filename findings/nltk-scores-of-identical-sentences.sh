#!/usr/bin/env bash
# nltk 3.10.4: of two identical sentences of one word, sentence_ribes and sentence_nist are 0 and sentence_bleu
#   2e-231.
#
# Guess: a sentence against itself has the best score there is, at any length.
# What it does: RIBES needs a pair of words in order; NIST counts a word that is in every reference as no
#   information, so that one word scores 0 and the best score depends on the text; BLEU multiplies n-grams up to 4,
#   which a short sentence has not, as 2.2e-308; a chrF of "ab" is 1/3, as six orders are averaged. gleu is 1.
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
    nltk==3.10.4

cat > "$folder/seen.py" <<'PYTHON'
import warnings

from nltk.translate.bleu_score import sentence_bleu
from nltk.translate.chrf_score import sentence_chrf
from nltk.translate.gleu_score import sentence_gleu
from nltk.translate.nist_score import sentence_nist
from nltk.translate.ribes_score import sentence_ribes

warnings.simplefilter("ignore")
for text in "a", "a b", "a b c", "a b c d", "a a a a a", "a b c d e":
    words = text.split()
    scores = {score.__name__: f"{score([words], words):.3g}" for score in (sentence_bleu, sentence_gleu, sentence_ribes)}
    print(text, scores, "nist", f"{sentence_nist([words], words, n=1):.3g}", "chrf", f"{sentence_chrf(words, words):.3g}")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
a {'sentence_bleu': '1.82e-231', 'sentence_gleu': '1', 'sentence_ribes': '0'} nist 0 chrf 0.167
a b {'sentence_bleu': '1.49e-154', 'sentence_gleu': '1', 'sentence_ribes': '1'} nist 1 chrf 0.333
a b c {'sentence_bleu': '1.22e-77', 'sentence_gleu': '1', 'sentence_ribes': '1'} nist 1.58 chrf 0.5
a b c d {'sentence_bleu': '1', 'sentence_gleu': '1', 'sentence_ribes': '1'} nist 2 chrf 0.667
a a a a a {'sentence_bleu': '1', 'sentence_gleu': '1', 'sentence_ribes': '0'} nist 0 chrf 0.833
a b c d e {'sentence_bleu': '1', 'sentence_gleu': '1', 'sentence_ribes': '1'} nist 2.32 chrf 0.833
EXPECTED

#!/usr/bin/env bash
# textdistance 4.6.3: the normalised similarity of identical texts is 0 by two measures, that of different ones -3 or -inf.
#
# Guess: normalized_similarity is 1 for identical texts and between 0 and 1 for all, as it is for the other measures.
# What it does: tanimoto is the logarithm of Jaccard's index, 0 for identical texts and minus infinity for those without a
#   common letter, and it is normalised as if it went from 0 to 1. arith_ncd gives identical texts a distance of 1 and
#   others up to 4.
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
    textdistance==4.6.3

cat > "$folder/seen.py" <<'PYTHON'
import textdistance

names = "levenshtein", "jaro", "jaccard", "cosine", "ratcliff_obershelp", "entropy_ncd", "tanimoto", "arith_ncd"
for name in names:
    measure = getattr(textdistance, name)
    print(name, *(f"{a} {b} {float(measure.normalized_similarity(a, b)):.3f}" for a, b in (("test", "test"), ("test", "text"), ("abc", "xyz"))), "distance of abcd and acbd", f"{float(measure.distance('abcd', 'acbd')):.3f}", sep=", ")
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
levenshtein, test test 1.000, test text 0.750, abc xyz 0.000, distance of abcd and acbd, 2.000
jaro, test test 1.000, test text 0.833, abc xyz 0.000, distance of abcd and acbd, 0.083
jaccard, test test 1.000, test text 0.600, abc xyz 0.000, distance of abcd and acbd, 0.000
cosine, test test 1.000, test text 0.750, abc xyz 0.000, distance of abcd and acbd, 0.000
ratcliff_obershelp, test test 1.000, test text 0.750, abc xyz 0.000, distance of abcd and acbd, 0.250
entropy_ncd, test test 1.000, test text 0.900, abc xyz 0.613, distance of abcd and acbd, 0.000
tanimoto, test test 0.000, test text -0.737, abc xyz -inf, distance of abcd and acbd, 1.000
arith_ncd, test test 0.000, test text -0.333, abc xyz -3.000, distance of abcd and acbd, 1.333
EXPECTED

#!/usr/bin/env bash
# strsimpy 0.2.1: the distance of optimal string alignment between "abc" and the empty text is 0.
#
# Guess: 3, as by Levenshtein, Damerau and the longest common subsequence; two texts shorter than the shingles have a similarity of 0,
#   or an error of its own, as by Cosine and Jaccard.
# What it does: OptimalStringAlignment returns the length of the empty text, not of the other one, so that nothing is equal to everything, and the
#   distance from "" to "a" to "abc" is less than that from "a" to "abc". SorensenDice divides by the number of shingles, 0.
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
    strsimpy==0.2.1

cat > "$folder/seen.py" <<'PYTHON'
from strsimpy.cosine import Cosine
from strsimpy.damerau import Damerau
from strsimpy.jaccard import Jaccard
from strsimpy.levenshtein import Levenshtein
from strsimpy.longest_common_subsequence import LongestCommonSubsequence
from strsimpy.optimal_string_alignment import OptimalStringAlignment
from strsimpy.sorensen_dice import SorensenDice

for a, b in ("abc", ""), ("", "abc"), ("a", "abc"), ("", ""), ("ca", "ac"):
    print(repr(a), repr(b), *(f"{kind.__name__} {kind().distance(a, b):g}" for kind in (Levenshtein, Damerau, LongestCommonSubsequence, OptimalStringAlignment)))
for a, b in ("a", "b"), ("", "ab"), ("ab", "cd"), ("ab", "abc"):
    for measure in Cosine(2), Jaccard(2), SorensenDice(2):
        try:
            seen = f"{measure.similarity(a, b):.3f}"
        except ZeroDivisionError as error:
            seen = type(error).__name__
        print("similarity of", repr(a), repr(b), "by", type(measure).__name__, seen)
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
'abc' '' Levenshtein 3 Damerau 3 LongestCommonSubsequence 3 OptimalStringAlignment 0
'' 'abc' Levenshtein 3 Damerau 3 LongestCommonSubsequence 3 OptimalStringAlignment 0
'a' 'abc' Levenshtein 2 Damerau 2 LongestCommonSubsequence 2 OptimalStringAlignment 2
'' '' Levenshtein 0 Damerau 0 LongestCommonSubsequence 0 OptimalStringAlignment 0
'ca' 'ac' Levenshtein 2 Damerau 1 LongestCommonSubsequence 2 OptimalStringAlignment 1
similarity of 'a' 'b' by Cosine 0.000
similarity of 'a' 'b' by Jaccard 0.000
similarity of 'a' 'b' by SorensenDice ZeroDivisionError
similarity of '' 'ab' by Cosine 0.000
similarity of '' 'ab' by Jaccard 0.000
similarity of '' 'ab' by SorensenDice 0.000
similarity of 'ab' 'cd' by Cosine 0.000
similarity of 'ab' 'cd' by Jaccard 0.000
similarity of 'ab' 'cd' by SorensenDice 0.000
similarity of 'ab' 'abc' by Cosine 0.707
similarity of 'ab' 'abc' by Jaccard 0.500
similarity of 'ab' 'abc' by SorensenDice 0.667
EXPECTED

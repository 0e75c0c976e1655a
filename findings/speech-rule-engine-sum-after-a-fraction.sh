#!/usr/bin/env bash
# speech-rule-engine 4.1.5: ClearSpeak reads (a+b)/c + d and (a+b)/(c+d) with the same words, without an end or a pause.
#
# Guess: the end of a fraction is spoken, or marked by a pause, where something follows that could belong to it.
# What it does: "the fraction with numerator a plus b and denominator c plus d" for both. Roots and indices have no end either.
#   A power has one only by its wording ("to the a-th power", "raised to the ... power"), and
#   the brackets of sin(x) y are left out. MathSpeak, the other set of rules, says where each of them ends.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" speech-rule-engine@4.1.5 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const sre = require("speech-rule-engine");

const math = body => `<math xmlns="http://www.w3.org/1998/Math/MathML">${body}</math>`;
const row = body => `<mrow>${body}</mrow>`;
const [a, b, c, d, i, x, y, plus, one] = [..."abcdixy"].map(v => `<mi>${v}</mi>`).concat("<mo>+</mo>", "<mn>1</mn>");
const sum = (v, w) => row(v + plus + w);
const pairs = {
  "(a+b)/c + d, (a+b)/(c+d)": [`<mfrac>${sum(a, b)}${c}</mfrac>${plus}${d}`, `<mfrac>${sum(a, b)}${sum(c, d)}</mfrac>`],
  "sqrt(x) + y, sqrt(x+y)": [`<msqrt>${x}</msqrt>${plus}${y}`, `<msqrt>${sum(x, y)}</msqrt>`],
  "a_i + 1, a_(i+1)": [`<msub>${a}${i}</msub>${plus}${one}`, `<msub>${a}${sum(i, one)}</msub>`],
  "x^a + b, x^(a+b)": [`<msup>${x}${a}</msup>${plus}${b}`, `<msup>${x}${sum(a, b)}</msup>`],
  "sin(x) y, sin x y": [`<mi>sin</mi><mo>(</mo>${x}<mo>)</mo>${y}`, `<mi>sin</mi>${x}${y}`],
};
(async () => {
  for (const domain of ["clearspeak", "mathspeak"]) {
    await sre.setupEngine({ locale: "en", domain });
    for (const [name, bodies] of Object.entries(pairs)) {
      const [first, second] = bodies.map(body => sre.toSpeech(math(body)));
      console.log(`${domain}: ${name}: ${first === second ? `both are "${first}"` : `"${first}", "${second}"`}`);
    }
  }
})();
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
clearspeak: (a+b)/c + d, (a+b)/(c+d): both are "the fraction with numerator a plus b and denominator c plus d"
clearspeak: sqrt(x) + y, sqrt(x+y): both are "the square root of x plus y"
clearspeak: a_i + 1, a_(i+1): both are "a sub i plus 1"
clearspeak: x^a + b, x^(a+b): "x to the a-th power plus b", "x raised to the a plus b power"
clearspeak: sin(x) y, sin x y: both are "sine x y"
mathspeak: (a+b)/c + d, (a+b)/(c+d): "StartFraction a plus b Over c EndFraction plus d", "StartFraction a plus b Over c plus d EndFraction"
mathspeak: sqrt(x) + y, sqrt(x+y): "StartRoot x EndRoot plus y", "StartRoot x plus y EndRoot"
mathspeak: a_i + 1, a_(i+1): "a Subscript i Baseline plus 1", "a Subscript i plus 1"
mathspeak: x^a + b, x^(a+b): "x Superscript a Baseline plus b", "x Superscript a plus b"
mathspeak: sin(x) y, sin x y: "sine left parenthesis x right parenthesis y", "sine x y"
EXPECTED

#!/usr/bin/env bash
# katex 0.19.1 and speech-rule-engine 4.1.5: a \bmod b is read out as "a b", and a \not\in B as "a is a member of B".
#
# Guess: the MathML that KaTeX writes for screen readers says what is seen.
# What it does: the operator of \bmod is an <mo> that holds a row of elements, and \boldsymbol{12} an <mi> that holds an <mn>, where
#   MathML has text alone, and the speech engine finds no text. \not is a stroke of its own after the sign, which
#   ClearSpeak leaves out and MathSpeak names. \pmod, \notin, \neq and \mathbf are read right. A function's name in \mathrm is letters
#   with "normal" before each, and a product with the last; \operatorname is one word.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

command -v node > /dev/null && command -v npm > /dev/null || { echo "skipped: Node and npm are needed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" katex@0.19.1 speech-rule-engine@4.1.5 > "$folder/log" 2>&1

cat > "$folder/seen.js" <<'JAVASCRIPT'
const katex = require("katex");
const sre = require("speech-rule-engine");

const mathml = tex =>
  katex.renderToString(tex, { output: "mathml" }).replace(/<annotation.*?<\/annotation>/s, "").match(/<math.*<\/math>/s)[0];
(async () => {
  for (const domain of ["clearspeak", "mathspeak"]) {
    await sre.setupEngine({ locale: "en", domain });
    for (const tex of [
      "a \\bmod b", "a \\pmod b", "\\boldsymbol{12}", "\\mathbf{12}", "a \\not\\in B", "a \\notin B", "a \\neq b",
      "\\mathrm{sigm}(x)", "\\operatorname{sigm}(x)",
    ]) console.log(`${domain}: ${tex} is read as "${sre.toSpeech(mathml(tex))}"`);
  }
  for (const tex of ["a \\bmod b", "\\boldsymbol{12}", "\\mathbf{12}"]) {
    console.log(`${tex} has an element within a token: ${mathml(tex).match(/<m[ion][^>]*><m\w+/) ?? "none"}`);
  }
})();
JAVASCRIPT
node "$folder/seen.js" 2>> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
clearspeak: a \bmod b is read as "a b"
clearspeak: a \pmod b is read as "a of mod b"
clearspeak: \boldsymbol{12} is read as ""
clearspeak: \mathbf{12} is read as "bold 12"
clearspeak: a \not\in B is read as "a is a member of B"
clearspeak: a \notin B is read as "a is not a member of B"
clearspeak: a \neq b is read as "a is not equal to b"
clearspeak: \mathrm{sigm}(x) is read as "normal s normal i normal g of normal m times x"
clearspeak: \operatorname{sigm}(x) is read as "sigm of x"
mathspeak: a \bmod b is read as "a b"
mathspeak: a \pmod b is read as "a left parenthesis mod b right parenthesis"
mathspeak: \boldsymbol{12} is read as ""
mathspeak: \mathbf{12} is read as "bold 12"
mathspeak: a \not\in B is read as "a element of ̸ upper B"
mathspeak: a \notin B is read as "a not an element of upper B"
mathspeak: a \neq b is read as "a not equals b"
mathspeak: \mathrm{sigm}(x) is read as "normal s normal i normal g normal m left parenthesis x right parenthesis"
mathspeak: \operatorname{sigm}(x) is read as "sigm left parenthesis x right parenthesis"
a \bmod b has an element within a token: <mo lspace="0.22em" rspace="0.22em"><mrow
\boldsymbol{12} has an element within a token: <mi><mn
\mathbf{12} has an element within a token: none
EXPECTED

"""LaTeX to MathML: the one place that knows the converter."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a site with another renderer goes without the package
    from math_core import LatexToMathML

UNDERLINE = re.compile(r'<munder accentunder="true">(.*?)<mo stretchy="true">\u0332</mo></munder>')


@lru_cache(maxsize=1)
def converter() -> "LatexToMathML":
    """The one converter of this process."""
    from math_core import LatexToMathML

    return LatexToMathML(fancy_error=False, xml_namespace=False)


def to_mathml(tex: str, display: bool) -> str:
    """MathML for a formula in LaTeX; raises ValueError for what cannot be said.

    Examples
    --------
    >>> to_mathml("x_t", display=False)
    '<math><msub><mi>x</mi><mi>t</mi></msub></math>'
    """
    from math_core import LatexError

    try:
        mathml = converter().convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise ValueError(f"{str(error).strip()} in {tex!r}") from None
    # Not every XML reader knows the name of U+2061.
    mathml = mathml.replace("&ApplyFunction;", "&#x2061;")
    # A line below by style: no font draws it as long as what is above it.
    mathml = UNDERLINE.sub(r'<mrow class="math-underline">\1</mrow>', mathml)
    # Firefox takes the circled signs for large operators.
    return re.sub(r"<mo([^>]*)>([⊙⊗])", r'<mo largeop="false"\1>\2', mathml)

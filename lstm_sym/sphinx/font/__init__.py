"""The font for formulas, made at build time from the STIX Two Math that the package ziamath brings.

A browser can stretch brackets and place subscripts only with a font that has OpenType's table MATH.
"""

import logging
import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from html import unescape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import decomposition

if TYPE_CHECKING:  # found to be there when the extension is set up
    from fontTools.ttLib import TTFont

logging.getLogger("fontTools").setLevel(logging.WARNING)  # a build need not tell every step

FAMILY = "LSTM Sym Math"
FILE = "lstm-sym-math.woff2"
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ROOT = re.compile(r"<m(?:sqr|roo)t\b")
LICENCE = Path(__file__).parent / "OFL.txt"

#: A letter by itself in a formula is shown by its italic twin.
ITALIC = {
    chr(int(decomposition(chr(sign)).removeprefix("<font> "), 16)): chr(sign)
    for sign in (
        *range(0x1D434, 0x1D455),
        0x210E,
        *range(0x1D456, 0x1D468),
        *range(0x1D6E2, 0x1D71C),
    )
}
ACCENTS = (0x2C6, 0x2DC, 0xAF, 0x302, 0x303, 0x304, 0x305, 0x20D7)


def signs(pages: Iterable[str]) -> str:
    """Every sign that the formulas of some pages in HTML show, in order."""
    found: set[str] = set()
    for page in pages:
        for formula in FORMULA.findall(page):
            found.update(unescape(TAG.sub("", formula)))
            if ROOT.search(formula):
                found.add("√")  # drawn around what a root holds, and in no text
    found |= {ITALIC[sign] for sign in found if sign in ITALIC}
    return "".join(sorted(found))


def write_font(folder: Path, cache: Path, shown: str) -> None:
    """Write a font with the signs shown, and its licence, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lstm-sym-math-OFL.txt").write_bytes(LICENCE.read_bytes())
    made_by = Path(__file__).read_bytes()
    kept = cache / f"math-{sha256(made_by + shown.encode()).hexdigest()[:16]}.woff2"
    if not kept.is_file():
        kept.write_bytes(made(shown))
    (folder / FILE).write_bytes(kept.read_bytes())


@lru_cache(maxsize=1)
def made(shown: str) -> bytes:
    """The font, the same to the byte each time."""
    from fontTools.ttLib import TTFont

    font = TTFont(source(), recalcTimestamp=False)
    mend(font)
    thin_out(font)
    rename(font)
    subset(font, shown)
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def source() -> Path:
    """The font's file in the installed package."""
    spec = find_spec("ziamath")
    assert spec is not None
    return Path(str(spec.origin)).parent / "fonts" / "STIXTwoMath-Regular.ttf"


def mend(font: "TTFont") -> None:
    """Change what makes engines differ: Chromium, Firefox and WebKit then show the same."""
    # Firefox and WebKit hang the subscript of a tall letter lower than that of a small one.
    constants = font["MATH"].table.MathConstants
    constants.SubscriptBaselineDropMin.Value = -400
    # A prime behind a word floated above its tallest letter: TeX's are lower, too.
    constants.SuperscriptBaselineDropMax.Value = 430
    # WebKit sets accents above the letter by their distance from the baseline.
    glyphs, names = font["glyf"], font.getBestCmap()
    for sign in ACCENTS:
        if sign in names:
            glyph = glyphs[names[sign]]
            glyph.coordinates.translate((0, -glyph.yMin))
            glyph.recalcBounds(glyphs)


def thin_out(font: "TTFont") -> None:
    """Leave one form of a sign for scripts: another for scripts of scripts costs a sixth more."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for sign, forms in getattr(table, "alternates", {}).items():
                table.alternates[sign] = forms[:1]


def rename(font: "TTFont") -> None:
    """Give the changed font a name of its own, as its licence asks."""
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            record.string = FAMILY
        elif record.nameID in (3, 6):
            record.string = FAMILY.replace(" ", "")


def subset(font: "TTFont", shown: str) -> None:
    """Leave the signs shown, with their larger and stretched forms."""
    from fontTools.subset import Options, Subsetter

    options = Options()
    options.layout_features = ["ssty"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.hinting = False
    options.drop_tables += ["DSIG"]
    options.notdef_outline = True
    chosen = Subsetter(options)
    chosen.populate(text=shown)
    chosen.subset(font)

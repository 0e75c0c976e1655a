"""The font for formulas, made at build time from the STIX Two Math that the package ziamath brings.

A browser can stretch brackets and place subscripts only with a font that has OpenType's table MATH.
"""

from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "LSTM Sym Math"
FILE = "lstm-sym-math.woff2"
LICENCE = Path(__file__).parent / "OFL.txt"

# The signs that formulas may need; all else falls back to the reader's own fonts.
SIGNS = (
    range(0x20, 0x7F),  # letters, digits, brackets
    range(0xA0, 0x100),  # accents and signs
    range(0x2C6, 0x2DE),  # accents by themselves
    range(0x300, 0x310),  # accents over letters
    range(0x391, 0x3F6),  # Greek
    range(0x2010, 0x2070),  # dashes, dots, invisible operators
    range(0x20D6, 0x20D8),  # arrows over letters
    range(0x2102, 0x2150),  # italic h and other letters outside the block of letters
    range(0x2190, 0x2194),  # arrows
    range(0x2200, 0x22FF),  # operators
    range(0x2308, 0x230C),  # ceiling and floor
    range(0x27E8, 0x27EA),  # angle brackets
    range(0x1D400, 0x1D468),  # bold and italic letters
    range(0x1D6A4, 0x1D71C),  # dotless letters, bold and italic Greek
)
ACCENTS = (0x2C6, 0x2DC, 0xAF, 0x302, 0x303, 0x304, 0x305, 0x20D7)


def make_font(folder: Path) -> None:
    """Write the font and its licence into a folder, unless they are there."""
    if (folder / FILE).is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lstm-sym-math-OFL.txt").write_bytes(LICENCE.read_bytes())
    (folder / FILE).write_bytes(made())


@lru_cache(maxsize=1)
def made() -> bytes:
    """The font, the same to the byte each time."""
    font = TTFont(source(), recalcTimestamp=False)
    mend(font)
    rename(font)
    subset(font)
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def source() -> Path:
    """The font's file in the installed package."""
    spec = find_spec("ziamath")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the math font comes with the package ziamath: pip install ziamath")
    return Path(spec.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"


def mend(font: TTFont) -> None:
    """Change what makes engines differ: Chromium, Firefox and WebKit then show the same."""
    # Firefox and WebKit hang the subscript of a tall letter lower than that of a small one.
    font["MATH"].table.MathConstants.SubscriptBaselineDropMin.Value = -400
    # WebKit sets accents above the letter by their distance from the baseline.
    glyphs, names = font["glyf"], font.getBestCmap()
    for sign in ACCENTS:
        if sign in names:
            glyph = glyphs[names[sign]]
            glyph.coordinates.translate((0, -glyph.yMin))
            glyph.recalcBounds(glyphs)


def rename(font: TTFont) -> None:
    """Give the changed font a name of its own, as its licence asks."""
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            record.string = FAMILY
        elif record.nameID in (3, 6):
            record.string = FAMILY.replace(" ", "")


def subset(font: TTFont) -> None:
    """Leave the signs of formulas, with their larger and stretched forms."""
    options = Options()
    options.layout_features = ["ssty"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.hinting = False
    options.drop_tables += ["DSIG"]
    options.notdef_outline = True
    chosen = Subsetter(options)
    chosen.populate(unicodes=[sign for signs in SIGNS for sign in signs])
    chosen.subset(font)

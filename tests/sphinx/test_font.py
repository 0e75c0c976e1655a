"""The font for formulas."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from lstm_sym.sphinx import font

PAGE = (
    "<p>Zz<math><mi>ϕ</mi><mo>(</mo><mi>h</mi><mo>&#x2061;</mo><mover><mi>c</mi><mo>˜</mo></mover>"
    "<mo>⊙</mo><mi>σ</mi><mo>&lt;</mo></math>"
)


@pytest.fixture(scope="module")
def made():
    return TTFont(BytesIO(font.made(font.signs([PAGE]))))


def test_it_bears_a_name_of_its_own(made):
    assert made["name"].getDebugName(1) == font.FAMILY
    assert "Open Font License" in made["name"].getDebugName(13)


def test_it_can_place_subscripts_and_stretch_brackets(made):
    assert made["MATH"].table.MathConstants.SubscriptBaselineDropMin.Value == -400
    stretched = made["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    assert made.getBestCmap()[ord("(")] in stretched


def test_accents_stand_on_the_line(made):
    tilde = made["glyf"][made.getBestCmap()[0x2DC]]
    assert tilde.yMin == 0


def test_it_has_what_the_formulas_show_and_no_more(made):
    known = {chr(sign) for sign in made.getBestCmap()}
    # a letter by itself is shown in italics; italic h stands outside their block
    assert set("(⊙˜<ϕ𝜙h\u210e𝑐𝜎") <= known
    assert not known & set("Zzp&𝑧")


def test_a_root_has_its_sign_though_no_text_has():
    assert font.signs(["<math><msqrt><mn>2</mn></msqrt></math>"]) == "2√"
    made = TTFont(BytesIO(font.made.__wrapped__("2√")))
    assert made.getBestCmap()[ord("√")] in made["MATH"].table.MathVariants.VertGlyphCoverage.glyphs


def test_it_is_made_the_same_each_time():
    shown = font.signs([PAGE])
    assert font.made.__wrapped__(shown) == font.made(shown)

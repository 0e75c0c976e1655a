"""The font for formulas."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from lstm_sym.sphinx import font


@pytest.fixture(scope="module")
def made():
    return TTFont(BytesIO(font.made()))


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


def test_it_has_every_letter_of_the_equations(made):
    known = made.getBestCmap()
    # italic h has a place of its own, outside the block of italic letters
    assert [sign for sign in "ℎ𝑖𝑓𝑐𝑜𝑡𝜎𝜙⊙˜−=" if ord(sign) not in known] == []


def test_it_is_made_the_same_each_time():
    assert font.made.__wrapped__() == font.made()

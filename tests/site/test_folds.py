"""The folds of the reference: closed but for the first, open where a link or a search leads."""

import pytest
from playwright.sync_api import Locator, expect

from .conftest import SOURCES

API = [page.as_posix() for page in SOURCES if page.parent.name == "api" and page.name != "index"]
FOLDS = "details.documented"


def fold(tab, name: str) -> Locator:
    """The details of a function or class, by its name."""
    return tab.page.locator(f"dl:has(> dt[id='{name}']) > dd > {FOLDS}")


@pytest.mark.parametrize("page", API)
def test_the_first_fold_of_a_page_is_open_and_the_others_are_closed(tab, page):
    opened = tab(True)
    opened.open(page)
    folds = opened.page.locator(FOLDS)
    states = folds.evaluate_all("folds => folds.map((fold) => fold.open)")
    assert states == [place == 0 for place in range(len(states))]


def test_a_fold_opens_and_closes_by_mouse_and_by_keyboard(tab):
    opened = tab(True)
    opened.open("api/keras")
    fold = opened.page.locator(FOLDS).nth(1)
    content = fold.locator("dl, p").first
    expect(content).to_be_hidden()
    fold.locator("summary").click()
    expect(content).to_be_visible()
    for key in ("Enter", "Space"):
        shown = content.is_visible()
        opened.page.keyboard.press(key)
        expect(content).to_be_visible(visible=not shown)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_link_with_a_hash_opens_the_fold_that_it_leads_to(tab, width):
    opened = tab(True)
    opened.set(width, "light")
    opened.open("api/keras")
    name = "lstm_numpy.keras.prepare"
    expect(fold(opened, name)).to_have_js_property("open", False)
    opened.page.evaluate(f"location.hash = '{name}'")  # from within the page
    expect(fold(opened, name)).to_have_js_property("open", True)
    opened.open("genindex")
    opened.page.locator(f"main a[href$='#{name}']").first.click()  # from another page
    expect(fold(opened, name)).to_have_js_property("open", True)
    expect(opened.page.locator(f"dt[id='{name}']")).to_be_in_viewport()
    assert opened.complaints == []


def test_an_address_may_be_encoded_or_mistyped(tab):
    opened = tab(True)
    opened.open("api/keras")
    there = opened.page.url
    opened.open("index")
    opened.page.goto(f"{there}#lstm%5Fnumpy.keras.prepare")
    expect(fold(opened, "lstm_numpy.keras.prepare")).to_have_js_property("open", True)
    opened.page.goto(f"{there}#%E0%A4%A")
    expect(opened.page.locator(":target")).to_have_count(0)
    assert opened.complaints == []


def test_a_search_for_a_function_opens_its_fold(tab):
    opened = tab(True)
    opened.set(1280, "light")
    opened.open("index")
    name = "lstm_numpy.pytorch.lstm"
    opened.page.get_by_label("Search all pages").fill(name)
    opened.page.keyboard.press("Enter")
    opened.page.locator(f"#search-results a[href$='#{name}']").first.click()
    expect(fold(opened, name)).to_have_js_property("open", True)
    expect(opened.page.locator(f"dt[id='{name}']")).to_be_in_viewport()
    assert opened.complaints == []


def test_a_search_for_words_opens_the_folds_that_have_them(tab):
    opened = tab(True)
    opened.set(1280, "light")
    opened.open("api/keras")
    word = "activation"
    folds = opened.page.locator(FOLDS).filter(has_text=word)
    assert folds.count() > 1
    opened.page.goto(f"{opened.page.url}?highlight={word}")
    for fold in folds.all():
        expect(fold).to_have_js_property("open", True)
    assert opened.complaints == []


def test_on_paper_every_fold_is_open(tab):
    opened = tab(True)
    opened.open("api/keras")
    contents = [fold.locator("dl, p").first for fold in opened.page.locator(FOLDS).all()]
    for content in contents[1:]:
        expect(content).to_be_hidden()
    opened.page.emulate_media(media="print")
    for content in contents:
        expect(content).to_be_visible()
    opened.page.emulate_media(media="screen")


def test_without_a_script_a_fold_opens_too(tab):
    opened = tab(False)
    opened.open("api/keras")
    fold = opened.page.locator(FOLDS).nth(1)
    content = fold.locator("dl, p").first
    expect(content).to_be_hidden()
    fold.locator("summary").click()
    expect(content).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_list_of_symbols_is_folded_and_a_link_to_a_symbol_opens_it(tab, scripts):
    opened = tab(scripts)
    opened.set(390, "light")
    opened.open("formulations/gru")
    symbols = opened.page.locator("details:has(> .scrolls > table.lstm-symbols)")
    name = symbols.locator("[id^=symbol-]").last
    expect(symbols).to_have_js_property("open", False)
    expect(name).to_be_hidden()
    opened.page.goto(f"{opened.page.url}#{name.get_attribute('id')}")
    expect(symbols).to_have_js_property("open", True)
    expect(name).to_be_in_viewport()
    assert opened.complaints == []

"""The folds of the reference: closed but for the first, open where a link or a search leads."""

import pytest
from playwright.sync_api import Locator, expect

from .conftest import SOURCES

API = [page.as_posix() for page in SOURCES if page.parent.name == "api" and page.name != "index"]
FOLDS = "details.documented"
SHUT = f"{FOLDS}:not([open])"


def fold(tab, name: str) -> Locator:
    """The details of a function or class, by its name."""
    return tab.page.locator(f"dl:has(> dt[id='{name}']) > dd > {FOLDS}")


@pytest.mark.parametrize("page", API)
def test_the_first_fold_of_a_page_is_open_and_the_others_are_closed(tab, page):
    opened = tab(True)
    opened.open(page)
    states = opened.page.locator(FOLDS).evaluate_all("folds => folds.map((fold) => fold.open)")
    assert states == [True, *[False] * (len(states) - 1)]
    for one in opened.page.locator(SHUT).all()[:2]:
        expect(one.locator("dl, p").first).to_be_hidden()
        one.locator("summary").click()
        expect(one).to_have_attribute("open", "")


def test_a_fold_opens_by_the_keyboard_and_closes_again(tab):
    opened = tab(True)
    opened.open("api/lstm_numpy")
    one = opened.page.locator(SHUT).first
    one = opened.page.locator(FOLDS).nth(1)
    one.locator("summary").focus()
    opened.page.keyboard.press("Enter")
    expect(one.locator(".field-list, dl").first).to_be_visible()
    opened.page.keyboard.press("Enter")
    expect(one.locator(".field-list, dl").first).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_link_with_a_hash_opens_the_fold_that_it_leads_to(tab, width):
    opened = tab(True)
    opened.set(width, "light")
    opened.open("api/keras")
    name = "lstm_numpy.keras.lstm_gradients"
    expect(fold(opened, name)).not_to_have_attribute("open", "")
    opened.page.evaluate(f"location.hash = '{name}'")  # from within the page
    expect(fold(opened, name)).to_have_attribute("open", "")
    opened.open("genindex")
    opened.page.locator(f"main a[href$='#{name}']").first.click()  # from another page
    expect(fold(opened, name)).to_have_attribute("open", "")
    expect(opened.page.locator(f"dt[id='{name}']")).to_be_in_viewport()
    assert opened.complaints == []


def test_a_search_for_a_function_opens_its_fold(tab):
    opened = tab(True)
    opened.set(1280, "light")
    opened.open("index")
    name = "lstm_numpy.pytorch.lstm"
    opened.page.get_by_label("Search all pages").fill(name)
    opened.page.keyboard.press("Enter")
    opened.page.locator(f"#search-results a[href$='#{name}']").first.click()
    expect(fold(opened, name)).to_have_attribute("open", "")
    expect(opened.page.locator(f"dt[id='{name}']")).to_be_in_viewport()
    assert opened.complaints == []


def test_on_paper_every_fold_is_open(tab):
    opened = tab(True)
    opened.open("api/keras")
    closed = opened.page.locator(SHUT)
    assert closed.count() > 0
    inside = closed.locator("dl, p").all()
    opened.page.emulate_media(media="print")
    for one in inside:
        assert one.bounding_box()["height"] > 0
    opened.page.emulate_media(media="screen")
    for one in inside:
        expect(one).to_be_hidden()


def test_without_a_script_a_fold_opens_too(tab):
    opened = tab(False)
    opened.open("api/keras")
    one = opened.page.locator(SHUT).first
    content = one.locator("dl, p").first
    expect(content).to_be_hidden()
    opened.page.locator(SHUT).first.locator("summary").click()
    assert opened.page.locator(SHUT).count() < opened.page.locator(FOLDS).count() - 1

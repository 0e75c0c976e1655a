"""Cards in a browser: views, symbols that say what they are, with mouse, finger and keyboard."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from lstm_sym.generate import PRODUCTS

from .test_accessibility import AXE, RUN

KERAS = json.loads((PRODUCTS / "manifest.json").read_text())["formulations"]["keras"]
EQUATIONS = {equation["label"]: equation for equation in KERAS["equations"]}
VIEWS = ["Mathematics", "NumPy", "LaTeX", "Diagram"]


def card(page: Page, label: str) -> Locator:
    return page.locator(".lstm-card", has=page.locator(f"#equation-keras-{label}"))


@pytest.fixture
def page(tab) -> Iterator[Page]:
    """The page of Keras with scripts, as a reader first sees it."""
    opened = tab(True)
    opened.set(1280, "light")
    opened.open("keras")
    yield opened.page
    assert opened.complaints == []
    opened.page.evaluate("localStorage.clear()")


def test_without_a_script_every_view_stands_open(tab):
    opened = tab(False)
    opened.set(1280, "light")
    opened.open("keras")
    shown = card(opened.page, "forget-gate")
    titles = shown.locator(".lstm-title")
    assert [title.strip() for title in titles.all_inner_texts()] == VIEWS
    for panel in shown.locator(".lstm-panel").all():
        expect(panel).to_be_visible()
    expect(shown.get_by_role("tab")).to_have_count(0)


def test_the_views_are_tabs_that_all_cards_follow(page):
    first, last = card(page, "input-gate"), card(page, "state-c")
    expect(first.get_by_role("tab")).to_have_text(VIEWS)
    expect(first.locator("math").first).to_be_visible()
    expect(first.locator(".lstm-code")).to_be_visible()
    for view in VIEWS[1:]:
        first.get_by_role("tab", name=view).click()
        for shown in (first, last):
            chosen = shown.get_by_role("tab", selected=True)
            expect(chosen).to_have_text(view)
            panel = shown.locator(f"#{chosen.get_attribute('aria-controls')}")
            expect(panel).to_be_visible()
            expect(shown.locator(".lstm-panel:visible")).to_have_count(1)


def test_the_chosen_view_is_remembered(page):
    card(page, "input-gate").get_by_role("tab", name="LaTeX").click()
    page.reload()
    source = EQUATIONS["candidate"]["latex"]
    said = card(page, "candidate").locator(".lstm-latex").get_by_text(source)
    expect(said).to_be_visible()


def test_a_card_stays_in_its_place_when_the_others_change(page):
    tabs = card(page, "hidden-state").get_by_role("tab")
    tabs.first.scroll_into_view_if_needed()
    before = tabs.first.bounding_box()
    tabs.nth(2).click()
    after = tabs.first.bounding_box()
    assert after["y"] == pytest.approx(before["y"], abs=1)


def test_the_arrow_keys_go_through_the_tabs(page):
    tabs = card(page, "forget-gate").get_by_role("tab")
    tabs.first.focus()
    for key, place in (("ArrowRight", 1), ("End", 3), ("ArrowRight", 0), ("ArrowLeft", 3)):
        page.keyboard.press(key)
        expect(tabs.nth(place)).to_be_focused()
        expect(tabs.nth(place)).to_have_attribute("aria-selected", "true")
    assert tabs.evaluate_all("tabs => tabs.filter((tab) => tab.tabIndex === 0).length") == 1


def test_a_link_leads_to_a_card_whose_formula_is_out_of_view(page):
    card(page, "input-gate").get_by_role("tab", name="LaTeX").click()
    page.evaluate("location.hash = '#equation-keras-state-c'")
    expect(card(page, "state-c").locator(".lstm-latex")).to_be_in_viewport()
    card(page, "state-c").get_by_role("tab", name="Mathematics").click()
    page.goto(page.url.replace("state-c", "candidate"))
    expect(page.locator(".lstm-note")).to_be_hidden()


def said(symbol: str) -> list[str]:
    """What the note on a symbol must say."""
    if symbol in KERAS["symbols"]:
        stated = KERAS["symbols"][symbol]
        shape = f"({', '.join(stated['shape'])})" if stated["shape"] else "a number"
        return [stated["meaning"], shape]
    return [KERAS["functions"][symbol]["meaning"], "elementwise", symbol]


@pytest.mark.parametrize("label", ["forget-gate", "cell-state", "hidden-state", "state-h"])
def test_a_symbol_that_is_pointed_at_says_what_it_is(page, label):
    shown, note = card(page, label), page.locator(".lstm-note")
    equation = EQUATIONS[label]
    for symbol in equation["symbols"]:
        shown.locator(f"math [data-sym={symbol}]").first.hover()
        for words in said(symbol):
            expect(note).to_contain_text(words)
        code = equation["in_code"].get(symbol, symbol)
        expect(note.locator("code")).to_have_text(code)
        lit = shown.locator(".lstm-lit")
        names = lit.evaluate_all("lit => lit.map((one) => one.dataset.sym)")
        assert set(names) == {symbol}
        assert code in lit.all_inner_texts()  # in the line of code, too
        assert len(names) >= 2
    page.mouse.move(5, 5)
    expect(note).to_be_hidden()
    expect(page.locator(".lstm-lit")).to_have_count(0)


def test_a_note_stays_within_a_narrow_page(page):
    page.set_viewport_size({"width": 390, "height": 900})
    note = page.locator(".lstm-note")
    reached = []
    for symbol in card(page, "forget-gate").locator("math [data-sym]").all():
        symbol.hover()
        expect(note).to_be_visible()
        box, own = note.bounding_box(), symbol.bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390
        reached.append(own["x"] + box["width"] > 390)
        page.mouse.move(5, 5)
        expect(note).to_be_hidden()
    assert any(reached)  # with all its width some would not be within it beside their symbols


def test_a_name_in_the_code_says_the_same(page):
    shown = card(page, "forget-gate")
    shown.locator(".lstm-code [data-sym=W_f]").hover()
    expect(page.locator(".lstm-note")).to_contain_text(said("W_f")[0])
    expect(shown.locator("math .lstm-lit")).to_have_count(1)


def test_the_keyboard_goes_from_symbol_to_symbol(page):
    shown, note = card(page, "cell-state"), page.locator(".lstm-note")
    card(page, "cell-state").get_by_role("tab", selected=True).focus()
    page.keyboard.press("Tab")
    formula = shown.locator("div.math")
    expect(formula).to_be_focused()
    order = formula.locator("[data-sym]").all()
    names = [one.get_attribute("data-sym") for one in order]
    assert names == ["c_t", "f_t", "c_tm1", "i_t", "g_t"]
    for name in names:
        expect(note).to_contain_text(said(name)[0])
        page.keyboard.press("ArrowRight")
    expect(note).to_contain_text(said(names[0])[0])
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.keyboard.press("End")
    expect(note).to_contain_text(said(names[-1])[0])
    # A formula is one stop of the tab key, and its link the next.
    page.keyboard.press("Tab")
    expect(note).to_be_hidden()
    assert formula.locator("[tabindex]").count() == 0


def test_a_finger_opens_and_closes_it(browser, site):
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}, offline=True
    )
    page = context.new_page()
    page.goto((site / "keras.html").as_uri())
    symbol = card(page, "forget-gate").locator("math [data-sym=h_tm1]")
    symbol.scroll_into_view_if_needed()
    symbol.tap()
    note = page.locator(".lstm-note")
    expect(note).to_contain_text(said("h_tm1")[0])
    box = note.bounding_box()
    assert 0 <= box["x"] <= 390 - box["width"]
    page.locator("h1").tap()
    expect(note).to_be_hidden()
    context.close()


def test_latex_is_copied_also_from_a_file(page):
    shown = card(page, "forget-gate")
    shown.get_by_role("tab", name="LaTeX").click()
    shown.get_by_role("button", name="Copy").click()
    expect(shown.get_by_role("button", name="Copied")).to_be_visible()
    search = page.get_by_role("searchbox").first
    search.focus()
    page.keyboard.press("Control+V")
    expect(search).to_have_value(EQUATIONS["forget-gate"]["latex"])


def test_a_line_of_code_leads_to_the_product(page):
    shown = card(page, "forget-gate")
    shown.get_by_role("tab", name="NumPy").click()
    place = EQUATIONS["forget-gate"]["code"][0]
    shown.get_by_role("link", name=f"line {place['line']}").click()
    expect(page.locator("h1")).to_have_text(place["file"])
    line = page.locator(f"#line-{place['line']}")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text(place["code"])


def test_on_paper_stand_formula_and_code_and_nothing_twice(page):
    card(page, "forget-gate").get_by_role("tab", name="LaTeX").click()
    page.emulate_media(media="print")
    shown = card(page, "forget-gate")
    for part in ("math", ".lstm-code"):
        expect(shown.locator(part).first).to_be_visible()
    for part in (".lstm-tabs", ".lstm-latex", ".lstm-diagram", ".lstm-places"):
        expect(shown.locator(part)).to_be_hidden()
    page.emulate_media(media="screen")


def test_no_view_keeps_anybody_out(page, tab):
    """All views open at once, with a note: the default view of every page is judged elsewhere."""
    tab(True).set(390, "dark")
    tab(True).open("formulations/bidirectional")
    page.evaluate("delete document.documentElement.dataset.lstmView")
    page.locator("math [data-sym]").first.hover()
    expect(page.locator(".lstm-note")).to_be_visible()
    page.evaluate(AXE)
    assert page.evaluate(RUN, ["page", {}]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

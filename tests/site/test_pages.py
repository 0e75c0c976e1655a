"""Every page in a real browser: quiet, whole, and no wider than the window."""

import re

import pytest

from .conftest import PAGES, SEARCHED, Tab

# A width moves boxes and a scheme changes colours: each is seen once.
SEEN = [(1280, "light"), (390, "dark")]
OVERHANG = "document.documentElement.scrollWidth - innerWidth"

# What sticks out at the right, if the page can be scrolled there.
CULPRITS = """[...document.querySelectorAll("body *")]
  .filter((box) => box.getBoundingClientRect().right > innerWidth + 1)
  .slice(-3).map((box) => box.outerHTML.slice(0, 150))"""

# Tables that must be scrolled sideways, which none need where there is room.
SCROLLED = """[...document.querySelectorAll(".scrolls")]
  .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
  .map((box) => box.textContent.trim().slice(0, 80))"""

UNSEEN = """[...document.querySelectorAll('[id^="equation-"]')].filter((place) => {
  const formula = place.querySelector("math");
  if (!formula?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return true;
  const { width, height } = formula.getBoundingClientRect();
  return width < 10 || height < 10 || formula.querySelector("merror");
}).map((place) => place.id)"""


# Roots without their sign, which an engine draws only if the font has it.
ROOTLESS = """[...document.querySelectorAll("msqrt")].filter((root) => root.checkVisibility()
    && root.firstElementChild.getBoundingClientRect().left - root.getBoundingClientRect().left < 3)
  .map((root) => root.outerHTML.slice(0, 150))"""


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_whole_and_fits(tab, name, scripts):
    """No complaint, no request outside, every equation seen, no scrolling sideways."""
    opened = tab(scripts)
    opened.open(name)
    for width, scheme in SEEN:
        opened.set(width, scheme)
        if opened.page.evaluate(OVERHANG) > 0:
            pytest.fail(f"{width} {scheme}: too wide: {opened.page.evaluate(CULPRITS)}")
        assert opened.page.evaluate(UNSEEN) == [], f"{width} {scheme}: equations are not seen"
        assert opened.page.evaluate(ROOTLESS) == []
        if width == 1280:
            assert opened.page.evaluate(SCROLLED) == []
    assert opened.complaints == []
    assert [url for url in opened.asked if not url.startswith(("file:", "data:"))] == []


def test_a_page_that_is_none_of_this_is_noticed(tab, tmp_path):
    """Each of the checks above sees a fault that is planted."""
    page = tab(True).page
    tab(True).open("index")
    page.evaluate(
        """() => {
          document.querySelector("main").insertAdjacentHTML("beforeend",
            '<div id="equation-lost">no formula</div><div style="width: 2000px">wide</div>');
          document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/x.png" }));
          console.error("planted");
        }"""
    )
    page.wait_for_function("document.images.length && [...document.images].at(-1).complete")
    assert page.evaluate(OVERHANG) > 0
    assert "equation-lost" in page.evaluate(UNSEEN)
    assert any("planted" in said for said in tab(True).complaints)
    assert [url for url in tab(True).asked if url.startswith("http")] != []


def test_the_colours_follow_the_reader(tab):
    """Light or dark as the system says, without a script too; the choice in the page goes first."""
    ground = "getComputedStyle(document.body).backgroundColor"
    for scripts in (True, False):
        opened = tab(scripts)
        opened.open("index")
        opened.set(1280, "light")
        light = opened.page.evaluate(ground)
        opened.set(1280, "dark")
        assert opened.page.evaluate(ground) != light
    opened = tab(True)
    opened.page.get_by_label("Colours").select_option("dark")
    opened.set(1280, "light")
    assert opened.page.evaluate(ground) != light
    opened.page.reload()
    assert opened.page.evaluate(ground) != light
    opened.page.get_by_label("Colours").select_option("auto")
    assert opened.page.evaluate(ground) == light


def test_the_search_finds_an_equation_and_a_symbol(tab):
    """From the files, by the words of a page and by the name of an equation."""
    opened = tab(True)
    opened.open("index")
    opened.set(1280, "light")
    for words, found in {"forget gate": "keras", "keras.cell-state": "keras"}.items():
        opened.page.get_by_label("Search all pages").fill(words)
        opened.page.keyboard.press("Enter")
        opened.page.wait_for_selector(f'#search-results a[href*="{found}"]')
    assert opened.complaints == []


@pytest.mark.parametrize("words", SEARCHED)
def test_a_search_finds_first_what_readers_look_for(tab, words):
    opened = tab(True)
    opened.open("index")
    opened.page.get_by_label("Search all pages").fill(words)
    opened.page.keyboard.press("Enter")
    first = opened.page.locator("#search-results li a").first
    assert re.split("[?#]", first.get_attribute("href"))[0] == SEARCHED[words]
    assert opened.complaints == []


def test_pages_below_a_page_are_listed_below_it_and_not_below_its_last_section(tab):
    opened = tab(True)
    opened.open("keras")
    below = "li:has(> a[href='#']) > ul > li > a[href='keras/masking.html']"
    assert opened.page.locator(f"nav.pages {below}").count() == 1


def test_a_slash_leads_to_the_search(tab):
    opened = tab(True)
    opened.open("keras")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("a/b")
    assert opened.page.get_by_label("Search all pages").input_value() == "a/b"
    assert opened.complaints == []


def test_the_home_page_is_light(tab, site):
    """All files that it asks for, together."""
    from urllib.parse import unquote, urlparse

    opened = tab(True)
    opened.page.context.clear_cookies()
    opened.open("index")
    opened.page.wait_for_load_state("networkidle")
    files = {unquote(urlparse(url).path) for url in opened.asked if url.startswith("file:")}
    sizes = {file.removeprefix(f"{site}/"): (site / file).stat().st_size for file in files}
    assert sum(sizes.values()) <= 200_000, sizes


def test_the_first_paint_of_the_home_page_waits_for_no_other_file(site):
    text = (site / "index.html").read_text()
    assert re.findall(r"<link[^>]*stylesheet|<script(?![^>]*\bdefer\b)[^>]*\bsrc=", text) == []
    inside = dict(re.findall(r'<style[^>]*data-file="([^"]+)">(.*?)</style>', text, re.DOTALL))
    assert set(inside) == {"pygments.css", "pygments_dark.css", "site.css"}
    for name, style in inside.items():
        file = re.sub(r" /\*.*?\*/", "", (site / "_static" / name).read_text())
        assert style.replace('url("_static/', 'url("') == file
    for url in re.findall(r'url\("([^"]+)"\)', "".join(inside.values())):
        assert (site / url).is_file()


def test_what_is_below_the_first_screen_is_laid_out_after_the_first_paint(browser, site):
    """In a browser that never paints, it stays out; a link into the page needs it at once."""
    opened = Tab(browser, site, True)  # of its own: it never paints again
    opened.page.add_init_script("globalThis.requestAnimationFrame = () => 0")
    below = "[...document.querySelectorAll('.lstm-row')].map((one) => one.checkVisibility())"
    opened.page.goto((opened.site / "index.html").as_uri())
    assert set(opened.page.evaluate(below)) == {False}
    assert opened.page.evaluate("document.querySelector('main table').checkVisibility()")
    opened.page.goto((opened.site / "install.html").as_uri())
    opened.page.goto((opened.site / "index.html").as_uri() + "#what-else-people-ask")
    assert set(opened.page.evaluate(below)) == {True}
    opened.page.context.close()

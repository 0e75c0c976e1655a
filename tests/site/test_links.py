"""Every link, fragment and resource of the built site; no network is asked."""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from docutils.nodes import make_id

from .conftest import ROOT

#: Attributes that fetch something, by element; all else that has an address is a link.
FETCHED = {"src", "srcset", "poster", "data"}


class Page(HTMLParser):
    """The ids, links and resources of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            elif name in FETCHED or (tag == "link" and name == "href"):
                self.fetched.append(value or "")
            elif name in {"href", "xlink:href", "action"}:
                self.links.append(value or "")


def faults(site: Path) -> list[str]:
    """Everything that is wrong with the pages of a folder."""
    pages = {file: Page(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}
    found = []
    for file, page in pages.items():
        where = file.relative_to(site)
        found += [f"{where}: id {name!r} twice" for name, count in page.ids.items() if count > 1]
        found += [f"{where}: fetches {url}" for url in page.fetched if is_outside(url)]
        for url in {*page.links, *page.fetched}:
            parts = urlparse(url)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not target.is_file():
                found.append(f"{where}: {url} leads nowhere")
            elif target in pages and unquote(parts.fragment) not in {"", *pages[target].ids}:
                found.append(f"{where}: {url} has no such place")
    for style in sorted(site.rglob("*.css")):
        urls = re.findall(r"url\(\s*[\"']?([^\"')]*)", style.read_text(encoding="utf-8"))
        found += [f"{style.name}: fetches {url}" for url in urls if is_outside(url)]
    return found


def is_outside(url: str) -> bool:
    """Whether an address is of another machine."""
    parts = urlparse(url)
    return bool(parts.netloc) or parts.scheme not in {"", "data"}


def test_no_link_is_dead_and_no_id_twice(site):
    assert faults(site) == []


def test_every_equation_of_the_manifest_has_one_place(site):
    manifest = json.loads((ROOT / "generated" / "manifest.json").read_text(encoding="utf-8"))
    pages = [Page(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")]
    places = Counter(name for page in pages for name in page.ids)
    stated = [
        make_id(f"equation-{name}.{equation['label']}")
        for name, formulation in manifest["formulations"].items()
        for equation in formulation["equations"]
    ]
    assert len(stated) > 250
    assert [name for name in stated if places[name] != 1] == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="other.html">', "leads nowhere"),
        ('<a href="#nowhere">', "no such place"),
        ('<a href="page.html#nowhere">', "no such place"),
        ('<p id="a"></p><p id="a"></p>', "id 'a' twice"),
        ('<script src="https://example.org/x.js"></script>', "fetches https"),
        ('<img src="//example.org/x.png">', "fetches //"),
        ('<link rel="stylesheet" href="http://example.org/x.css">', "fetches http"),
    ],
)
def test_a_planted_fault_is_found(tmp_path, body, said):
    (tmp_path / "page.html").write_text(body)
    (found,) = faults(tmp_path)
    assert said in found


def test_a_planted_fault_in_a_style_is_found(tmp_path):
    (tmp_path / "page.css").write_text("p { background: url('https://example.org/x.png') }")
    assert faults(tmp_path) == ["page.css: fetches https://example.org/x.png"]


def test_a_sound_page_has_no_fault(tmp_path):
    (tmp_path / "page.html").write_text(
        '<p id="a"></p><a href="#a"></a><a href="page.html#a"></a><a href="https://example.org">'
    )
    assert faults(tmp_path) == []

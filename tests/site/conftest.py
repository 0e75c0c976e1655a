"""The site, built once, and a browser that opens it from its files, without a network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCES = [page.relative_to(DOCS).with_suffix("") for page in sorted(DOCS.rglob("*.md"))]
PAGES = [page.as_posix() for page in SOURCES if "_build" not in page.parts] + ["genindex", "search"]
#: What readers of the layer of Keras type, and the page that a search finds first.
SEARCHED = dict.fromkeys(
    ("lstm_output", "state_h", "forget gate", "number of parameters"), "keras.html"
) | {"gradient": "gradients.html"}
SETTINGS = [(1280, "light"), (390, "light"), (390, "dark"), (1280, "dark")]
# What the explorer of the home page shows.
SHAPES = """[...document.querySelectorAll(".lstm-explorer section:first-of-type tbody tr")]
  .map((row) => [row.cells[0].innerText, row.cells[1].innerText])"""
LABELS = "[...document.querySelectorAll('.lstm-explorer .lstm-row a')].map((a) => a.innerText)"
SAID = "document.querySelector('.lstm-said').innerText"
COUNT = "[...document.querySelectorAll('.lstm-explorer h3')].at(-1).innerText"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


class Tab:
    """A tab of the browser that remembers what its page asked for and complained about."""

    def __init__(self, browser: Browser, site: Path, scripts: bool) -> None:
        context = browser.new_context(
            java_script_enabled=scripts, offline=True, reduced_motion="reduce"
        )
        context.set_default_timeout(120_000)  # a busy machine is slow, not wrong
        self.page, self.site = context.new_page(), site
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def open(self, name: str) -> None:
        """Open a page of the site."""
        self.asked.clear()
        self.complaints.clear()
        self.page.goto((self.site / f"{name}.html").as_uri())
        self.page.locator("html:not(.first-frame)").wait_for(state="attached")

    def set(self, width: int, scheme: str) -> None:
        """Change the window's width and the reader's colours."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)


def sphinx(out: Path, *options: str, builder: str = "html", **env: str) -> str:
    """Build the site; every warning is an error."""
    always = ["-W", "-n", "--keep-going", "-b", builder]
    ran = subprocess.run(
        [sys.executable, "-m", "sphinx", *always, *options, str(DOCS), str(out)],
        env=os.environ | env,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout[-500:] + ran.stderr
    return ran.stdout


def kept(folder: Path) -> tuple[str, ...]:
    """The options of a build whose products and whose pages as they were read are in a folder."""
    manifest = folder / "generated" / "manifest.json"
    return "-d", str(folder / "doctrees"), "-D", f"lstm_manifest={manifest}"


def built(folder: Path) -> Path:
    """The site, made in a folder of a copy of the products beside it."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generated", folder / "generated", ignore=ignored)
    sphinx(folder / "html", *kept(folder), PYTHONHASHSEED="1")
    return folder / "html"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    return built(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tab(browser: Browser, site: Path) -> Callable[[bool], Tab]:
    """The tab with scripts, or the one without; each is opened once."""
    tabs: dict[bool, Tab] = {}

    def get(scripts: bool = True) -> Tab:
        if scripts not in tabs:
            tabs[scripts] = Tab(browser, site, scripts)
        return tabs[scripts]

    return get


def becomes(page: Page, expression: str, wanted: object) -> None:
    """A page may take its time until something is so; then it is compared."""
    with suppress(TimeoutError):
        page.wait_for_function(f"(wanted) => {expression} === wanted", arg=wanted, timeout=20_000)
    assert page.evaluate(expression) == wanted


@pytest.fixture(name="explore")
def explorer_of_the_home_page(tab):
    opened = tab(True)
    opened.set(1280, "light")
    opened.open("index")

    def explore(layer: str, **fields: object) -> dict:
        page = opened.page
        for name, value in {"second": "", "mask": False, "initial": False, **fields}.items():
            field = page.locator(f".lstm-explorer [name={name}]")
            if isinstance(value, bool):
                field.set_checked(value)
            elif name == "backend":
                if field.is_visible():
                    field.select_option(value)
            elif field.is_visible():
                field.fill(value)
        page.locator("[name=layer]").fill(layer)
        becomes(page, "document.querySelectorAll('.lstm-stale').length", 0)
        found = {"shapes": dict(page.evaluate(SHAPES)), "labels": page.evaluate(LABELS)}
        return found | {"said": page.evaluate(SAID), "count": page.evaluate(COUNT)}

    def refusal(layer: str, **fields: str) -> str:
        for name, value in fields.items():
            opened.page.locator(f".lstm-explorer [name={name}]").fill(value)
        opened.page.locator("[name=layer]").fill(layer)
        assert opened.page.locator(".lstm-stale").count() == 1
        return opened.page.evaluate(SAID)

    explore.refusal, explore.tab = refusal, opened
    yield explore
    assert opened.complaints == []

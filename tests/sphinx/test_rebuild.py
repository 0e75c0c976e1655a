"""A page is read again when something that it shows has changed, and only then."""

import json

import pytest

from .conftest import MANIFEST

GATE = "# Gate\n\n```{lstm:equation} toy.input-gate\n```\n"
STATE = "# State\n\n```{lstm:equation} toy.state\n```\n{lstm:sym}`toy.h_t`\n"
SYMBOLS = "# Symbols\n\n```{lstm:symbols} toy\n```\n```{toctree}\ngate\nstate\nagain\n```\n"
AGAIN = "# Again\n\n```{lstm:show} toy.state\n```\n"
PAGES = {"index": SYMBOLS, "gate": GATE, "state": STATE, "again": AGAIN}


def changed(*path: str | int, to: object) -> dict:
    """The manifest with one thing changed."""
    stated = json.loads(json.dumps(MANIFEST))
    place = stated["formulations"]["toy"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return stated


@pytest.mark.parametrize(
    ("path", "to", "read"),
    [
        (("equations", 0, "latex"), "i_t = 1", ["gate"]),
        (("equations", 1, "latex"), "h_t = 0", ["again", "state"]),
        (("equations", 1, "fingerprint"), "0ther", ["again", "state"]),
        (("symbols", "h_t", "meaning"), "the state", ["again", "gate", "index", "state"]),
        (("symbols", "p_o", "latex"), "q_o", ["index"]),
        (("title",), "A toy", []),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_only_the_pages_that_show_it_are_read(build, path, to, read):
    first = build(**PAGES)
    assert first.read == sorted(PAGES)
    second = build(stated=changed(*path, to=to), **PAGES)
    assert second.read == read


def test_the_new_text_is_shown(build):
    build(**PAGES)
    made = build(stated=changed("equations", 0, "latex", to="i_t = 1"), **PAGES)
    assert "<mn>1</mn>" in made.html["gate"]


def test_pages_read_by_several_processes_are_remembered(build):
    many = {f"page{k}": f"# {k}\n\n{{lstm:act}}`relu`\n" for k in range(8)}
    index = "# All\n\n```{lstm:activation} relu\n```\n```{toctree}\n:glob:\n*\n```\n"
    assert len(build(jobs=2, index=index, **many).read) > 0
    stated = json.loads(json.dumps(MANIFEST))
    stated["activations"]["relu"]["meaning"] = "a ramp"
    assert build(stated=stated, index=index, **many).read == sorted(["index", *many])


VERSIONS = "# Versions\n\n```{lstm:versions}\n:columns: since hard_sigmoid\n```\n"
LISTS = "# All\n\n```{lstm:activations}\n```\n```{toctree}\ngate\nversions\n```\n"
RELU, LAST = MANIFEST["activations"]["relu"] | {"aliases": []}, MANIFEST["keras_versions"][-1]
#: What is added, and the pages that list such things: an equation may name any activation, and what
#: has no names is noted for all.
ADDED = {
    "activations": (MANIFEST["activations"] | {"ramp6": RELU}, ["gate", "index"]),
    "keras_versions": ([*MANIFEST["keras_versions"], LAST | {"since": "2.3.0"}], ["versions"]),
    "links": ({"Keras 3": "https://keras.io"}, ["gate", "index", "versions"]),
}


@pytest.mark.parametrize("kind", ADDED)
def test_a_page_that_lists_all_there_is_is_read_when_something_is_added(build, kind):
    """What it listed is the same as before; the list is not."""
    pages = {"index": LISTS, "gate": GATE, "versions": VERSIONS}
    build(**pages)
    stated, read = ADDED[kind]
    assert build(stated=MANIFEST | {kind: stated}, **pages).read == read

"""What a reader finds on a page."""

import re

import pytest

from lstm_sym.manifest.read import read


def test_everything_is_shown_without_a_warning(build, page):
    made = build(index=page)
    assert made.warnings == []
    html = made.html["index"]
    assert html.count("<math") >= 8
    assert "when mask given" in html
    assert "toy/cell.py" in html
    assert "line 9" in html
    assert "f1ng3r" in html
    assert "Also called ramp." in html
    assert "At a kink the derivative is that of the branch" in html


def test_a_line_that_two_functions_have_is_shown_once(build, page):
    html = build(index=page).html["index"]
    assert len(re.findall(r'class="lstm-code highlight', html)) == 3


def test_blocks_of_one_array_share_a_row(build, page):
    html = build(index=page).html["index"]
    assert "weights, blocks i, o" in html
    assert 'id="symbol-toy-W_i"' in html
    assert 'id="symbol-toy-W_o"' in html


def test_both_roles_say_the_number_and_lead_to_the_card(build, page):
    roles = "\n{eq}`toy.state` {lstm:eq}`toy.state` {lstm:eq}`the state <toy.state>`\n"
    made = build(index=page + roles)
    assert made.warnings == []
    links = re.findall(r'<a [^>]*href="#equation-toy-state"[^>]*>(.*?)</a>', made.html["index"])
    texts = [re.sub("<.*?>", "", link) for link in links]
    assert texts[-3:] == ["(2)", "state (2)", "the state"]


def test_a_symbol_is_shown_as_on_paper(build, page):
    made = build(index=page + "\n{lstm:sym}`toy.h_T` {lstm:opt}`toy.back` {lstm:act}`relu`\n")
    assert made.warnings == []
    found = re.search(r'<a [^>]*href="#symbol-toy-h_T"[^>]*>(.*?)</a>', made.html["index"])
    assert found
    assert "<msub><mi>h</mi><mi>T</mi></msub>" in found[1]


def test_an_equation_shown_again_leads_to_its_own_page(build, page):
    again = "# Again\n\n```{lstm:show} toy.state relu\n```\n"
    made = build(index=page + "\n```{toctree}\nagain\n```\n", again=again)
    assert made.warnings == []
    assert 'href="index.html#equation-toy-state"' in made.html["again"]
    assert 'href="index.html#activation-relu"' in made.html["again"]
    assert "equation-toy-state" not in re.findall('id="(.*?)"', made.html["again"])


def test_equations_are_shown_together_each_at_its_own_place(build, page):
    rest = page[page.index("```{lstm:symbols}") :]
    sequence = "```{lstm:equations} toy\n:part: sequence\n```\n"
    cell = "```{lstm:cell} toy\n```\n"
    some = "```{lstm:equations} toy\ninput-gate\n```\n"
    for text in ("```{lstm:equations} toy\n```\n", sequence + cell, sequence + some):
        made = build(index="# Toy\n\n" + text + rest)
        assert made.warnings == []
        assert 'id="equation-toy-state"' in made.html["index"]
        assert 'id="equation-toy-input-gate"' in made.html["index"]


def test_equations_of_a_cell_may_be_rows(build, page):
    rest = page[page.index("```{lstm:symbols}") :]
    sequence = "```{lstm:equations} toy\n:part: sequence\n```\n"
    cell = "```{lstm:equations} toy\n:rows:\n\ninput-gate\n```\n"
    made = build(index="# Toy\n\n" + sequence + cell + rest)
    assert made.warnings == []
    assert made.html["index"].count("lstm-card lstm-rows") == 2
    assert 'id="equation-toy-input-gate"' in made.html["index"]


def test_equations_of_two_formulations_are_named_in_full(build, page):
    twins = "```{lstm:equations} twin\n```\n```{lstm:show} toy.state twin.state\n```\n"
    html = build(index=page + twins).html["index"]
    assert "<strong>toy state</strong>" in html
    assert "<strong>twin state</strong>" in html


def test_layouts_show_what_a_formulation_stores(build, page):
    made = build(index=page + "\n```{lstm:layouts}\n```\n")
    assert made.warnings == []
    html = made.html["index"]
    row = html[html.index("lstm-layouts") :]
    words = re.sub(r"<[^>]*>", "", row[row.index("<tbody") : row.index("</tbody")]).split("\n")
    said = [word for word in words if word]
    assert said == ["A toy", "i\N{NO-BREAK SPACE}o", "W transposed", "1: b", "po", "ht−1"]
    assert 'href="#equation-toy-input-gate"' in row


def test_restructured_text_has_the_same_directives(build):
    rst = """
.. lstm:equation:: toy.input-gate

.. lstm:equation:: toy.state

.. lstm:symbols:: toy

.. lstm:activation:: relu

.. lstm:activations::

.. lstm:sources:: toy

.. lstm:versions::
   :columns: since note
"""
    made = build(index=f"# Toy\n\n```{{eval-rst}}\n{rst}\n```\n")
    assert made.warnings == []
    assert "equation-toy-state" in made.html["index"]


def test_a_version_that_changes_no_chosen_column_has_no_row(build, page):
    table = "\n```{lstm:versions}\n:columns: since hard_sigmoid masked_output\n```\n"
    html = build(index=page + table).html["index"]
    assert "2.0.0" in html
    assert "2.2.0" not in html


def test_two_builds_are_the_same_to_the_byte(build, page):
    first, second = build("first", index=page), build("second", index=page)
    assert first.html == second.html
    for name in ("_static/lstm-sym-math.woff2", "objects.inv"):
        assert (first.out / name).read_bytes() == (second.out / name).read_bytes()


def test_the_font_has_its_licence_beside_it(build, page):
    static = build(index=page).out / "_static"
    assert "STIX" in (static / "lstm-sym-math-OFL.txt").read_text()


def test_nothing_is_fetched_from_outside(build, page):
    html = build(index=page).html["index"]
    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"', html)
    assert "_static/mathml.css" in [address.partition("?")[0] for address in loaded]
    assert [address for address in loaded if "//" in address] == []


@pytest.mark.parametrize("name", ["toy.input-gate", "toy.state"])
def test_the_inventory_has_the_equations(build, page, name):
    from sphinx.util.inventory import InventoryFile

    content = (build(index=page).out / "objects.inv").read_bytes()
    found = InventoryFile.loads(content, uri="").data["lstm:equation"]
    assert found[name].uri == f"index.html#equation-{name.replace('.', '-')}"


def test_the_real_manifest_is_read(pytestconfig):
    manifest = read(str(pytestconfig.rootpath / "generated" / "manifest.json"))
    assert manifest.equation["keras.cell-state"].code
    assert manifest.activation["tanh"].derivative


def test_equations_are_counted_behind_the_letter_of_their_page(build, page):
    """So that a page more, or an equation more on another page, renumbers nothing."""
    pages = {
        "index": "# Home\n\n{lstm:eq}`toy.state`\n\n```{toctree}\nother\n```\n",
        "other": page,
    }
    conf = "math_numfig = False\nlstm_equation_letters = {'other': 'T'}\n"
    made = build(conf=conf, **pages)
    assert made.warnings == []
    assert re.findall(r'class="eqno">\(([^)]*)\)', made.html["other"]) == ["T.1", "T.2"]
    assert "state (T.2)" in made.html["index"]


def test_the_foot_of_a_page_links_to_the_addresses_that_are_stated(build, page, pytestconfig):
    theme = (
        "html_theme_path = [{path!r}]\nhtml_theme = 'plain'\nhtml_context = {{'urls': {urls}}}\n"
    )
    path = str(pytestconfig.rootpath / "docs" / "_theme")
    urls = {"Repository": "https://example.org/code", "Issues": "https://example.org/code/issues"}
    made = build(conf=theme.format(path=path, urls=urls), index=page).html["index"]
    for name, url in zip(("Repository", "Report an error"), urls.values(), strict=True):
        assert f'<a href="{url}">{name}</a>' in made
    none = build("second", conf=theme.format(path=path, urls={}), index=page).html["index"]
    assert "Report an error" not in none
    assert "Repository" not in none

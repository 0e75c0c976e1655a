"""Every cell of every formulation, and every equation: nothing is missing, nothing overlaps."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

from lstm_sym.manifest.read import Equation, read
from lstm_sym.sphinx.diagram import drawing, graph
from lstm_sym.sphinx.diagram.geometry import SIZE, Box, Picture, picture
from lstm_sym.sphinx.diagram.labels import width
from lstm_sym.sphinx.diagram.layout import Layout, laid_out
from lstm_sym.sphinx.diagram.tree import tree

MANIFEST = read(str(Path(__file__).resolve().parents[2] / "generated" / "manifest.json"))


class Drawn(NamedTuple):
    """A graph, laid out and measured, and the equations that it shows."""

    name: str
    layout: Layout
    picture: Picture
    equations: list[Equation]

    def label(self, node: int) -> str:
        return f"{self.name}: {self.layout.nodes[node].label}"


def cells() -> Iterator[tuple[str, dict[str, str]]]:
    """Every formulation, as it is and with each value of each option that its cell knows."""
    for name, stated in MANIFEST.formulation.items():
        yield name, {}
        options = {
            (option, value)
            for e in MANIFEST.equations(name)
            if e.part == "cell" and e.tree[3][2] not in stated.cell.weights
            for option, values in e.holds.items()
            for value in values
        }
        yield from ((name, {option: value}) for option, value in sorted(options))


def drawn_cell(name: str, chosen: dict[str, str]) -> Drawn:
    stated = MANIFEST.formulation[name]
    equations = drawing.cell_equations(MANIFEST, stated, chosen)
    layout = laid_out(drawing.cell_graph(MANIFEST, stated, equations), stated.cell.states)
    title = " ".join([name, *(f"{option}={value}" for option, value in chosen.items())])
    return Drawn(title, layout, picture(layout), equations)


def drawn_equation(equation: Equation) -> Drawn:
    stated = graph.Stated(equation.name, equation.latex, equation.tree)
    return Drawn(equation.name, *tree(graph.of_equation(stated)), [equation])


DRAWN = [drawn_cell(*cell) for cell in cells()]
DRAWN += [drawn_equation(equation) for equation in MANIFEST.equation.values()]


def around(line) -> Box:
    """A line as a box without a width or without a height."""
    (x1, y1), (x2, y2) = line
    return Box((x1 + x2) / 2, (y1 + y2) / 2, abs(x1 - x2), abs(y1 - y2), [])


def apart(one: Box, other: Box, distance: float = 0) -> bool:
    """Whether two boxes keep a distance."""
    across = one.right + distance <= other.left or other.right + distance <= one.left
    return across or one.bottom + distance <= other.top or other.bottom + distance <= one.top


def on_the_edge_of(box: Box, point) -> bool:
    x, y = point
    beside = x in (box.left, box.right) and box.top <= y <= box.bottom
    return beside or (y in (box.top, box.bottom) and box.left <= x <= box.right)


def leaves(tree) -> list[str]:
    """The symbols of a tree; what stands at an index is no symbol of its own."""
    if len(tree) == 3:
        return [tree[2]] if tree[2].isidentifier() else []
    indexed = tree[2] in ("at", "over_time")
    return [] if indexed else [leaf for child in tree[3:] for leaf in leaves(child)]


def alive(drawn: Drawn) -> list[Equation]:
    """The equations that the results need: CIFG has a sum that nothing uses."""
    wanted = {node.symbol for node in drawn.layout.nodes if node.kind == "result"}
    kept = []
    for equation in reversed(drawn.equations):
        if wanted & set(leaves(equation.tree[3])):
            wanted |= set(leaves(equation.tree[4]))
            kept.append(equation)
    return kept


def test_every_cell_and_every_equation_is_here():
    names = [drawn.name for drawn in DRAWN]
    assert {*MANIFEST.formulation, *MANIFEST.equation, "greff2015 variant=FGR"} <= set(names)
    assert all(drawn.equations for drawn in DRAWN)


def test_a_timestep_backwards_is_drawn_whole():
    assert MANIFEST.gradients
    for name, stated in MANIFEST.gradients.items():
        backwards = [e for e in MANIFEST.equations(name) if e.part == "backwards"]
        drawn = drawing.cell_graph(MANIFEST, stated, backwards)
        shown = drawing.cell_graph(MANIFEST, stated, drawing.cell_equations(MANIFEST, stated, {}))
        assert backwards
        assert shown == drawn, name


def test_every_symbol_of_the_equations_is_drawn():
    for drawn in DRAWN:
        nodes = drawn.layout.nodes
        shown = " ".join([*(node.label for node in nodes), *(node.name for node in nodes)])
        for equation in alive(drawn):
            formulation = equation.name.partition(".")[0]
            for code in leaves(equation.tree):
                paper = MANIFEST.symbol[f"{formulation}.{code}"].latex
                assert paper in shown, f"{drawn.name} does not show {code}"


def test_no_two_boxes_overlap():
    for drawn in DRAWN:
        for one, other in combinations(range(len(drawn.layout.nodes)), 2):
            boxes = drawn.picture.boxes
            assert apart(boxes[one], boxes[other], 6), (drawn.label(one), drawn.label(other))


def test_everything_is_inside_the_picture():
    for drawn in DRAWN:
        boxes = [*drawn.picture.boxes]
        boxes += [around(line) for _, way in drawn.picture.edges for line in pairwise(way)]
        for box in boxes:
            assert box.left > 0, drawn.name
            assert box.right < drawn.picture.width, drawn.name
            assert box.top > 0, drawn.name
            assert box.bottom < drawn.picture.height, drawn.name


def test_labels_fit_into_their_boxes_and_names_touch_nothing():
    for drawn in DRAWN:
        for box in drawn.picture.boxes:
            assert max(width(line, SIZE) for line in box.lines) <= box.width, drawn.name
        names = []
        for node, (x, y) in drawn.picture.names.items():
            long = width(drawn.layout.nodes[node].name, SIZE)
            names.append(Box(x + long / 2, y - SIZE / 4, long, SIZE, []))
        for one, other in combinations([*names, *drawn.picture.boxes], 2):
            assert apart(one, other), drawn.name


def test_every_edge_goes_in_straight_lines_from_its_source_to_its_target():
    for drawn in DRAWN:
        layout, boxes = drawn.layout, drawn.picture.boxes
        wanted = [(one, node) for node, inputs in enumerate(layout.inputs) for one in set(inputs)]
        assert sorted((r.source, r.target) for r, _ in drawn.picture.edges) == sorted(wanted)
        for route, points in drawn.picture.edges:
            assert on_the_edge_of(boxes[route.source], points[0]), drawn.label(route.target)
            assert on_the_edge_of(boxes[route.target], points[-1]), drawn.label(route.target)
            for (x1, y1), (x2, y2) in pairwise(points):
                assert (x1 == x2) != (y1 == y2), drawn.label(route.target)


def test_no_edge_runs_through_a_box():
    for drawn in DRAWN:
        for route, points in drawn.picture.edges:
            for node, box in enumerate(drawn.picture.boxes):
                if node not in (route.source, route.target):
                    free = all(apart(around(line), box) for line in pairwise(points))
                    assert free, (drawn.label(route.target), drawn.label(node))


def test_edges_of_two_values_do_not_lie_upon_each_other():
    for drawn in DRAWN:
        lines = [
            (route, around(line))
            for route, points in drawn.picture.edges
            for line in pairwise(points)
        ]
        for (route, one), (other, two) in combinations(lines, 2):
            if route.source != other.source and (one.width == 0) == (two.width == 0):
                side = (one.left, one.right) if one.width else (one.top, one.bottom)
                reach = (two.left, two.right) if one.width else (two.top, two.bottom)
                same = one.y == two.y if one.width else one.x == two.x
                overlap = min(side[1], reach[1]) - max(side[0], reach[0])
                assert not (same and overlap > 0), drawn.label(route.target)

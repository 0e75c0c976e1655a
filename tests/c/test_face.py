"""lstm_c against lstm_numpy: options, shapes, types, errors."""

import ctypes
import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import lstm_c
import lstm_numpy
from lstm_c import keras, slstm
from lstm_c.library import ACTIVATED, SUFFIX, activate, library_of
from lstm_c.numbers import ACTIVATIONS
from lstm_c.structures import structure
from lstm_numpy.activations import BY_NAME, NEED_PARAMETERS

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
BOUND = {np.float32: 3e-6, np.float64: 1e-13}


def numbers(batch=3, timesteps=5, input_dim=4, units=7, dtype=np.float64, scale=1.0):
    random = np.random.default_rng(batch + 10 * timesteps + 100 * units)
    shapes = [(batch, timesteps, input_dim), (input_dim, 4 * units), (units, 4 * units), 4 * units]
    arrays = [(scale * random.normal(size=shape)).astype(dtype) for shape in shapes]
    state = tuple(random.normal(size=(batch, units)).astype(dtype) for _ in "hc")
    return arrays, state, random.random((batch, timesteps)) < 0.6


def same(one, other, bound) -> None:
    for a, b in zip(one, other, strict=True):
        np.testing.assert_allclose(a, b, rtol=bound, atol=bound, strict=True)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("options", [*itertools.product(
    (False, True), (False, True), (False, True), (False, True), ("previous", "state", "zero")
)])  # fmt: skip
def test_every_combination_of_options(dtype, options) -> None:
    backwards, every, with_state, with_mask, masked_output = options
    arrays, state, mask = numbers(dtype=dtype)
    given = {
        "go_backwards": backwards,
        "return_sequences": every,
        "masked_output": masked_output,
        "initial_state": state if with_state else None,
        "mask": mask if with_mask else None,
    }
    ours, theirs = (p.keras.lstm(*arrays, **given) for p in (lstm_c, lstm_numpy))
    same(ours, theirs, BOUND[dtype])


# Around the numbers of examples of a tile, and of units of a panel, of each register width.
BATCHES = [0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13]
UNITS = [1, 2, 15, 16, 17, 33, 70]


@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("units", UNITS)
def test_every_way_to_fill_tiles_and_panels(batch: int, units: int) -> None:
    for timesteps, input_dim in ((0, 3), (1, 1), (27, 5)):
        arrays, state, mask = numbers(batch, timesteps, input_dim, units, np.float32, 0.2)
        for given in ({}, {"mask": mask, "initial_state": state, "return_sequences": False}):
            ours, theirs = (p.keras.lstm(*arrays, **given) for p in (lstm_c, lstm_numpy))
            same(ours, theirs, 1e-5)


@pytest.mark.parametrize("name", sorted(set(BY_NAME) - set(NEED_PARAMETERS)))
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_activation_in_every_place(name: str, dtype) -> None:
    arrays, _, _ = numbers(dtype=dtype, scale=0.2)
    for place in ("activation", "recurrent_activation"):
        ours, theirs = (p.keras.lstm(*arrays, **{place: name}) for p in (lstm_c, lstm_numpy))
        same(ours, theirs, 10 * BOUND[dtype])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_sigmoid_keeps_its_digits_however_small_it_is(dtype) -> None:
    """Some cells divide by it."""
    x = np.linspace(np.log(np.finfo(dtype).tiny), 20, 9999, dtype=dtype)
    ours, theirs = activate("sigmoid", x), lstm_numpy.activations.sigmoid(x)
    np.testing.assert_allclose(ours, theirs, rtol=8 * np.finfo(dtype).eps)


def test_no_bias_functions_and_other_floats_are_computed_too() -> None:
    arrays, _, _ = numbers()
    same(lstm_c.keras.lstm(*arrays[:3]), lstm_numpy.keras.lstm(*arrays[:3]), 1e-13)
    words = {"activation": lambda x: np.sin(x), "recurrent_activation": None}
    same(lstm_c.keras.lstm(*arrays, **words), lstm_numpy.keras.lstm(*arrays, **words), 0)
    halves = [array.astype(np.float16) for array in arrays]
    assert lstm_c.keras.lstm(*halves).lstm_output.dtype == np.float16
    mixed = [arrays[0].astype(np.float32), *arrays[1:]]
    same(lstm_c.keras.lstm(*mixed), lstm_numpy.keras.lstm(*mixed), 1e-13)


@pytest.mark.parametrize("change", [
    {"sequences": np.zeros((3, 5, 9))}, {"sequences": np.zeros((3, 5), int)},
    {"kernel": np.zeros((4, 27))}, {"bias": np.zeros(3)}, {"mask": np.ones((3, 5))},
    {"mask": np.ones((3, 4), bool)}, {"initial_state": (np.zeros((3, 7)),)},
    {"go_backwards": 1}, {"masked_output": "none"}, {"return_sequences": None},
    {"activation": "softmax"}, {"recurrent_activation": 3},
])  # fmt: skip
def test_errors_are_those_of_lstm_numpy(change) -> None:
    names = ("sequences", "kernel", "recurrent_kernel", "bias")
    given = {**dict(zip(names, numbers()[0], strict=True)), **change}
    with pytest.raises((TypeError, ValueError)) as theirs:
        lstm_numpy.keras.lstm(**given)
    with pytest.raises(theirs.type) as ours:
        lstm_c.keras.lstm(**given)
    assert str(ours.value).split(",")[0] == str(theirs.value).split(",")[0]


def test_a_prepared_layer_serves_views_read_only_arrays_and_several_threads() -> None:
    arrays, _, _ = numbers(batch=4)
    layer = lstm_c.keras.prepare(*arrays[1:])
    expected = lstm_numpy.keras.lstm(*arrays)
    twice = np.repeat(arrays[0], 2, axis=1)[:, ::2]
    arrays[0].flags.writeable = False
    same(layer(arrays[0]), expected, 1e-13)
    same(layer(twice), expected, 1e-13)
    with ThreadPoolExecutor(4) as pool:
        for result in pool.map(layer, [arrays[0]] * 200):
            same(result, expected, 1e-13)
    with pytest.raises(ValueError, match="sequences has shape"):
        layer(np.zeros((4, 5, 9)))


def test_nan_stays_with_its_example_and_begins_at_its_timestep() -> None:
    arrays, _, _ = numbers(dtype=np.float32)
    arrays[0][1, 2, 0] = np.nan
    output = lstm_c.keras.lstm(*arrays).lstm_output
    expected = np.zeros(output.shape, bool)
    expected[1, 2:] = True
    np.testing.assert_array_equal(np.isnan(output), expected)


# How the numbers of an array may lie in memory; each has the values of the array itself.
LAYOUTS = {
    "columns first": np.asfortranarray,
    "time first": lambda a: np.ascontiguousarray(a.swapaxes(0, 1)).swapaxes(0, 1),
    "every second": lambda a: np.repeat(a, 2, axis=-1)[..., ::2],
    "backwards": lambda a: a[::-1].copy()[::-1],
    "the first of more": lambda a: np.concatenate([a, a[::-1]], axis=1)[:, : a.shape[1]],
    "one for all": lambda a: np.broadcast_to(a[:1], a.shape),
}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("batch", [1, 2, 5, 31, 32, 40, 41, 64, 97])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_call_reads_numbers_where_they_are_and_not_where_they_might_be(
    layout: str, batch: int, dtype
) -> None:
    (x, *weights), state, mask = numbers(batch=batch, dtype=dtype)
    lie = LAYOUTS[layout]
    layer = lstm_c.keras.prepare(*(np.asfortranarray(array) for array in weights))
    odd = {"initial_state": tuple(map(lie, state)), "mask": lie(mask)}
    plain = {"initial_state": tuple(map(np.copy, odd["initial_state"])), "mask": odd["mask"].copy()}
    for function in (layer, lambda x, **given: lstm_c.keras.lstm(x, *weights, **given)):
        for name in ("", "initial_state", "mask"):
            words, same_words = ({n: a for n, a in g.items() if n == name} for g in (odd, plain))
            expected = lstm_numpy.keras.lstm(lie(x).copy(), *weights, **same_words)
            same(function(lie(x), **words), expected, 3 * BOUND[dtype])


def test_a_layer_of_c_stays_one_within_another(monkeypatch) -> None:
    """Bidirectional copies the layer that it is given, and so each direction is compiled."""
    computed = []
    run = lstm_c.LSTM._computed

    def noted(layer, sequences, **given):
        computed.append(layer.words["go_backwards"])
        return run(layer, sequences, **given)

    monkeypatch.setattr(lstm_c.LSTM, "_computed", noted)
    X = np.random.default_rng(0).normal(size=(2, 3, 4)).astype(np.float32)
    words = {"return_sequences": True, "seed": 0}
    got = lstm_numpy.stacked([lstm_numpy.Bidirectional(lstm_c.LSTM(5, **words))], X)
    assert computed == [False, True]
    of_numpy = lstm_numpy.Bidirectional(lstm_numpy.LSTM(5, **words))
    np.testing.assert_allclose(got, of_numpy(X), rtol=0, atol=1e-6)


HEADER = (Path(lstm_c.__file__).parent / "lstm.h").read_text(encoding="utf-8")
FAULTS = re.findall(r"LSTM_(\w+),", HEADER.partition("enum lstm_fault")[2])
WRONG = {
    "UNKNOWN_FUNCTION": {
        "activation": (0, len(ACTIVATIONS) + 1),
        "recurrent_activation": (0, len(ACTIVATIONS) + 1),
    },
    "UNKNOWN_MASKED_OUTPUT": {"masked_output": (-1, 99)},
    "TOO_LARGE": dict.fromkeys(("batch", "timesteps", "units", "input_dim"), (2**40,)),
    "NO_ARRAY": dict.fromkeys(("packed", "workspace", "sequences", "lstm_output"), (None,)),
}


def test_a_call_that_cannot_be_is_refused_by_its_number() -> None:
    x, kernel, recurrent_kernel = (np.ones(s, np.float32) for s in ((2, 3, 4), (4, 20), (5, 20)))
    layer = keras.prepare(kernel, recurrent_kernel).layer
    lstm_output, *_ = layer.run(x)
    room = layer._idle[-1]
    room.call.sequences, room.call.lstm_output = x.ctypes.data, lstm_output.ctypes.data
    assert layer._run(room.reference) == FAULTS.index("FINE")
    for fault, fields in WRONG.items():
        for field, values in fields.items():
            right = getattr(room.call, field)
            for value in values:
                setattr(room.call, field, value)
                assert FAULTS[layer._run(room.reference)] == fault, field
            setattr(room.call, field, right)


@pytest.mark.parametrize(("units", "head"), [(6, 0), (6, 4), (0, 0)])
def test_heads_that_do_not_divide_the_units_are_refused(units: int, head: int) -> None:
    x, kernel, blocks = (np.ones(s, np.float32) for s in ((2, 3, 4), (4, 24), (6, 8)))
    layer = slstm.prepare(kernel, blocks, np.ones(24, np.float32)).layer
    layer.run(x)
    room, given = layer._idle[-1], structure("weights", layer.body.weights, "float32")()
    room.call.input, room.call.output = x.ctypes.data, layer.run(x)[0].ctypes.data
    for call in (room.call, given):
        call.input_dim, call.units, call.head = 4, units, head
    packed = np.full(9, np.nan, np.float32)  # too small, but nothing is written
    layer._function("_pack")(ctypes.byref(given), ctypes.c_void_p(packed.ctypes.data))
    assert np.isnan(packed).all()
    assert FAULTS[layer._run(room.reference)] == "UNEVEN_HEADS"
    assert FAULTS[layer._function("_begin")(room.reference)] == "UNEVEN_HEADS"


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_an_activation_writes_its_numbers_and_nothing_behind_them(dtype) -> None:
    function = getattr(library_of(ACTIVATED), f"lstm_activate_{SUFFIX[np.dtype(dtype).name]}")
    x = np.linspace(-2, 2, 40, dtype=dtype)
    for count in range(20):
        y = np.full_like(x, 7)
        addresses = (ctypes.c_void_p(array.ctypes.data) for array in (x, y))
        function(ctypes.c_int(ACTIVATIONS["tanh"]), ctypes.c_size_t(count), *addresses)
        np.testing.assert_allclose(y[:count], np.tanh(x[:count]), rtol=1e-6)
        assert (y[count:] == 7).all()

"""One reader of the recorded arrays: what `verify` compares is what the proofs run."""

from collections import Counter

from lstm_sym.checkout import ARRAYS, ROOT
from lstm_sym.recorded.cases import cases
from lstm_sym.recorded.readers import reader
from lstm_sym.recorded.record import recordings
from lstm_sym.verify import own_cells

RECORDS = [record for file in recordings(ARRAYS) for record in file.records()]


def test_every_record_has_a_reader_but_those_of_weights_or_of_a_file_of_their_own() -> None:
    unread = [record.words for record in RECORDS if reader(record) is None]
    assert {w["kind"] for w in unread if "own" not in w} == {"conversion", "gradients"}
    assert {w["own"] for w in unread if "own" in w} == set(own_cells.ARGUMENTS)
    assert {file.stem for file in (ROOT / own_cells.FOLDER).glob("*.py")} == set(
        own_cells.ARGUMENTS
    )


def test_what_is_not_compared_is_lengths_of_flax_and_departures_from_onnx() -> None:
    silent = Counter(
        record.source
        for record in RECORDS
        if (known := reader(record))
        if not ((stated := known.stated(record)) and list(known.compared(stated)))
    )
    assert silent == {"flax 0.12.8 jax": 4, "onnxruntime 1.31.1": 2}


def test_every_case_of_the_proofs_is_of_a_record_or_of_a_paper() -> None:
    known = {(record.source, record.name) for record in RECORDS}
    for case in cases():
        names = [case.name.rpartition("-")[0], case.name.rpartition("-layer")[0], case.name]
        of_record = any((case.source, name) in known for name in names)
        assert of_record or case.source in ("the paper in plain floats", "ONNX's text"), str(case)

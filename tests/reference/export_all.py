"""Build every environment of environments/, export and measure in them: make reference.

Usage: python export_all.py [FOLDER FOR THE ENVIRONMENTS], in the environment of the project

Needs the older Pythons that the environments name: python3.6 on the PATH, or installed by pyenv.
Ends with 1 if an environment had to be left out; then nothing is measured.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
HEAD = re.compile(r"# Python (?P<python>[\d.]+), pip (?P<pip>[\d.]+)")

# folder, environment, exporter with its words, Keras 3's backend
EXPORTS = [
    ("arrays", "k224", "export_keras2.py", None),
    ("arrays", "k231", "export_keras2.py", None),
    ("arrays", "k122tf", "export_keras2.py tf.keras", None),
    ("arrays", "k231", "export_keras2.py tf.keras", None),
    ("arrays", "tf20", "export_tf_keras.py", None),
    ("arrays", "tf21", "export_tf_keras.py", None),
    ("arrays", "tf22", "export_tf_keras.py", None),
    ("arrays", "tf215", "export_tf_keras.py", None),
    ("arrays", "k3tf", "export_keras3.py", "tensorflow"),
    ("arrays", "k3jt", "export_keras3.py", "jax"),
    ("arrays", "k3jt", "export_keras3.py", "torch"),
    ("arrays", "k3jt", "export_keras3.py", "numpy"),
    ("further", "k122tf", "export_keras1.py", None),
    ("further", "k231", "export_conversions.py", None),
    ("further", "k224", "export_wrapped.py", None),
    ("further", "tf215", "export_wrapped.py", None),
    ("further", "k3tf", "export_wrapped.py", "tensorflow"),
    ("further", "k3jt", "export_wrapped.py", "numpy"),
    ("further", "k3jt", "export_wrapped.py", "jax"),
    ("further", "k3jt", "export_wrapped.py", "torch"),
    ("further", "k224", "export_stacked.py", None),
    ("further", "tf215", "export_stacked.py", None),
    ("further", "k3tf", "export_stacked.py", "tensorflow"),
    ("further", "k224", "export_tensorflow1.py", None),
    ("further", "peers", "export_torch.py", None),
    ("further", "peers", "export_onnx.py", None),
    ("further", "peers", "export_onnx_gru.py", None),
    ("further", "peers", "export_quantized.py", None),
    ("further", "flax", "export_flax.py", None),
    ("gradients", "k224", "export_gradients.py keras2", None),
    ("gradients", "k224", "export_gradients.py tensorflow1", None),
    ("gradients", "tf215", "export_gradients.py tf.keras", None),
    ("gradients", "k3jt", "export_gradients.py keras3", "jax"),
    ("gradients", "k3jt", "export_gradients.py keras3", "torch"),
    ("gradients", "k3tf", "export_gradients.py keras3", "tensorflow"),
    ("gradients", "k224", "export_gradients.py one_state", None),
    ("gradients", "tf215", "export_gradients.py one_state", None),
    ("gradients", "k3tf", "export_gradients.py one_state", "tensorflow"),
    ("gradients", "peers", "export_gradients.py torch", None),
    ("gradients", "peers", "export_gradients_onnx.py", None),
    ("gradients", "flax", "export_gradients.py flax", None),
    ("gradients", "tf115", "export_gradients.py layer_norm contrib", None),
    ("gradients", "addons", "export_gradients.py layer_norm addons", None),
    ("gradients", "torch_cells", "export_gradients_cells.py minGRU-pytorch", None),
    ("gradients", "torch_cells", "export_gradients_cells.py xlstm", None),
    ("training", "peers", "export_training.py", None),
    ("block", "k3tf", "export_block_lstm.py", None),
    ("dropout", "k3tf", "export_dropout.py", "tensorflow"),
    ("gradients", "peers", "export_kinks.py torch", None),
    ("gradients", "torch214", "export_kinks.py torch", None),
    ("gradients", "k3tf", "export_kinks.py tensorflow keras3", "tensorflow"),
    ("gradients", "k3jt", "export_kinks.py jax keras3", "jax"),
    ("gradients", "k3jt", "export_kinks.py keras3", "torch"),
    ("gradients", "tf215", "export_kinks.py tensorflow", None),
    ("gradients", "k224", "export_kinks.py tensorflow", None),
    ("further", "jax_cells", "export_jax_cells.py", None),
    ("further", "k122tf", "export_packages.py keras1", None),
    ("further", "mlx", "export_packages.py mlx", None),
    ("further", "tinygrad", "export_packages.py tinygrad", None),
    ("further", "nnabla", "export_packages.py nnabla", None),
    ("further", "chainer", "export_packages.py chainer", None),
    ("further", "dynet", "export_packages.py dynet", None),
    ("further", "openvino", "export_packages.py openvino", None),
    ("further", "thinc", "export_packages.py thinc", None),
    ("further", "paddle", "export_packages.py paddle", None),
    ("further", "mindspore", "export_packages.py mindspore", None),
    ("further", "mxnet", "export_packages.py mxnet", None),
    ("further", "ncnn", "export_packages.py ncnn", None),
    ("further", "coreml", "export_coreml.py", None),
    ("further", "tf115", "export_packages.py contrib", None),
    ("further", "addons", "export_packages.py addons", None),
    ("further", "lasagne", "export_packages.py lasagne", None),
    ("further", "tf115", "export_layer_norm.py contrib", None),
    ("further", "addons", "export_layer_norm.py addons", None),
    ("further", "torch_cells", "export_torch_cells.py minGRU-pytorch", None),
    ("further", "torch_cells", "export_torch_cells.py xlstm", None),
    ("configs", "k122tf", "export_configs.py", None),
    ("configs", "k224", "export_configs.py", None),
    ("configs", "tf21", "export_configs.py tf.keras", None),
    ("configs", "tf215", "export_configs.py tf.keras", None),
    ("configs", "k3jt", "export_configs.py", "numpy"),
    ("models", "k224", "export_models.py", None),
    ("models", "k3jt", "export_models.py", "jax"),
    ("models", "peers", "export_models.py", None),
    ("files", "k122tf", "export_files_keras1.py", None),
    ("files", "k224", "export_files.py", None),
    ("files", "k231", "export_files.py", None),
    ("files", "tf22", "export_files.py tf.keras", None),
    ("files", "tf215", "export_files.py tf.keras", None),
    ("files", "k3jt", "export_files.py", "jax"),
    ("files", "peers", "export_files_torch.py", None),
]
# What is no Python: the package of npm, and its exporter, which the project's own Python runs.
NODE = ("@tensorflow/tfjs@4.22.0", "export_tfjs.py", ["arrays", "configs"])
# What the sources of releases state, which the project's own Python reads.
SOURCES = ("export_releases.py", ROOT / "tests" / "recorded" / "releases.json")
CELLS = ["brain.js@1.6.1", "synaptic@1.1.4"]
# Each calls the environments itself, and records what it finds.
MEASURES = [
    *("measure_options.py", "measure_conversions.py", "measure_source_lines.py"),
    "measure_documentation.py",
    "measure_gru.py",
]
# Step, environment and backend of measure_old_file_in_keras3.py, which prints what it finds.
OLD_FILE = [
    ("save", "k224", None),
    ("load", "k3tf", "tensorflow"),
    ("load", "k3jt", "jax"),
    ("load", "k3jt", "torch"),
    ("load", "k3jt", "numpy"),
]


def find_python(version):
    """The path of pythonX.Y, or None."""
    candidates = [shutil.which(f"python{version}")]
    if shutil.which("pyenv"):
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True)
        versions = Path(root.stdout.strip(), "versions")
        candidates += sorted(versions.glob(f"{version}.*/bin/python"))
    for candidate in filter(None, candidates):
        # A pyenv shim stands on the PATH even for a version that is not installed.
        if subprocess.run([candidate, "--version"], capture_output=True).returncode == 0:
            return candidate
    return None


def build(name, folder):
    """The Python of one environment, built if need be; None if its interpreter is missing."""
    requirements = HERE / "environments" / f"{name}.txt"
    head = HEAD.match(requirements.read_text())
    python = folder / name / "bin" / "python"
    done = folder / name / "requirements.txt"
    if done.exists() and done.read_text() == requirements.read_text():
        return python
    interpreter = find_python(head["python"])
    if interpreter is None:
        print(f"{name}: Python {head['python']} is missing: install it, e.g. with pyenv")
        return None
    pip = [python, "-m", "pip", "install", "--quiet"]
    subprocess.run([interpreter, "-m", "venv", "--clear", folder / name], check=True)
    subprocess.run([*pip, f"pip=={head['pip']}"], check=True)
    subprocess.run([*pip, "--no-deps", "-r", requirements], check=True)
    shutil.copy(requirements, done)
    return python


def run(folder, name, backend, script, *arguments):
    """A script in one of the environments."""
    # Keras reads its settings from a folder; an empty one gives the defaults.
    words = {
        "KERAS_HOME": str(folder / name / "keras-home"),
        "KERAS_BACKEND": backend or "tensorflow",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT / "generated"),
    }
    command = [folder / name / "bin" / "python", HERE / script, *arguments]
    subprocess.run(command, env={**os.environ, **words}, check=True)


def in_node(folder):
    """Whether there is npm; then the package is installed if need be, and exported from."""
    package, script, arrays = NODE
    if shutil.which("npm") is None:
        print(f"{package}: npm is missing")
        return False
    if not (folder / "node_modules").exists():
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        subprocess.run(["npm", "install", "--prefix", folder, *quiet, package, *CELLS], check=True)
    folders = [HERE / one for one in arrays]
    subprocess.run([sys.executable, HERE / script, *folders, folder], check=True)
    files = [HERE / "export_files_tfjs.py", HERE / "files", folder]
    subprocess.run([sys.executable, *files], check=True)
    cells = [HERE / "export_javascript_cells.py", HERE / "further", folder]
    subprocess.run([sys.executable, *cells], check=True)
    return True


def measure(folder):
    """What is measured in the real frameworks, once all of them are there."""
    with tempfile.TemporaryDirectory() as made:
        for script in MEASURES:
            words = ["all", Path(made, script), folder]
            subprocess.run([sys.executable, HERE / script, *words], check=True)
        subprocess.run([sys.executable, HERE / "measure_onnx_runtimes.py", folder], check=True)
        run(folder, "peers", None, "measure_quantized.py")
        functions = ROOT / "tests" / "recorded" / "flax_functions.json"
        run(folder, "jax_cells", None, "export_flax_functions.py", functions)
        for step, name, backend in OLD_FILE:
            run(folder, name, backend, "measure_old_file_in_keras3.py", step, made)


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".reference-venvs").resolve()
    names = dict.fromkeys(name for _, name, *_ in EXPORTS)
    pythons = {name: build(name, folder) for name in names}
    for arrays, name, exporter, backend in EXPORTS:
        if pythons[name] is not None:
            script, *words = exporter.split()
            run(folder, name, backend, script, HERE / arrays, *words)
    missing = [name for name, python in pythons.items() if python is None]
    subprocess.run([sys.executable, HERE / SOURCES[0], SOURCES[1]], check=True)
    missing += [] if in_node(folder / "node") else [NODE[0]]
    if missing:
        print("left out, their arrays stay as they are:", ", ".join(missing))
        return 1
    measure(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())

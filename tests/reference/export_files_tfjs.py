"""Save a model of TensorFlow.js in its own files, with inputs and what the model returns.

Usage: python export_files_tfjs.py FOLDER NODE_FOLDER, in any environment with NumPy;
NODE_FOLDER is where `npm install @tensorflow/tfjs@4.22.0` was run
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    folder = Path(sys.argv[1], "tfjs-4.22.0")
    folder.mkdir(exist_ok=True)
    words = np.random.RandomState(0).randint(1, 11, size=(4, 7))
    for row, length in zip(words, (7, 4, 1, 6)):
        row[length:] = 0
    script = Path(__file__).with_suffix(".mjs")
    done = subprocess.run(
        ["node", str(script), str(Path(sys.argv[2]).resolve()), str(folder.resolve())],
        input=json.dumps({"seed": 7, "words": words.tolist()}),
        stdout=subprocess.PIPE,
        universal_newlines=True,
        check=True,
    )
    said = json.loads(done.stdout)
    y = np.array(said["values"], np.float32).reshape(said["shape"])
    np.savez_compressed(str(folder) + ".npz", x0=words, y0=y)

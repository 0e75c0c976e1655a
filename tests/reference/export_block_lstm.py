"""Export the gradients of TensorFlow's BlockLSTM, with and without a bound of the cell state.

Usage: python export_block_lstm.py FOLDER

With `cell_clip` they are not the derivatives of what it computes; a test holds both together.
"""

import sys

import cases
import recording
import tensorflow as tf

BATCH, TIMESTEPS, INPUT, UNITS = 2, 12, 3, 4
CLIPS = {"unbounded": -1.0, "bounded": 0.5}

if __name__ == "__main__":
    shapes = {
        "inputs": (TIMESTEPS, BATCH, INPUT),
        "kernel": (INPUT + UNITS, 4 * UNITS),
        "bias": (4 * UNITS,),
        "arriving": (TIMESTEPS, BATCH, UNITS),
    }
    arrays, manifest = {}, {"framework": "tensorflow", "version": tf.__version__}
    manifest.update(cases={}, seed=cases.SEED)
    for name, clip in CLIPS.items():
        given = {k: a.astype("float32") for k, a in recording.drawn("block", shapes).items()}
        x, kernel, bias = (tf.constant(given[k]) for k in ("inputs", "kernel", "bias"))
        nothing, zeros = tf.zeros(UNITS), tf.zeros((BATCH, UNITS))
        with tf.GradientTape() as tape:
            tape.watch([x, kernel, bias])
            found = tf.raw_ops.BlockLSTM(
                seq_len_max=tf.constant(TIMESTEPS, tf.int64), x=x, cs_prev=zeros, h_prev=zeros,
                w=kernel, wci=nothing, wcf=nothing, wco=nothing, b=bias,
                forget_bias=1.0, cell_clip=clip, use_peephole=False,
            )  # fmt: skip
            loss = tf.reduce_sum(found.h * given["arriving"])
        slopes = dict(
            zip(("d_inputs", "d_kernel", "d_bias"), tape.gradient(loss, [x, kernel, bias]))
        )
        for key, array in dict(given, outputs=found.h, **slopes).items():
            arrays[name + "." + key] = array if key in given else array.numpy()
        words = {"kind": "gradients", "dtype": "float32", "cell_clip": clip, "forget_bias": 1.0}
        manifest["cases"][name] = words
    cases.write(sys.argv[1], "tensorflow-" + tf.__version__, manifest, arrays)

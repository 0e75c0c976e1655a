"""Time and memory of forward and backward together: gradients of ours, by hand and of frameworks.

Usage: python gradients.py numpy|by_hand|c|torch|jax [rows], in an environment that has it

One thread, float32. Times are of the processor, the least of many calls, in milliseconds. With
`memory` in the place of rows: the peak in MiB beyond the arrays, and the time, of one long call.
"""

import os
import resource
import sys
import time

for threads in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{threads}_NUM_THREADS"] = "1"
os.environ["LSTM_C_THREADS"] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import numpy as np  # noqa: E402  # reads how many threads

ROWS = {(1, 28, 10, 32): 400, (32, 28, 10, 32): 200, (32, 100, 64, 128): 20, (64, 100, 128, 512): 3}
LONG = (64, 1000, 128, 512)


def drawn(batch, timesteps, inputs, units):
    random = np.random.default_rng(0)
    shapes = ((batch, timesteps, inputs), (inputs, 4 * units), (units, 4 * units), (4 * units,))
    arrays = [(0.1 * random.normal(size=shape)).astype(np.float32) for shape in shapes]
    return [*arrays, np.ones((batch, timesteps, units), np.float32)]


def of_numpy(x, kernel, recurrent_kernel, bias, arriving, **words):
    from lstm_numpy.keras import lstm_gradients

    found = lstm_gradients(x, kernel, recurrent_kernel, bias, lstm_output=arriving, **words)
    return lambda: lstm_gradients(
        x, kernel, recurrent_kernel, bias, lstm_output=arriving, **words
    ), found[:4]


def of_c(x, kernel, recurrent_kernel, bias, arriving, **words):
    from lstm_c.keras import lstm_gradients

    def call():
        return lstm_gradients(x, kernel, recurrent_kernel, bias, lstm_output=arriving, **words)

    return call, call()[:4]


def of_hand(x, kernel, recurrent_kernel, bias, arriving):
    """As one writes it by hand, with the products of all timesteps at once where that goes."""

    def call():
        batch, timesteps, _ = x.shape
        units = len(recurrent_kernel)
        xs = np.ascontiguousarray(x.swapaxes(0, 1))
        z = xs @ kernel + bias
        h = np.zeros((timesteps + 1, batch, units), x.dtype)
        c = np.zeros((timesteps + 1, batch, units), x.dtype)
        tanh_c = np.empty((timesteps, batch, units), x.dtype)
        for t in range(timesteps):
            z[t] += h[t] @ recurrent_kernel
            g = np.tanh(z[t, :, 2 * units : 3 * units])
            z[t] = 1 / (1 + np.exp(-z[t]))
            z[t, :, 2 * units : 3 * units] = g
            i, f, g, o = np.split(z[t], 4, axis=1)
            c[t + 1] = f * c[t] + i * g
            tanh_c[t] = np.tanh(c[t + 1])
            h[t + 1] = o * tanh_c[t]
        dz = np.empty_like(z)
        dh = np.zeros((batch, units), x.dtype)
        dc = np.zeros((batch, units), x.dtype)
        for t in reversed(range(timesteps)):
            i, f, g, o = np.split(z[t], 4, axis=1)
            dh += arriving[:, t]
            dc += dh * o * (1 - tanh_c[t] ** 2)
            dz[t, :, :units] = dc * g * i * (1 - i)
            dz[t, :, units : 2 * units] = dc * c[t] * f * (1 - f)
            dz[t, :, 2 * units : 3 * units] = dc * i * (1 - g**2)
            dz[t, :, 3 * units :] = dh * tanh_c[t] * o * (1 - o)
            dh = dz[t] @ recurrent_kernel.T
            dc *= f
        flat = dz.reshape(-1, 4 * units)
        dx = (flat @ kernel.T).reshape(xs.shape).swapaxes(0, 1)
        d_kernel = xs.reshape(-1, xs.shape[2]).T @ flat
        d_recurrent = h[:-1].reshape(-1, units).T @ flat
        return dx, d_kernel, d_recurrent, flat.sum(0)

    return call, call()


def of_torch(x, kernel, recurrent_kernel, bias, arriving):
    import torch

    torch.set_num_threads(1)
    layer = torch.nn.LSTM(x.shape[2], len(recurrent_kernel), batch_first=True)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.tensor(kernel.T))
        layer.weight_hh_l0.copy_(torch.tensor(recurrent_kernel.T))
        layer.bias_ih_l0.copy_(torch.tensor(bias))
        layer.bias_hh_l0.zero_()
    given, d = torch.tensor(x, requires_grad=True), torch.tensor(arriving)
    asked = [given, layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0]

    def call():
        for one in (given, *layer.parameters()):
            one.grad = None
        layer(given)[0].backward(d)
        return asked

    return call, [one.grad.numpy().T if k in (1, 2) else one.grad.numpy()
                  for k, one in enumerate(call())]  # fmt: skip


def of_jax(*arrays):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    import jax
    import jax.numpy as jnp

    def loss(x, kernel, recurrent_kernel, bias, arriving):
        def step(state, z):
            h, c = state
            i, f, g, o = jnp.split(z + h @ recurrent_kernel, 4, -1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            h = jax.nn.sigmoid(o) * jnp.tanh(c)
            return (h, c), h

        start = jnp.zeros((len(x), len(recurrent_kernel)), x.dtype)
        _, output = jax.lax.scan(step, (start, start), jnp.swapaxes(x, 0, 1) @ kernel + bias)
        return (jnp.swapaxes(output, 0, 1) * arriving).sum()

    gradient = jax.jit(jax.grad(loss, argnums=(0, 1, 2, 3)))
    given = [jnp.asarray(array) for array in arrays]

    def call():
        return jax.block_until_ready(gradient(*given))

    return call, [np.asarray(one) for one in call()]


CONTENDERS = {"numpy": of_numpy, "by_hand": of_hand, "c": of_c, "torch": of_torch, "jax": of_jax}


def timed(call, calls):
    """The least and the middle time."""
    found = []
    for _ in range(calls):
        start = time.process_time()
        call()
        found.append(1e3 * (time.process_time() - start))
    return min(found), sorted(found)[calls // 2]


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    contender = CONTENDERS[sys.argv[1]]
    if sys.argv[2:3] == ["memory"]:
        words = {"checkpoints": int(sys.argv[3])} if sys.argv[3:] else {}
        contender(*drawn(2, 3, 128, 512))  # what is loaded once
        arrays = drawn(*LONG)
        before, start = peak(), time.process_time()
        contender(*arrays, **words)
        took = time.process_time() - start
        print(sys.argv[1], words, f"{peak() - before:.0f} MiB, {took:.1f} s")
        raise SystemExit
    for size, calls in list(ROWS.items())[: int(sys.argv[2]) if sys.argv[2:] else None]:
        call, found = contender(*drawn(*size))
        sums = [float(np.abs(one).sum()) for one in found]
        least, middle = timed(call, calls)
        said = " ".join(f"{one:.6g}" for one in sums)
        print(
            f"{sys.argv[1]:8} {size}: {least:.3f} ms, middle {middle:.3f}; sums {said}", flush=True
        )

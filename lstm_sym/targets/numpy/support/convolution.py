"""The convolution over rows and columns, as the convolutional LSTM has it."""

import numpy as np

from lstm_numpy.arrays import Array


def convolve(kernel: Array, image: Array) -> Array:
    """kernel * image: as large as the image, zeros outside it.

    A convolution turns the kernel round: its last row meets the image's row above. What frameworks
    call a convolution does not; for theirs pass ``kernel[::-1, ::-1]``.

    Parameters
    ----------
    kernel : array, shape (kernel_rows, kernel_columns, inputs, units)
        its middle is at kernel_rows // 2, kernel_columns // 2
    image : array, shape (batch, rows, columns, inputs)

    Returns
    -------
    array, shape (batch, rows, columns, units)

    Examples
    --------
    >>> shift = np.zeros((3, 1, 1, 1))
    >>> shift[2] = 1
    >>> convolve(shift, np.array([1.0, 2.0, 3.0]).reshape(1, 3, 1, 1)).ravel()
    array([0., 1., 2.])
    """
    high, wide, _, units = kernel.shape
    rows, columns = image.shape[-3:-1]
    above, left = high - 1 - high // 2, wide - 1 - wide // 2
    outside = [(0, 0)] * (image.ndim - 3) + [(above, high // 2), (left, wide // 2), (0, 0)]
    padded = np.pad(image, outside)
    total = np.zeros((*image.shape[:-1], units), np.result_type(kernel, image))
    for row, weights_of_row in enumerate(kernel[::-1, ::-1]):
        for column, weights in enumerate(weights_of_row):
            part = padded[..., row : row + rows, column : column + columns, :]
            total = total + part @ weights
    return total

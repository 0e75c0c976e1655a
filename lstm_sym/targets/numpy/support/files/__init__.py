"""Model files of other frameworks, read as data: `lstm_numpy.load`."""

"""The benchmark: who computes an LSTM's forward pass in how much time. See `lstm-sym bench`."""

"""What differs between two formulations, or between two releases of Keras."""

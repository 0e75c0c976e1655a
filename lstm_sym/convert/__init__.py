"""What `lstm-sym convert` does: a model's file as a file of another framework."""

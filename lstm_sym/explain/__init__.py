"""What `lstm-sym explain` does: a model's file in equations, and what others make of it."""

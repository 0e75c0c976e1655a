"""What `lstm-sym export` does: a model's file as a folder that stands alone and verifies itself."""

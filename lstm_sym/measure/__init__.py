"""What is measured, and recorded in `docs/results`: nothing here proves anything."""

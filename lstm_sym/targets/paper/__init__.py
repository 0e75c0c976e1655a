"""Paper: equations as LaTeX, as plain text and in English words."""

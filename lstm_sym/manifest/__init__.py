"""The product ``manifest.json``: its schema, who writes it and who reads it."""

"""Expression to text, one small file a language; a node that a language has no word for raises."""

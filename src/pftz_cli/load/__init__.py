"""YAML to records. Every check lives here, and all problems of all files are reported at once."""

"""The command line: one small module a group of commands; parse, one query, one output, the status."""

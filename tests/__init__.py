"""The tests, which run against the installed wheel."""

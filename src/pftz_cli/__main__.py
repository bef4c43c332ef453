"""`python -m pftz_cli` is `pftz`."""

from pftz_cli.commands.app import main

if __name__ == "__main__":
    main()

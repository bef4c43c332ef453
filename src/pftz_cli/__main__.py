"""The program's entry: `pftz`, and `python -m pftz_cli`."""

import sys


def main() -> None:
    """Run the command line and leave with the status that scripts rely on; an interruption while loading is no traceback either."""
    try:
        from pftz_cli.commands.app import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()

"""Starts Showroom: the window, or one of its commands."""

import sys

from showroom.cli import run

if __name__ == "__main__":
    sys.exit(run())

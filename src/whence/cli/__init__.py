"""The command line. `main` is the command `whence`; each verb has a module of its own."""

from whence.cli.app import main

__all__ = ["main"]

"""What is checked of paths before any work is done."""

import os
from collections.abc import Iterable
from pathlib import Path

from cli.errors import WrongUsage


def check_inputs(paths: Iterable[Path]) -> None:
    """Raise WrongUsage unless each is a file."""
    for path in paths:
        if not path.exists():
            raise WrongUsage(f"{path} is not there")
        if not path.is_file():
            raise WrongUsage(f"{path} is no file")


def check_outputs(paths: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raise WrongUsage unless each can be written, without harm to what is read or to each other."""
    taken = {path.resolve(): "would overwrite what is read" for path in inputs}
    for path in paths:
        if path.is_dir():
            raise WrongUsage(f"{path} is a directory: name a file in it")
        if not path.parent.is_dir():
            raise WrongUsage(f"{path} cannot be written: there is no directory {path.parent}")
        if not os.access(path.parent, os.W_OK):
            raise WrongUsage(f"{path} cannot be written: {path.parent} may not be changed")
        if harm := taken.get(path.resolve()):
            raise WrongUsage(f"{path} {harm}")
        taken[path.resolve()] = "is to be written twice"

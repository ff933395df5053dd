"""One way to break the chassis, and who has to notice."""

from dataclasses import dataclass
from pathlib import Path

CHASSIS = "services/chassis/"


class SabotageMissed(Exception):
    """The line that was to be broken is not there, or not once: the catalogue is older than the code."""


@dataclass(frozen=True)
class Sabotage:
    """A text of a file that is there once, replaced by another one. All of it must hold when `tests` run without it."""

    name: str
    promise: str
    """What is not true any more."""
    file: str
    """Within the chassis."""
    text: str
    instead: str
    tests: str
    """As pytest names them, separated by spaces, within tests/integration/chassis unless they begin with tests/."""

    @property
    def selected(self) -> str:
        """The tests as pytest is given them."""
        each = self.tests.split()
        return " ".join(test if test.startswith("tests/") else f"tests/integration/chassis/{test}" for test in each)

    def broken(self, root: Path) -> str:
        """The file's text, broken. Raises SabotageMissed."""
        text = (root / CHASSIS / self.file).read_text()
        if text.count(self.text) != 1:
            raise SabotageMissed(f"{self.name}: {text.count(self.text)} times in {self.file}: {self.text!r}")
        return text.replace(self.text, self.instead)

"""What figures are held to."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Goals:
    """By the names of figures; a yes or no is one too: it counts as 1 or 0."""

    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    aims: Mapping[str, float] = field(default_factory=dict)
    """More than what is asked for."""
    told: tuple[str, ...] = ()
    """Figures that a whole run has, whatever they are."""

    def asked(self, name: str) -> str:
        """What a figure is held to, as a table shows it; empty for those that are only told."""
        aim = f" (aim {self.aims[name]:g})" if name in self.aims else ""
        for sign, goals in (("≥", self.at_least), ("≤", self.at_most)):
            if (goal := goals.get(name)) is not None:
                return ("yes" if goal else "no") if isinstance(goal, bool) else f"{sign} {goal:g}{aim}"
        return ""

    def missed(self, found: Mapping[str, float]) -> list[str]:
        """Names of the figures that were measured and are not what they should be."""
        low = [name for name, least in self.at_least.items() if name in found and found[name] < least]
        high = [name for name, most in self.at_most.items() if name in found and found[name] > most]
        return low + high

    def absent(self, found: Mapping[str, object]) -> list[str]:
        """Names of the figures that are asked for and were not measured."""
        return [name for name in (*self.at_least, *self.at_most, *self.told) if name not in found]

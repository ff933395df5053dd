"""How far times of different processes may be apart before a checker may judge by them."""

from datetime import timedelta

SKEW = timedelta(seconds=2)
"""Two replicas decide by their own clocks, and a decision has the time of its batch's beginning, not of its commit:
what was free at the commit may be told as freed a moment later. A real excess lasts longer than this."""

LAG = timedelta(seconds=10)
"""A replica may be behind its source: a rule may rely on what was true so long ago."""

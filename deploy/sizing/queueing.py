"""What waits, simulated event by event: servers that take what is there at once, as writers and relays do.

A batch lasts `whole` seconds and `each` for everything in it. The next may follow at once where as much waits as one
batch may hold; else it keeps the distance that `services/chassis/pace.py` keeps. Everything is seeded.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

LONGEST = 0.04
"""As the chassis has it; a test compares."""
Draw = Callable[[float], float]
"""What a batch lasts, from what it lasts on average."""


@dataclass(frozen=True)
class Server:
    """Takes what waits, `most` at once. Seconds."""

    whole: float
    each: float
    most: int = 500
    paced: bool = True
    drawn: Draw = float

    def lasts(self, many: int) -> float:
        """A batch of so many."""
        return self.drawn(self.whole + self.each * many)


def served(arrivals: Sequence[float], server: Server) -> list[float]:
    """When each is done, of arrivals in their order."""
    done: list[float] = []
    free, at = 0.0, 0
    while at < len(arrivals):
        begin = max(arrivals[at], free)
        end = min(bisect_right(arrivals, begin, at), at + server.most)
        lasted = server.lasts(end - at)
        done += [begin + lasted] * (end - at)
        free = begin + lasted
        if server.paced and bisect_right(arrivals, free, end) - end < server.most:
            free = max(free, begin + min(LONGEST, 2 * lasted))
        at = end
    return done


@dataclass(frozen=True)
class Chain:
    """From the commit of a command to that of its effect in another service."""

    relay: Server
    fetch: float
    """Seconds until a consumer that waits has what was published."""
    reaction: Server
    replicas: int


def delays(committed: Sequence[float], chain: Chain, draw: Random) -> list[float]:
    """Seconds from each commit, in their order, to its effect. Keys are spread over the replicas evenly."""
    published = served(committed, chain.relay)
    shares: list[list[int]] = [[] for _ in range(chain.replicas)]
    for number in range(len(published)):
        shares[draw.randrange(chain.replicas)].append(number)
    found = [0.0] * len(published)
    for share in shares:
        done = served([published[number] + chain.fetch for number in share], chain.reaction)
        for number, moment in zip(share, done, strict=True):
            found[number] = moment - committed[number]
    return found


def uneven(spread: float, draw: Random) -> Draw:
    """Times around their mean as they are on machines: many a little below it, few far above (lognormal)."""
    return lambda mean: mean * draw.lognormvariate(-(spread**2) / 2, spread)


def poisson(rate: float, seconds: float, draw: Random) -> list[float]:
    """Moments at which independent callers come."""
    moments: list[float] = []
    moment = draw.expovariate(rate) if rate > 0 else seconds
    while moment < seconds:
        moments.append(moment)
        moment += draw.expovariate(rate)
    return moments


def quantile(values: Sequence[float], share: float) -> float:
    """The value that so large a share does not exceed; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

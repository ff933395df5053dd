"""Networks that are made up: many organisations, of which few are large; the shape of what will be matched.

65 of 100 participants are mentees. An organisation has 150 participants on average, sizes follow Zipf's law; those
with a sharing group in common (there are 48 at most) share their people, 15 of 100 share with nobody. Everything is
drawn from a seed, in numpy, with no loop over people.
"""

from tests.bench.matching.network.made import Network, groups, network, peers, scarce, with_quotas
from tests.bench.matching.network.stored import load, save

__all__ = ["Network", "groups", "load", "network", "peers", "save", "scarce", "with_quotas"]

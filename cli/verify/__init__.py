"""An independent look at the whole network: its invariants, recomputed from the raw topics and from HTTP.

It knows the contracts alone and nothing of the services, so that it cannot repeat a mistake of theirs.
"""

from cli.verify.http import ApiOutOfReach
from cli.verify.topics import TopicsOutOfReach
from cli.verify.verify import NobodyToAskAs, broken_invariants

__all__ = ["ApiOutOfReach", "NobodyToAskAs", "TopicsOutOfReach", "broken_invariants"]

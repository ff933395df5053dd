"""What matching tells of the mission: counted when its events are committed, and looked up now and then."""

from services.matching.measures.counted import TALLIES
from services.matching.measures.looked_up import MEASURES

__all__ = ["MEASURES", "TALLIES"]

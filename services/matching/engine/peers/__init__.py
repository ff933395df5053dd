"""Peers: people to people, everyone with one other at most.

A small cohort is paired exactly (blossoms; an integer programme where quotas bind). A large one goes through its
relaxation, which is solved by an auction and gives the bound: the best pairs on each cycle, then local search.
"""

from services.matching.engine.peers.pairing import Pairing, most_matched_bonus, pair_up
from services.matching.engine.peers.warming import warm

__all__ = ["Pairing", "most_matched_bonus", "pair_up", "warm"]

"""Recommendations: the mentors of a network as columns that are changed in place, and the best of them for one mentee.

The answer is exact: it is what comparing the mentee with every mentor would give.
"""

"""The numerical core: arrays in, arrays out. It knows no service, no person and no event.

`judge` says who is eligible for whom and how well; `assign`, `pair_up` and `form_groups` choose. Scores are whole
millionths and ties are broken by position, so that the same arrays give the same result on every machine.
"""

VERSION = "2.0"
"""One version gives one result for the same inputs: it changes with every change to what the engine decides."""

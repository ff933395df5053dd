"""From when on more of something adds nothing."""

ENOUGH_QUARTERS = 16
"""Weekly quarters of an hour in common: two sessions' worth of choice."""
LEAST_GAP = 500
"""Hundredths of a year ahead that suit best: enough to have been through it ..."""
MOST_GAP = 1500
"""... not so many as to have forgotten it."""
FARTHEST_GAP = 4000
"""Hundredths of a year ahead at which half of the value is left."""
LEAST_BAND = 100
"""Hundredths of a year: peers who may hardly differ are still measured by a year."""

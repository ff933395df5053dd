"""What an organisation is to the mentee's."""

CLOSED = 0
"""Not to be met."""
SHARED = 1
"""To be met, but no place is left under the agreement."""
HAS_PLACES = 2

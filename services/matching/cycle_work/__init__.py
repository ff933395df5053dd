"""A cycle at work: it is taken in hand, planned beside the event loop, and written pair by pair."""

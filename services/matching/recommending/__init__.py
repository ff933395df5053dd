"""Recommendations from memory: an index of the network's mentors, kept fresh from the service's own collections."""

"""Rebuilds what a service heard from the topics, in a database of its own, and compares it with the live state."""

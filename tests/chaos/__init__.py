"""Chaos: a mixed load while everything dies in turn, and an independent look at what is left."""

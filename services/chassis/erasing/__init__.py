"""Erasing a person: the wish is heard by every service, carried out by one process of each, and reported."""

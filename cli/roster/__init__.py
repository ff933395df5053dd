"""Rosters on their way to the API: cut into parts that it takes, and what came of them."""

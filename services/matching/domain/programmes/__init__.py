"""Programmes of the four kinds: opening, revising the policy, closing, and who may see them."""

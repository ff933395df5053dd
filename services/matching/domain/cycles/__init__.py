"""Cycles: one run of a policy over a cohort, and the reasons of those whom it left out."""

"""Receipts of erasures: what each service has erased of a person, and when."""

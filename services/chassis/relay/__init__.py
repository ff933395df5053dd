"""Publishes the outbox: in order, by one owner at a time, and marks what the broker has acknowledged."""

"""Organisations join the network, change their name or zone, and leave."""

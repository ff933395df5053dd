"""What journeys share: a running network, callers who watch for leaks, and the acts that they do."""

"""A sample network: three invented organisations, and the rosters that they send."""

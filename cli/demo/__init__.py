"""The network on the sample rosters: started, run through the public API, measured and told of."""

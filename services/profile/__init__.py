"""The profile service: people, the attributes that they declare, and the rosters that partners send."""

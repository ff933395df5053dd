"""What a run is measured by, read from outside: `/metrics`, the operators' API, the answers."""

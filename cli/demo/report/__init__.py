"""What came of a run: as facts, as JSON, and as tables."""

"""What came of a roster that was sent as a file."""

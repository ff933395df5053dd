"""From participants to arrays, and from what the engine chose back to proposals and reasons. No I/O."""

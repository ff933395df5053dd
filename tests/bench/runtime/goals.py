"""What the figures should be."""

AT_LEAST = {"durable_to_replace": 0.55, "durable_to_single16": 12.0, "relay_per_s": 17_000}
AIMS = {"durable_to_replace": 0.75}
EXPECTED = (*AT_LEAST, "scale_2", "scale_4", "durable_1m_to_10k", "replace_1m_to_10k")
"""Those that a whole run has."""

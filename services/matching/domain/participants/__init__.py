"""People as programmes see them: what they declare, where they are enrolled, what they are part of."""

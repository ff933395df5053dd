"""Mentorships: proposed by a cycle, requested or declared; approved, accepted; under way; closed."""

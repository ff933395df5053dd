"""Mentees to mentors' places: the greatest sum with its proof, within quotas, stable, or with the best worst match."""

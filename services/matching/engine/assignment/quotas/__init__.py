"""Quotas between organisations are no flow: each has a price; what is left over is mended in whole numbers."""

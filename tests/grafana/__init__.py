"""Grafana itself, as far as it can be had without Grafana: its types, and its components in a browser."""

"""Matching with no server at all: spreadsheets in, pairs and a report out."""

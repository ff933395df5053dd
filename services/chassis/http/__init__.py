"""HTTP as every service speaks it: problems, keys, pages, limits, documents."""

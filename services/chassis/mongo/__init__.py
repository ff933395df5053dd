"""The only way to MongoDB: one driver seam, documents of aggregates, scoped reading, transactions."""

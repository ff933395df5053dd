"""The one writer of a process: takes what waits, decides it in memory, commits it in one transaction.

Contract: `Writer.submit` and `Writer.submit_records` return when the effects are durable, and not before. Whoever calls
them may be cancelled without harm; what was submitted is still carried out. Effects happen once: records are recognised
by their sequence, commands by their idempotency key, reminders by their document.
"""

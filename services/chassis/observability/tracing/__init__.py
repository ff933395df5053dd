"""Traces: which span caused what, from a request through outbox and Kafka to its last effect.

A span is told of when it has ended. Where it will stand is known before, as a traceparent: that is what travels.
"""

"""What is left afterwards, judged by somebody who was not there: from raw topics, raw collections and HTTP.

Nothing here imports a service: what the services believe of themselves is no evidence.
"""

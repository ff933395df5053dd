"""The load: what organisations ask of the API, and what strangers put into the topics."""

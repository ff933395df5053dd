"""The public API, from Python: used by the verbs and by the demo."""

from cli.client.answer import Answer, ApiProblem, ServerAway
from cli.client.client import Client

__all__ = ["Answer", "ApiProblem", "Client", "ServerAway"]

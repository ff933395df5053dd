"""As much of an OpenTelemetry collector as takes spans over HTTP, in a thread; it may refuse them or be slow."""

import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

LOOPBACK = "127.0.0.1"


class Collector:
    """Keeps what it takes."""

    def __init__(self) -> None:
        self.requests: list[ExportTraceServiceRequest] = []
        self.paths: list[str] = []
        self.status = 200
        self.takes_seconds = 0.0
        self.url = ""

    def spans(self) -> list[tuple[str, Any]]:
        """Each with the name of its service."""
        return [
            (_service(part.resource), span)
            for request in self.requests
            for part in request.resource_spans
            for scoped in part.scope_spans
            for span in scoped.spans
        ]


def _service(resource: Any) -> str:
    name: str = next(each.value.string_value for each in resource.attributes if each.key == "service.name")
    return name


@contextmanager
def collecting(port: int = 0) -> Iterator[Collector]:
    """It listens while the `with` lasts."""
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(collector.takes_seconds)
            if collector.status == 200:
                collector.requests.append(ExportTraceServiceRequest.FromString(zlib.decompress(body, 31)))
            collector.paths.append(self.path)
            self.send_response(collector.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer((LOOPBACK, port), Handler)
    collector.url = f"http://{LOOPBACK}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield collector
    finally:
        server.shutdown()
        server.server_close()

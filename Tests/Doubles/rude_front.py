"""An API behind a front that does what the standard of HTTP allows and doubles seldom do.

    python3 rude_front.py PORT TARGET

What comes under /base is passed on to 127.0.0.1:TARGET. Answers come in chunks, with names of headers in capitals or small letters, every
other with "Connection: close"; how long to wait stands in a header alone; of a long poll nothing waits, and each third fails with a page
of HTML.
"""

import http.client
import itertools
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    target = 0
    count, polls = itertools.count(1), itertools.count(1)
    lock = threading.Lock()

    def log_message(self, *arguments):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.path.startswith("/base/"):
            return self.answer(404, b"<html>there is only /base</html>", {})
        if self.path.endswith("/getUpdates"):
            if next(self.polls) % 3 == 0:
                return self.answer(502, b"<html>bad gateway</html>", {})
            body = json.dumps({**json.loads(body), "timeout": 0}).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.target)
        connection.request(self.command, self.path.removeprefix("/base"), body, {"Content-Type": self.headers.get("Content-Type", "")})
        found = connection.getresponse()
        data, more = found.read(), {}
        if found.status == 429:
            refusal = json.loads(data)
            more["Retry-After"] = str(refusal.pop("parameters")["retry_after"])
            data = json.dumps(refusal).encode()
        self.answer(found.status, data, more)

    do_GET = do_POST

    def answer(self, status, data, more):
        number = next(self.count)
        headers = {"Transfer-Encoding": "chunked", "Content-Type": "application/json", **more}
        if number % 2:
            headers["Connection"] = "close"
            self.close_connection = True
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name.lower() if number % 3 else name.upper(), value)
        self.end_headers()
        for start in range(0, len(data), 7):
            piece = data[start : start + 7]
            self.wfile.write(f"{len(piece):X}\r\n".encode() + piece + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")


if __name__ == "__main__":
    Handler.target = int(sys.argv[2])
    ThreadingHTTPServer.daemon_threads = True
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()

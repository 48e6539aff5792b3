#!/usr/bin/env python3
"""Loads what `attacks` wrote in headless Chromium; fails if anything would run or navigate.

cargo run --release --bin attacks -- /tmp/attacks && python3 chromium.py /tmp/attacks

Pages are served with a Content-Security-Policy that only reports: Chromium posts a report for each script, event handler and
`javascript:` URL that it is about to run, whatever that does. Other hosts do not resolve. A page of our own with a script shows
that reports arrive.
"""
import http.server
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import urllib.parse

FOLDER = pathlib.Path(sys.argv[1])
CONTROL = b"<!doctype html><script>document.title = 1</script><img src=/none onerror='document.title = 2'>"
POLICY = "script-src 'none'; report-uri /report"
# Style sheets, the page itself, and files that an article from this host may reference.
reports, requests = [], []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = urllib.parse.urlparse(self.path).path.lstrip("/")
        requests.append(path)
        body = CONTROL if path == "control.html" else None
        if body is None and (FOLDER / path).is_file():
            body = (FOLDER / path).read_bytes()
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", "application/xml" if path.endswith(".xml") else "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy-Report-Only", POLICY)
        self.end_headers()
        self.wfile.write(body or b"")

    def do_POST(self):
        text = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode("utf-8", "replace")
        reports.append(json.loads(text).get("csp-report", {}))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def load(port, name):
    """What the browser reports and requests while it loads a page and two seconds after."""
    reports.clear()
    requests.clear()
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--timeout=3000", "--dump-dom",
            f"http://127.0.0.1:{port}/{name}",
        ]
        try:
            shown = subprocess.run(command, capture_output=True, timeout=60).stdout
        except subprocess.TimeoutExpired:
            # A dialog that nobody closes.
            shown = b""
    return list(reports), [path for path in requests if path not in (name, "favicon.ico")], shown


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    found, _, _ = load(port, "control.html")
    if len(found) < 2:
        sys.exit(f"the control page's scripts were not reported: {found}")
    names = sorted(path.name for path in FOLDER.iterdir())
    failures = 0
    for name in names:
        found, requested, shown = load(port, name)
        if found or requested or not shown:
            failures += 1
            print(name, found, requested, len(shown))
    print(f"{len(names)} pages, {failures} that run or request something")
    sys.exit(1 if failures else 0)


main()

"""A mail relay on this machine that speaks SMTP, keeps what it is given, and refuses when it is told to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


@dataclass
class Relay:
    """``refuses`` is the code with which each RCPT is answered, none when it is taken."""

    url: str = ""
    refuses: int | None = None
    says: str = "5.1.1 no such mailbox"
    mails: list[EmailMessage] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)

    def answer(self, verb: str, line: str) -> str:
        """Return the answer to a command."""
        if verb == "EHLO":
            return "250-relay.example\r\n250 8BITMIME"
        if verb == "RCPT":
            if self.refuses is not None:
                return f"{self.refuses} {self.says}"
            self.addressees.append(line.partition("<")[2].partition(">")[0])
        return {"DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 ok")


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        relay: Relay = self.server.relay  # type: ignore[attr-defined]  # given below
        self._say("220 relay.example")
        while line := self.rfile.readline():
            verb = line[:4].decode("ascii", "replace").upper()
            self._say(relay.answer(verb, line.decode("utf-8", "replace")))
            if verb == "QUIT":
                return
            if verb == "DATA":
                told = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    told += part[1:] if part.startswith(b"..") else part
                relay.mails.append(message_from_bytes(told, policy=default))
                self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def relay() -> Iterator[Relay]:
    """Run a relay; give its address and what it took."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        kept = Relay(f"smtp://127.0.0.1:{server.server_address[1]}")
        server.relay = kept  # type: ignore[attr-defined]  # for the handlers
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()

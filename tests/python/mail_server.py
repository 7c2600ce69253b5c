"""A real SMTP receiver for the tests (aiosmtpd): each mail becomes a file in the folder given.

usage: mail_server.py FOLDER
Prints the port it listens on as its first line. Addresses that begin with "refuse-" get a 550,
those that begin with "later-" a 451 the first time: the faults that real servers have.
"""

import asyncio
import itertools
import pathlib
import sys

from aiosmtpd.smtp import SMTP


class Keep:
    """Writes what arrives; refuses what the tests ask to refuse."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)
        self.delayed: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse-"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later-") and address not in self.delayed:
            self.delayed.add(address)
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = f"{next(self.numbers):04d}"
        head = "".join(f"X-Envelope-To: {to}\r\n" for to in envelope.rcpt_tos).encode()
        part = self.folder / f".{name}.part"
        part.write_bytes(head + envelope.original_content)
        part.rename(self.folder / f"{name}.eml")
        return "250 kept"


async def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    keep = Keep(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(keep, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())

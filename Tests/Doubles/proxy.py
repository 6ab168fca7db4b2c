"""A proxy: HTTP CONNECT and SOCKS5, both with a password, on one port. Every target that it is asked for becomes a line of FILE.

    python3 proxy.py PORT USER PASSWORD FILE
"""

import asyncio
import base64
import sys

PORT, USER, PASSWORD, FILE = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]


async def connect(first, reader, writer):
    head = (first + await reader.readuntil(b"\r\n\r\n")).decode()
    wanted = "basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    given = [line.partition(":")[2].strip() for line in head.split("\r\n") if line.lower().startswith("proxy-authorization:")]
    if [value.lower() for value in given] != [wanted.lower()]:
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        return None
    return head.split(" ")[1], b"HTTP/1.1 200 Connection established\r\n\r\n"


async def socks(reader, writer):
    methods = await reader.readexactly((await reader.readexactly(1))[0])
    if 2 not in methods:
        writer.write(b"\x05\xff")
        return None
    writer.write(b"\x05\x02")
    await reader.readexactly(1)
    user = await reader.readexactly((await reader.readexactly(1))[0])
    password = await reader.readexactly((await reader.readexactly(1))[0])
    if (user.decode(), password.decode()) != (USER, PASSWORD):
        writer.write(b"\x01\x01")
        return None
    writer.write(b"\x01\x00")
    kind = (await reader.readexactly(4))[3]
    # Names alone: whoever gives an address has looked it up by itself.
    if kind != 3:
        writer.write(b"\x05\x08\x00\x01" + bytes(6))
        return None
    name = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
    port = int.from_bytes(await reader.readexactly(2), "big")
    return f"{name}:{port}", b"\x05\x00\x00\x01" + bytes(6)


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


async def serve(reader, writer):
    try:
        first = await reader.readexactly(1)
        asked = await (socks(reader, writer) if first == b"\x05" else connect(first, reader, writer))
        if asked:
            target, welcome = asked
            with open(FILE, "a") as file:
                file.write(target + "\n")
            host, _, port = target.rpartition(":")
            there = await asyncio.open_connection(host, int(port))
            writer.write(welcome)
            await asyncio.gather(copy(reader, there[1]), copy(there[0], writer))
    except (OSError, EOFError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", PORT) as server:
        await server.serve_forever()


asyncio.run(main())

"""What the acceptance tests of the doubles share: the people on a double, told what to do over its own HTTP, and what the client hears.

Each is run as `python NETWORK_acceptance.py PORT TOKEN` and exits 0 when a conversation of every kind the bridge has went well.
"""

import asyncio
import base64
import json
import sys
import urllib.request

PORT, TOKEN = sys.argv[1], sys.argv[2]
heard = asyncio.Queue()
# One grey point.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")


def people(what, **ask):
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}/people/{what}", json.dumps(ask).encode(), headers)
    return json.load(urllib.request.urlopen(request, timeout=10))


async def doing(what, **ask):
    return await asyncio.to_thread(people, what, **ask)


async def next_heard(kind):
    got = await asyncio.wait_for(heard.get(), 20)
    assert got[0] == kind, (got, kind)
    return got[1]

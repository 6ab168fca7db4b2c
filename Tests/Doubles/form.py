"""What the doubles share: forms with files, and a look at a picture by what is known of PNG, not by what our own program writes.

    python3 form.py BASE64 COLOR…       exits 0 when it is a PNG in which just these colours (ffffff) are seen
"""

import base64
import re
import sys
import zlib


def fields(body, kind):
    """The parts of a multipart/form-data body by name: text, or for a file (name, type, bytes)."""
    boundary = re.search(r'boundary="?([^";]+)"?', kind)[1].encode()
    found = {}
    for piece in body.split(b"--" + boundary)[1:-1]:
        head, content = piece.removeprefix(b"\r\n").removesuffix(b"\r\n").split(b"\r\n\r\n", 1)
        head = head.decode()
        name = re.search(r'[; ]name="?([^";\r]+)"?', head)[1]
        file = re.search(r'filename="?([^";\r]+)"?', head)
        type = re.search(r"(?i)content-type: *([^\r]+)", head)
        found[name] = (file[1], type[1] if type else "", content) if file else content.decode()
    return found


def picture(content):
    """The width, height and size of a PNG; ValueError for what is none."""
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("no PNG")
    at, packed, kinds, size = 8, b"", [], (0, 0)
    while at < len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        data, check = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if zlib.crc32(kind + data) != int.from_bytes(check, "big"):
            raise ValueError(f"a damaged {kind}")
        if kind == b"IHDR":
            size, depth = (int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")), data[8]
        if kind == b"PLTE":
            palette = [data[n : n + 3].hex() for n in range(0, length, 3)]
        if kind == b"IDAT":
            packed += data
        kinds.append(kind.decode())
        at += 12 + length
    if kinds[0] != "IHDR" or kinds[-1] != "IEND":
        raise ValueError(f"chunks {kinds}")
    seen = {"width": size[0], "height": size[1], "bytes": len(content)}
    rows = zlib.decompress(packed)
    if len(rows) != size[1] * (1 + (size[0] * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[content[25]] + 7) // 8):
        raise ValueError("rows are missing")
    if (depth, content[25]) == (4, 3):
        used = {digit for n in range(size[1]) for digit in rows[n * (len(rows) // size[1]) + 1 : (n + 1) * (len(rows) // size[1])].hex()[: size[0]]}
        seen["colors"] = sorted(palette[int(digit, 16)] for digit in used)
    return seen


if __name__ == "__main__":
    found = picture(base64.b64decode(sys.argv[1], validate=True))["colors"]
    if found != sorted(sys.argv[2:]):
        sys.exit(f"seen: {found}")

"""A double of a OneBot 11 implementation with its forward WebSocket, written from the public standard (github.com/botuniverse/onebot-11)
and NapCat's two additions for history.

    python onebot_double.py PORT TOKEN          (needs aiohttp)

The bot's WebSocket is at /, and people's doings are under /people/…, as JSON:
    POST /people/send    {"user", "text", "group"?, "reply_to"?, "mention"?, "form": "array" or "string"}  somebody writes; the event
    POST /people/block   {"user", "blocked"}                 somebody, or a group, is no friend any more, or is again
    POST /people/trouble {"action", "count", "retcode", "lose"?}  the next actions fail; lose: after they took effect, without an answer
                                 or mute: nothing is ever said to them
    POST /people/latency {"seconds"}                         so long after a message is there the bot is told so
    POST /people/drop    {}                                  every connection breaks
    POST /people/invite  {"group"}                           the bot is taken into a group
    POST /people/befriend {"user"}                           somebody asks to be a friend
    GET  /people/sent    the bot's messages, what was refused, and the actions that were called
"""

import asyncio
import base64
import json
import sys
import time

from aiohttp import WSMsgType, web

from form import picture

BOT = 4242


def escaped(text, comma=False):
    for sign, code in (("&", "&amp;"), ("[", "&#91;"), ("]", "&#93;")):
        text = text.replace(sign, code)
    return text.replace(",", "&#44;") if comma else text


def as_text(segments):
    parts = []
    for segment in segments:
        if segment["type"] == "text":
            parts.append(escaped(segment["data"]["text"]))
        else:
            fields = "".join(f",{k}={escaped(str(v), True)}" for k, v in segment["data"].items())
            parts.append(f"[CQ:{segment['type']}{fields}]")
    return "".join(parts)


class World:
    def __init__(self, token):
        self.token, self.last = token, 100
        self.sockets, self.messages, self.sent, self.refused, self.called = [], [], [], [], []
        self.blocked, self.trouble, self.latency = set(), [], 0

    def event(self, kind, **more):
        return {"time": int(time.time()), "self_id": BOT, "post_type": kind, **more}

    async def tell(self, event):
        for socket in list(self.sockets):
            try:
                await socket.send_str(json.dumps(event))
            except ConnectionError:
                pass

    async def do(self, what, ask):
        if what == "send":
            return await self.write(ask)
        if what == "block":
            (self.blocked.add if ask["blocked"] else self.blocked.discard)(ask["user"])
        if what == "trouble":
            self.trouble += [dict(ask) for _ in range(ask["count"])]
        if what == "latency":
            self.latency = ask["seconds"]
        if what == "drop":
            for socket in list(self.sockets):
                socket._req.transport.abort()
        if what == "invite":
            await self.tell(self.event("notice", notice_type="group_increase", sub_type="invite", group_id=ask["group"], operator_id=1, user_id=BOT))
        if what == "befriend":
            await self.tell(self.event("request", request_type="friend", user_id=ask["user"], comment="hi", flag="f1"))
        if what == "sent":
            return {"messages": self.sent, "refused": self.refused, "called": self.called}
        return True

    async def write(self, ask):
        self.last += 1
        segments = []
        if ask.get("reply_to"):
            segments.append({"type": "reply", "data": {"id": str(ask["reply_to"])}})
        if ask.get("mention"):
            segments.append({"type": "at", "data": {"qq": str(BOT)}})
        segments.append({"type": "text", "data": {"text": ask["text"]}})
        text = as_text(segments)
        message = text if ask.get("form") == "string" else segments
        user = ask["user"]
        sender = {"user_id": user, "nickname": f"user{user}", "sex": "unknown", "age": 0}
        event = self.event("message", message_id=self.last, user_id=user, message=message, raw_message=text, font=0, sender=sender)
        if ask.get("group"):
            sender.update(card="", area="", level="", role="member", title="")
            event.update(message_type="group", sub_type="normal", group_id=ask["group"], anonymous=None)
        else:
            event.update(message_type="private", sub_type="friend")
        self.messages.append(event)
        await self.tell(event)
        return event

    # What the bot has done.

    def call(self, action, params):
        if action == "get_login_info":
            return {"user_id": BOT, "nickname": "yiti"}
        if action in ("get_status", "set_friend_add_request"):
            return {"online": True, "good": True} if action == "get_status" else None
        if action in ("send_private_msg", "send_group_msg", "send_msg"):
            return self.send(params)
        if action == "get_friend_msg_history":
            return {"messages": [m for m in self.messages if m["message_type"] == "private" and m["user_id"] == params["user_id"]][-params["count"]:]}
        if action == "get_group_msg_history":
            return {"messages": [m for m in self.messages if m.get("group_id") == params["group_id"]][-params["count"]:]}
        raise ValueError(1404)

    @staticmethod
    def seen(file):
        if not file.startswith("base64://"):
            raise ValueError(1200)
        try:
            return picture(base64.b64decode(file.removeprefix("base64://"), validate=True))
        except ValueError:
            raise ValueError(1200)

    def send(self, params):
        user, group = params.get("user_id"), params.get("group_id")
        if (user is None) == (group is None) and params.get("message_type") is None:
            raise ValueError(1400)
        message = params["message"]
        if isinstance(message, dict):
            message = [message]
        if isinstance(message, str):
            text, pictures = message, []
        else:
            if any(segment["type"] not in ("text", "reply", "at", "image") for segment in message):
                raise ValueError(1400)
            pictures = [self.seen(s["data"]["file"]) for s in message if s["type"] == "image"]
            text = "".join(s["data"].get("text", "") for s in message)
        if not text.strip():
            raise ValueError(1400)
        if (group or user) in self.blocked:
            raise ValueError(1200)
        if len(text) > 4500:
            raise ValueError(1200)
        self.last += 1
        self.sent.append({"id": self.last, "user": None if group else user, "group": group, "text": text, "message": message, "pictures": pictures})
        return {"message_id": self.last}

    async def answer(self, request, socket):
        action, echo = request.get("action"), request.get("echo")
        self.called.append([action, request.get("params")])
        trouble = next((t for t in self.trouble if t["action"] == action), None)
        try:
            if trouble:
                self.trouble.remove(trouble)
                if trouble.get("mute"):
                    return
                if trouble.get("lose"):
                    self.call(action, request.get("params") or {})
                    return socket._req.transport.abort()
                raise ValueError(trouble["retcode"])
            answer = {"status": "ok", "retcode": 0, "data": self.call(action, request.get("params") or {})}
        except ValueError as error:
            code = error.args[0]
            self.refused.append([action, code])
            answer = {"status": "failed", "retcode": code, "data": None, "message": "refused", "wording": "refused"}
        if action.startswith("send_"):
            await asyncio.sleep(self.latency)
        try:
            await socket.send_str(json.dumps({**answer, "echo": echo}))
        except ConnectionError:
            pass  # Whoever asked is gone.


async def bot(request):
    world = request.app["world"]
    if not request.headers.get("Authorization"):
        return web.Response(status=401)
    late = {"Bearer late-1403": 1403, "Bearer late-1008": 1008}.get(request.headers["Authorization"])
    if not late and request.headers["Authorization"] != "Bearer " + world.token:
        return web.Response(status=403)
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    if late:
        # Some implementations look at the token only now.
        if late == 1403:
            await socket.send_str(json.dumps({"status": "failed", "retcode": 1403, "data": None, "message": "token", "echo": None}))
        await socket.close(code=1000 if late == 1403 else 1008)
        return socket
    await socket.send_str(json.dumps(world.event("meta_event", meta_event_type="lifecycle", sub_type="connect")))
    world.sockets.append(socket)
    try:
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                await world.answer(json.loads(message.data), socket)
    finally:
        world.sockets.remove(socket)
    return socket


async def people(request):
    ask = await request.json() if request.can_read_body and await request.text() else {}
    return web.json_response(await request.app["world"].do(request.match_info["what"], ask))


def main():
    app = web.Application()
    app["world"] = World(sys.argv[2])
    app.router.add_route("*", "/people/{what}", people)
    app.router.add_get("/", bot)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()

"""A double of Discord's HTTP API and gateway (version 10), written from its public documentation (docs.discord.com/developers).

    python discord_double.py PORT TOKEN          (needs aiohttp, which discord.py brings)

The bot's requests are under /api/v10, its gateway is at /, and people's doings are under /people/…, as JSON:
    POST /people/send     {"user", "text", "channel"?, "reply_to"?, "mention"?}  somebody writes, in private without "channel"; the message
    POST /people/edit     {"message", "text"?}              somebody changes a message; without "text" a link's preview comes
    POST /people/press    {"user", "message", "cb"}         somebody presses a button
    POST /people/slash    {"user", "name", "text"?, "channel"?}  somebody gives a slash command; the interaction
    POST /people/block    {"user", "blocked"}               somebody takes no messages from the bot, or does again
    POST /people/trouble  {"path", "count", "status", "code"?, "retry_after"?, "global"?, "lose"?}  requests whose path contains "path" fail;
                                                            "lose": after they took effect, without an answer
    POST /people/gateway  {"do": "drop", "close", "reconnect", "invalid", "deaf", "forget"}  what the gateway does; "code" with "close"
    POST /people/sign     {"flags"}                         what the application is allowed
    GET  /people/sent     the bot's messages, what only one person sees, what was refused, the commands, and what the gateway was told
"""

import asyncio
import json
import sys
import time
import zlib
from datetime import datetime, timezone

from aiohttp import WSMsgType, web

from form import fields, picture

BOT = {"id": "4242", "username": "yiti", "discriminator": "0", "global_name": None, "avatar": None, "bot": True, "flags": 0}
APPLICATION = "4242"
GUILD, ROOM = "1000", "1001"
HEARTBEAT = 1500


class Refused(Exception):
    def __init__(self, status, code, message, **more):
        super().__init__(message)
        self.status, self.body = status, {"code": code, "message": message, **more}


class World:
    def __init__(self, token, port):
        self.token, self.port = token, port
        self.last, self.channels, self.messages = 0, {}, {}
        self.nonces, self.interactions, self.commands = {}, {}, []
        self.blocked, self.trouble, self.refused = set(), [], []
        self.flags, self.callbacks = 1 << 19, []
        self.session, self.sequence, self.events, self.sockets = None, 0, [], []
        self.deaf, self.told = False, []
        self.used, self.whispers = {}, []

    def id(self):
        now = int(time.time() * 1000 - 1420070400000) << 22
        self.last = max(self.last + 1, now)
        return str(self.last)

    @staticmethod
    def user(number):
        return {"id": str(number), "username": f"user{number}", "discriminator": "0", "global_name": f"User {number}", "avatar": None}

    def dm(self, number):
        number = str(number)
        if number not in self.channels:
            self.channels[number] = {"id": self.id(), "type": 1, "last_message_id": None, "recipients": [self.user(number)]}
        return self.channels[number]

    def who_is_in(self, channel):
        return next((user for user, dm in self.channels.items() if dm["id"] == channel), None)

    def new_message(self, author, channel, content, **more):
        message = {
            "id": self.id(), "channel_id": channel, "author": author, "content": content.strip(),
            "timestamp": datetime.now(timezone.utc).isoformat(), "edited_timestamp": None, "tts": False, "mention_everyone": False,
            "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "type": 0, "components": [], **more,
        }
        self.messages[message["id"]] = message
        return message

    def event_form(self, message):
        """A message as the gateway says it: in a server with who wrote it there."""
        if message["channel_id"] != ROOM:
            return message
        member = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
        return {**message, "guild_id": GUILD, "member": member}

    # What people do.

    async def do(self, what, ask):
        if what == "send":
            channel = str(ask["channel"]) if ask.get("channel") else self.dm(ask["user"])["id"]
            more = {}
            if ask.get("reply_to"):
                other = self.messages[ask["reply_to"]]
                more = {"type": 19, "message_reference": {"message_id": other["id"], "channel_id": channel}, "referenced_message": other}
            if ask.get("mention"):
                more["mentions"] = [BOT]
            message = self.new_message(self.user(ask["user"]), channel, ask["text"], **more)
            hidden = channel == ROOM and not self.flags & (1 << 18 | 1 << 19) and not ask.get("mention")
            await self.happen("MESSAGE_CREATE", self.event_form({**message, "content": ""} if hidden else message))
            return message
        if what == "edit":
            message = self.messages[ask["message"]]
            if "text" in ask:
                message.update(content=ask["text"], edited_timestamp=datetime.now(timezone.utc).isoformat())
            await self.happen("MESSAGE_UPDATE", self.event_form(message))
            return message
        if what in ("press", "slash"):
            return await self.interact(what, ask)
        if what == "block":
            (self.blocked.add if ask["blocked"] else self.blocked.discard)(str(ask["user"]))
            return True
        if what == "trouble":
            self.trouble += [dict(ask) for _ in range(ask["count"])]
            return True
        if what == "gateway":
            return await self.gateway_does(ask)
        if what == "sign":
            self.flags = ask["flags"]
            return True
        if what == "sent":
            mine = [m for m in self.messages.values() if m["author"]["id"] == BOT["id"]]
            dms = {user: dm["id"] for user, dm in self.channels.items()}
            return {"messages": mine, "refused": self.refused, "commands": self.commands, "told": self.told, "callbacks": self.callbacks, "whispers": self.whispers, "dms": dms}
        raise Refused(404, 0, "nobody does that")

    async def interact(self, what, ask):
        interaction = {"id": self.id(), "application_id": APPLICATION, "token": f"t{self.last}" + "x" * 40, "version": 1, "locale": "zh-CN", "entitlements": [], "authorizing_integration_owners": {}, "app_permissions": "0", "attachment_size_limit": 1000}
        if what == "press":
            message = self.messages[ask["message"]]
            faces = [face for row in message["components"] for face in row["components"]]
            if not any(face["custom_id"] == ask["cb"] for face in faces):
                raise Refused(400, 0, f"no such button: {faces}")
            channel = message["channel_id"]
            interaction.update(type=3, message=message, data={"custom_id": ask["cb"], "component_type": 2})
        else:
            channel = str(ask["channel"]) if ask.get("channel") else self.dm(ask["user"])["id"]
            options = [{"name": "text", "type": 3, "value": ask["text"]}] if ask.get("text") else []
            interaction.update(type=2, data={"id": "77", "name": ask["name"], "type": 1, "options": options})
        interaction.update(channel_id=channel, channel={"id": channel, "type": 0 if channel == ROOM else 1})
        if channel == ROOM:
            member = {"user": self.user(ask["user"]), "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "permissions": "0", "deaf": False, "mute": False, "flags": 0}
            interaction.update(context=0, guild_id=GUILD, member=member, guild={"id": GUILD, "features": [], "locale": "en-US"})
        else:
            interaction.update(context=1, user=self.user(ask["user"]))
        self.interactions[interaction["token"]] = {"interaction": interaction, "message": None, "at": time.time()}
        await self.happen("INTERACTION_CREATE", interaction)
        return interaction

    # The gateway.

    async def happen(self, kind, data):
        if self.session is None:
            return
        self.sequence += 1
        payload = {"op": 0, "t": kind, "s": self.sequence, "d": data}
        self.events.append(payload)
        for socket in list(self.sockets):
            await socket.tell(payload)

    async def gateway_does(self, ask):
        do, sockets = ask["do"], list(self.sockets)
        if do == "deaf":
            self.deaf = True
        if do == "forget" or ask.get("code") in (1000, 4007, 4009):
            self.session, self.events = None, []
        for socket in sockets:
            if do == "drop":
                socket.request.transport.abort()
            if do == "close":
                await socket.web.close(code=ask["code"])
            if do == "reconnect":
                await socket.tell({"op": 7, "d": None})
            if do == "invalid":
                self.session, self.events = None, []
                await socket.tell({"op": 9, "d": False})
        return True

    # What the bot asks.

    def check(self, request):
        if request.headers.get("Authorization") != "Bot " + self.token:
            raise Refused(401, 0, "401: Unauthorized")

    async def call(self, method, path, query, ask):
        me = {**BOT, "verified": True, "mfa_enabled": False, "locale": "en-US", "email": None}
        if path == ["users", "@me"]:
            return me
        if path in (["applications", "@me"], ["oauth2", "applications", "@me"]):
            return {"id": APPLICATION, "name": "yiti", "icon": None, "description": "", "bot_public": True, "bot_require_code_grant": False, "verify_key": "", "owner": self.user(1), "flags": self.flags, "team": None, "rpc_origins": None, "summary": "", "hook": False}
        if path[:1] == ["gateway"]:
            return {"url": f"ws://127.0.0.1:{self.port}", "shards": 1, "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}}
        if path == ["users", "@me", "channels"]:
            return self.dm(ask["recipient_id"])
        if path == ["applications", APPLICATION, "commands"]:
            return self.take_commands(ask) if method == "PUT" else self.commands
        if path[0] == "interactions":
            return self.confirm(path[1], path[2], ask)
        if path[0] == "webhooks" and path[3:] == ["messages", "@original"]:
            return self.answer_in_place(path[2], ask)
        if path[0] == "webhooks" and len(path) == 3:
            return self.follow_up(path[2], ask)
        if path[0] == "channels" and path[2:] == ["messages"]:
            return self.post(path[1], ask) if method == "POST" else self.read(path[1], query)
        raise Refused(404, 0, "404: Not Found")

    def take_commands(self, ask):
        for command in ask:
            name, description = command["name"], command["description"]
            if not (1 <= len(name) <= 32 and name == name.lower() and all(c.isalnum() or c in "-_" for c in name)):
                raise Refused(400, 50035, "Invalid Form Body: name")
            texts = [description, *command.get("description_localizations", {}).values()]
            for option in command.get("options", []):
                texts.append(option["description"])
            if not all(1 <= len(text) <= 100 for text in texts):
                raise Refused(400, 50035, f"Invalid Form Body: description of {name}")
        if len(ask) > 100 or len({c["name"] for c in ask}) < len(ask):
            raise Refused(400, 30032, "Maximum number of application commands reached")
        self.commands = [{"id": str(900 + n), "application_id": APPLICATION, "version": "1", "default_member_permissions": None, "type": 1, **c} for n, c in enumerate(ask)]
        return self.commands

    def confirm(self, number, token, ask):
        known = self.interactions.get(token)
        if not known or known["interaction"]["id"] != number or time.time() - known["at"] > 3:
            raise Refused(404, 10062, "Unknown interaction")
        if known.get("kind"):
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        known["kind"] = ask["type"]
        self.callbacks.append([known["interaction"]["type"], ask["type"]])
        return {"interaction": {"id": number, "type": known["interaction"]["type"], "response_message_loading": True, "response_message_ephemeral": False}}

    def answer_in_place(self, token, ask):
        known = self.interactions.get(token)
        if not known or known.get("kind") != 5 or known.get("over"):
            raise Refused(404, 10015, "Unknown Webhook")
        self.check_content(ask)
        if known["message"]:
            known["message"].update(content=ask["content"].strip(), components=ask.get("components") or [])
        else:
            known["message"] = self.new_message(BOT, known["interaction"]["channel_id"], ask["content"], components=ask.get("components") or [], attachments=self.attached(ask), webhook_id=APPLICATION, type=20)
        return known["message"]

    def follow_up(self, token, ask):
        """A message that follows an interaction; with the flag 64 nobody sees it but whose that was."""
        known = self.interactions.get(token)
        if not known or not known.get("kind") or known.get("over"):
            raise Refused(404, 10015, "Unknown Webhook")
        self.check_content(ask)
        given = known["interaction"]
        if ask.get("flags", 0) & 64:
            self.whispers.append({"user": (given.get("user") or given["member"]["user"])["id"], "content": ask["content"]})
            return {"id": self.id(), "channel_id": given["channel_id"], "content": ask["content"], "flags": ask["flags"]}
        return self.new_message(BOT, given["channel_id"], ask["content"], components=ask.get("components") or [], webhook_id=APPLICATION)

    @staticmethod
    def check_content(ask):
        described = ask.get("attachments") or []
        if len(described) != len(ask.get("files") or []) or any(len(a.get("description") or "") > 1024 for a in described):
            raise Refused(400, 50035, "Invalid Form Body: attachments")
        content = ask.get("content") or ""
        if not content.strip():
            raise Refused(400, 50006, "Cannot send an empty message")
        if len(content) > 2000:
            raise Refused(400, 50035, "Invalid Form Body: Must be 2000 or fewer in length.")
        rows = ask.get("components") or []
        faces = [face for row in rows for face in row["components"]]
        good = len(rows) <= 5 and all(1 <= len(row["components"]) <= 5 for row in rows)
        good = good and all(1 <= len(f["custom_id"]) <= 100 and 1 <= len(f["label"]) <= 80 for f in faces)
        if not good or len({f["custom_id"] for f in faces}) < len(faces):
            raise Refused(400, 50035, "Invalid Form Body: components")

    @staticmethod
    def attached(ask):
        kept = []
        for number, (described, (name, _, content)) in enumerate(zip(ask.get("attachments") or [], ask.get("files") or [])):
            try:
                seen = picture(content)
            except ValueError as error:
                raise Refused(400, 50035, f"Invalid Form Body: {error}")
            kept.append({"id": str(7000 + number), "filename": described.get("filename") or name, "size": seen["bytes"], "content_type": "image/png", "description": described.get("description"), "url": "http://127.0.0.1/a", "proxy_url": "http://127.0.0.1/a", "width": seen["width"], "height": seen["height"]})
        return kept

    def post(self, channel, ask):
        user = self.who_is_in(channel)
        if user is None and channel != ROOM:
            raise Refused(404, 10003, "Unknown Channel")
        if user in self.blocked:
            raise Refused(403, 50007, "Cannot send messages to this user")
        self.check_content(ask)
        nonce = ask.get("nonce")
        if nonce is not None and len(str(nonce)) > 25:
            raise Refused(400, 50035, "Invalid Form Body: nonce")
        if nonce is not None and ask.get("enforce_nonce") and (channel, nonce) in self.nonces:
            return {**self.nonces[channel, nonce], "nonce": nonce}
        more = {"components": ask.get("components") or [], "attachments": self.attached(ask)}
        if ask.get("message_reference"):
            more.update(type=19, message_reference={"message_id": ask["message_reference"]["message_id"], "channel_id": channel})
        message = self.new_message(BOT, channel, ask["content"], **more)
        self.nonces[channel, nonce] = message
        return {**message, "nonce": nonce}

    def read(self, channel, query):
        found = [m for m in self.messages.values() if m["channel_id"] == channel]
        if "after" in query:
            found = [m for m in found if int(m["id"]) > int(query["after"])]
            found = sorted(found, key=lambda m: int(m["id"]))[: int(query.get("limit", 50))]
        return sorted(found, key=lambda m: -int(m["id"]))[: int(query.get("limit", 50))]


class Socket:
    """One connection of the bot's to the gateway."""

    def __init__(self, world, request, web_socket):
        self.world, self.request, self.web = world, request, web_socket
        self.zlib = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self.begun = False

    async def tell(self, payload):
        text = json.dumps(payload)
        try:
            if self.zlib:
                await self.web.send_bytes(self.zlib.compress(text.encode()) + self.zlib.flush(zlib.Z_SYNC_FLUSH))
            else:
                await self.web.send_str(text)
        except ConnectionError:
            pass

    async def run(self):
        await self.tell({"op": 10, "d": {"heartbeat_interval": HEARTBEAT}, "s": None, "t": None})
        async for message in self.web:
            if message.type == WSMsgType.TEXT:
                await self.hear(json.loads(message.data))

    async def hear(self, payload):
        world, data = self.world, payload.get("d")
        world.told.append({1: "heartbeat", 2: "identify", 6: "resume"}.get(payload["op"], payload["op"]))
        if payload["op"] == 1 and not world.deaf:
            await self.tell({"op": 11})
        if payload["op"] == 2:
            await self.identify(data)
        if payload["op"] == 6:
            await self.resume(data)

    async def identify(self, data):
        world = self.world
        if data["token"] != world.token:
            return await self.web.close(code=4004)
        if data["intents"] & 1 << 15 and not world.flags & (1 << 18 | 1 << 19):
            return await self.web.close(code=4014)
        world.session, world.sequence, world.events, world.deaf = f"s{world.id()}", 0, [], False
        world.sockets.append(self)
        ready = {"v": 10, "user": BOT, "guilds": [{"id": GUILD, "unavailable": True}], "session_id": world.session, "resume_gateway_url": f"ws://127.0.0.1:{world.port}/resumed", "application": {"id": APPLICATION, "flags": world.flags}}
        await world.happen("READY", ready)
        await world.happen("GUILD_CREATE", GUILD_OBJECT)

    async def resume(self, data):
        world = self.world
        if self.request.path != "/resumed":
            # A session is taken up where it was told that it can be.
            return await self.web.close(code=4007)
        if data["session_id"] != world.session or data["token"] != world.token:
            return await self.tell({"op": 9, "d": False})
        if data["seq"] > world.sequence:
            return await self.web.close(code=4007)
        world.deaf = False
        for payload in [p for p in world.events if p["s"] > data["seq"]]:
            await self.tell(payload)
        world.sockets.append(self)
        await world.happen("RESUMED", {})


ROLE = {"id": GUILD, "name": "@everyone", "color": 0, "colors": {"primary_color": 0}, "hoist": False, "position": 0, "permissions": "0", "managed": False, "mentionable": False, "flags": 0}
TEXT = {"id": ROOM, "type": 0, "name": "ml", "position": 0, "permission_overwrites": [], "nsfw": False, "parent_id": None, "topic": None, "last_message_id": None, "rate_limit_per_user": 0}
GUILD_OBJECT = {
    "id": GUILD, "name": "ML", "icon": None, "splash": None, "owner_id": "1", "afk_channel_id": None, "afk_timeout": 60, "verification_level": 0,
    "default_message_notifications": 0, "explicit_content_filter": 0, "roles": [ROLE], "emojis": [], "features": [], "mfa_level": 0,
    "system_channel_id": ROOM, "system_channel_flags": 0, "rules_channel_id": None, "vanity_url_code": None, "description": None,
    "banner": None, "premium_tier": 0, "preferred_locale": "en-US", "public_updates_channel_id": None, "nsfw_level": 0, "stickers": [],
    "premium_progress_bar_enabled": False, "joined_at": "2026-01-01T00:00:00+00:00", "large": False, "unavailable": False, "member_count": 3,
    "voice_states": [], "members": [], "channels": [TEXT], "threads": [], "presences": [], "stage_instances": [], "guild_scheduled_events": [],
    "soundboard_sounds": [], "safety_alerts_channel_id": None,
}


def limited(world, path):
    """Discord's limit on messages to a channel, five in five seconds, as its headers say it; what is over is refused."""
    if path[0] != "channels" or path[2:] != ["messages"]:
        return {}
    now = time.time()
    world.used[path[1]] = [at for at in world.used.get(path[1], []) if now - at < world.window]
    used = world.used[path[1]]
    headers = {"X-RateLimit-Bucket": "b1", "X-RateLimit-Limit": "5"}
    if len(used) >= 5:
        wait = world.window - (now - used[0])
        raise Refused(429, 0, "You are being rate limited.", retry_after=round(wait, 3), **{"global": False})
    used.append(now)
    headers["X-RateLimit-Remaining"] = str(5 - len(used))
    headers["X-RateLimit-Reset"] = f"{used[0] + world.window:.3f}"
    headers["X-RateLimit-Reset-After"] = f"{world.window - (now - used[0]):.3f}"
    return headers


def answered(body, status=200, headers=None):
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


async def asked(request):
    body = await request.read()
    if not request.content_type.startswith("multipart/"):
        return json.loads(body) if body.strip() else {}
    form = fields(body, request.headers["Content-Type"])
    return {**json.loads(form["payload_json"]), "files": [form[name] for name in sorted(form) if name.startswith("files[")]}


async def api(request):
    world = request.app["world"]
    path = request.match_info["path"].split("/")
    headers = {}
    try:
        if path[0] not in ("interactions", "webhooks"):
            world.check(request)
        ask = await asked(request)
        trouble = next((t for t in world.trouble if t["path"] in request.path and t.get("method", request.method) == request.method), None)
        if trouble:
            world.trouble.remove(trouble)
            if trouble.get("lose"):
                await world.call(request.method, path, request.query, ask)
                request.transport.abort()
                return web.Response()
            more = {k: trouble[k] for k in ("retry_after", "global") if k in trouble}
            raise Refused(trouble["status"], trouble.get("code", 0), "trouble", **more)
        if request.method == "POST":
            headers = limited(world, path)
        return answered(await world.call(request.method, path, request.query, ask), headers=headers)
    except Refused as refusal:
        world.refused.append([request.method, request.path, refusal.status, refusal.body])
        # discord.py takes a 429 without this for Cloudflare's.
        return answered(refusal.body, status=refusal.status, headers={"Via": "1.1 double"})


async def people(request):
    world = request.app["world"]
    try:
        ask = await request.json() if request.can_read_body and await request.text() else {}
        return answered(await world.do(request.match_info["what"], ask))
    except Refused as refusal:
        return answered(refusal.body, status=refusal.status)


async def gateway(request):
    world = request.app["world"]
    web_socket = web.WebSocketResponse(max_msg_size=4096)
    await web_socket.prepare(request)
    socket = Socket(world, request, web_socket)
    try:
        await socket.run()
    finally:
        if socket in world.sockets:
            world.sockets.remove(socket)
    return web_socket


def main():
    port, token = int(sys.argv[1]), sys.argv[2]
    app = web.Application()
    app["world"] = World(token, port)
    app["world"].window = 1.0
    app.router.add_route("*", "/api/v10/{path:.*}", api)
    app.router.add_route("*", "/people/{what}", people)
    app.router.add_get("/", gateway)
    app.router.add_get("/resumed", gateway)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main()

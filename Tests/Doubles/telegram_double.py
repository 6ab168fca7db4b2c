"""A double of Telegram's Bot API, written from its public documentation (core.telegram.org/bots/api).

    python3 telegram_double.py PORT TOKEN

It answers the methods a bot calls under /botTOKEN/METHOD, and people's doings under /people/…, as JSON:
    POST /people/send    {"user", "text", "chat"?, "reply_to"?, "topic"?}     somebody writes; the message
    POST /people/edit    {"user", "message_id", "text", "chat"?}              somebody changes a message
    POST /people/press   {"user", "message_id", "label" or "data", "chat"?, "language"?}  somebody presses a button
    POST /people/block   {"user", "blocked"}                                  somebody blocks the bot, or no longer
    POST /people/migrate {"chat", "to"}                                       a group becomes a supergroup
    POST /people/trouble {"method", "count", "error", "retry_after"?, "lose"?} the next calls fail; lose: after they took effect
    POST /people/whim    {"method", "share", "retry_after"}                    from now on such a share of the calls is refused
    GET  /people/counts  how many messages of the bot's each chat has
    GET  /people/sent    every message the bot sent and that was kept, what it told those who pressed, and every call that was refused
"""

import json
import random
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from form import fields, picture

BOT = {"id": 4242, "is_bot": True, "first_name": "Yiti", "username": "yiti_bot"}
ME = {**BOT, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}


class Refused(Exception):
    def __init__(self, code, description, **parameters):
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class World:
    def __init__(self):
        self.lock = threading.Condition()
        self.updates, self.next_update = [], 100
        self.messages, self.next_message = [], 1
        self.calls, self.commands, self.answered = [], {}, []
        self.pressed, self.whispers = {}, []
        self.blocked, self.moved, self.trouble = set(), {}, []
        self.whims, self.chance = {}, random.Random(7)
        self.polls = 0

    # What people do.

    def chat(self, number):
        if number > 0:
            return {"id": number, "type": "private", "first_name": f"User {number}"}
        return {"id": number, "type": "supergroup" if number <= -1000000000000 else "group", "title": f"Group {number}"}

    def user(self, number):
        return {"id": number, "is_bot": False, "first_name": f"User {number}", "language_code": "en"}

    def new_message(self, sender, chat, text, **more):
        message = {"message_id": self.next_message, "date": int(time.time()), "chat": self.chat(chat), "from": sender, **more}
        if text is not None:
            message["text"] = text
        self.next_message += 1
        self.messages.append(message)
        return message

    def find(self, chat, number):
        for message in self.messages:
            if message["message_id"] == number and message["chat"]["id"] == chat:
                return message
        return None

    def update(self, **content):
        self.updates.append({"update_id": self.next_update, **content})
        self.next_update += 1
        self.lock.notify_all()

    def do(self, what, ask):
        user = ask.get("user", 0)
        chat = ask.get("chat", user)
        if what == "send":
            more = {}
            if ask.get("reply_to"):
                more["reply_to_message"] = self.find(chat, ask["reply_to"])
            if ask.get("topic"):
                more.update(is_topic_message=True, message_thread_id=ask["topic"])
            words = ask["text"].split()
            if words and words[0].startswith("/"):
                more["entities"] = [{"type": "bot_command", "offset": 0, "length": len(words[0])}]
            message = self.new_message(self.user(user), chat, ask["text"], **more)
            self.update(message=message)
            return message
        if what == "edit":
            message = self.find(chat, ask["message_id"])
            message.update(text=ask["text"], edit_date=int(time.time()))
            self.update(edited_message=message)
            return message
        if what == "press":
            message = self.find(chat, ask["message_id"])
            buttons = [b for row in message.get("reply_markup", {}).get("inline_keyboard", []) for b in row]
            found = [b for b in buttons if b["text"] == ask.get("label") or b["callback_data"] == ask.get("data")]
            if not found:
                raise Refused(400, f"no such button: {buttons}")
            query = str(self.next_update * 7919)
            self.pressed[query] = user
            self.update(
                callback_query={
                    "id": query,
                    "from": {**self.user(user), "language_code": ask.get("language", "en")},
                    "message": message,
                    "chat_instance": "1",
                    "data": found[0]["callback_data"],
                }
            )
            return found[0]
        if what == "block":
            blocked = ask["blocked"]
            (self.blocked.add if blocked else self.blocked.discard)(user)
            member = {"user": BOT, "status": "kicked" if blocked else "member", "until_date": 0}
            self.update(
                my_chat_member={
                    "chat": self.chat(user),
                    "from": self.user(user),
                    "date": int(time.time()),
                    "old_chat_member": {"user": BOT, "status": "member" if blocked else "kicked", "until_date": 0},
                    "new_chat_member": member,
                }
            )
            return True
        if what == "migrate":
            self.moved[chat] = ask["to"]
            if ask.get("tell", True):
                self.update(message=self.new_message(self.user(1), chat, None, migrate_to_chat_id=ask["to"]))
            return True
        if what == "trouble":
            self.trouble += [ask] * ask["count"]
            return True
        if what == "whim":
            self.whims[ask["method"]] = ask
            return True
        if what == "counts":
            return Counter(str(m["chat"]["id"]) for m in self.messages if m["from"]["id"] == BOT["id"])
        if what == "sent":
            mine = [m for m in self.messages if m["from"]["id"] == BOT["id"]]
            return {"messages": mine, "refused": self.calls, "commands": self.commands, "answered": self.answered, "whispers": self.whispers, "polls": self.polls}
        raise Refused(404, "nobody does that")

    # What the bot calls.

    def call(self, method, ask):
        if method == "getMe":
            return ME
        if method == "getWebhookInfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": len(self.updates)}
        if method in ("deleteWebhook", "logOut", "close"):
            return True
        if method == "getUpdates":
            return self.get_updates(ask)
        if method == "setMyCommands":
            return self.set_commands(ask)
        if method == "answerCallbackQuery":
            query, text = str(ask.get("callback_query_id")), str(ask.get("text") or "")
            if query not in self.pressed or query in self.answered:
                raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
            if len(text) > 200:
                raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
            self.answered.append(query)
            if text:
                self.whispers.append({"user": self.pressed[query], "text": text, "alert": bool(ask.get("show_alert"))})
            return True
        if method == "sendMessage":
            return self.send_message(ask)
        if method == "sendPhoto":
            return self.send_photo(ask)
        raise Refused(404, "Not Found")

    def get_updates(self, ask):
        self.polls += 1
        mine = self.polls
        self.lock.notify_all()
        offset = int(ask.get("offset") or 0)
        if offset:
            self.updates = [u for u in self.updates if u["update_id"] >= offset]
        until = time.monotonic() + min(int(ask.get("timeout") or 0), 60)
        wanted = set(ask.get("allowed_updates") or ["message", "edited_message", "callback_query", "my_chat_member"])
        while True:
            if mine != self.polls:
                raise Refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
            found = [u for u in self.updates if wanted & u.keys()][: int(ask.get("limit") or 100)]
            left = until - time.monotonic()
            if found or left <= 0:
                return found
            self.lock.wait(left)

    def set_commands(self, ask):
        for command in ask["commands"]:
            name, description = command["command"], command["description"]
            if not (1 <= len(name) <= 32 and all(c in "abcdefghijklmnopqrstuvwxyz0123456789_" for c in name)):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(description) <= 256:
                raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        if len(ask["commands"]) > 100:
            raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        self.commands[ask.get("language_code") or ""] = ask["commands"]
        return True

    def send_photo(self, ask):
        photo, caption = ask.get("photo"), str(ask.get("caption") or "")
        if not isinstance(photo, (list, tuple)):
            raise Refused(400, "Bad Request: there is no photo in the request")
        try:
            seen = picture(photo[2])
        except ValueError as error:
            raise Refused(400, f"Bad Request: PHOTO_INVALID: {error}")
        if seen["width"] + seen["height"] > 10000 or max(seen["width"], seen["height"]) > 20 * min(seen["width"], seen["height"]):
            raise Refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
        if len(caption.encode("utf-16-le", "surrogatepass")) // 2 > 1024:
            raise Refused(400, "Bad Request: message caption is too long")
        sent = self.send_message({**ask, "text": caption or "-", "entities": ask.get("caption_entities")})
        sent["caption"] = caption
        del sent["text"]
        if "entities" in sent:
            sent["caption_entities"] = sent.pop("entities")
        sent["photo"] = [{"file_id": "p1", "file_unique_id": "u1", "width": seen["width"], "height": seen["height"], "file_size": seen["bytes"]}]
        return sent

    def send_message(self, ask):
        chat, text = int(ask["chat_id"]), ask.get("text") or ""
        if chat in self.moved:
            raise Refused(
                400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved[chat]
            )
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat > 0 and not any(m["from"]["id"] == chat for m in self.messages):
            raise Refused(400, "Bad Request: chat not found")
        if not text.strip():
            raise Refused(400, "Bad Request: message text is empty")
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if units > 4096:
            raise Refused(400, "Bad Request: message is too long")
        more = {}
        markup = ask.get("reply_markup")
        if isinstance(markup, str):
            markup = json.loads(markup)
        for row in (markup or {}).get("inline_keyboard", []):
            for button in row:
                if not button.get("text") or not 1 <= len(button.get("callback_data", "").encode()) <= 64:
                    raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        if markup:
            more["reply_markup"] = markup
        for entity in ask.get("entities") or []:
            if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > units:
                raise Refused(400, "Bad Request: ENTITY_BOUNDS_INVALID")
        if ask.get("entities"):
            more["entities"] = ask["entities"]
        if ask.get("message_thread_id"):
            more["message_thread_id"] = int(ask["message_thread_id"])
        return self.new_message(BOT, chat, text, **more)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world, token = World(), ""

    def log_message(self, *arguments):
        pass

    def parameters(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.headers.get("Content-Type") or ""
        if kind.startswith("application/x-www-form-urlencoded"):
            from urllib.parse import parse_qsl

            return {k: self.value(v) for k, v in parse_qsl(body.decode())}
        if kind.startswith("multipart/form-data"):
            texts = ("caption", "text")
            return {k: self.value(v) if isinstance(v, str) and k not in texts else v for k, v in fields(body, kind).items()}
        return json.loads(body) if body.strip() else {}

    @staticmethod
    def value(text):
        try:
            return json.loads(text)
        except ValueError:
            return text

    def do_POST(self):
        ask = self.parameters()
        parts = self.path.split("?")[0].strip("/").split("/")
        world = self.world
        with world.lock:
            try:
                if parts[0] == "people":
                    return self.answer(200, world.do(parts[1], ask))
                if parts[0] != "bot" + self.token or len(parts) != 2:
                    raise Refused(401 if parts[0].startswith("bot") else 404, "Unauthorized")
                trouble = next((t for t in world.trouble if t["method"] == parts[1]), None)
                if trouble:
                    world.trouble.remove(trouble)
                    if trouble.get("lose"):
                        world.call(parts[1], ask)
                        self.close_connection = True
                        return self.connection.close()
                    more = {"retry_after": trouble["retry_after"]} if "retry_after" in trouble else {}
                    raise Refused(trouble["error"], "Too Many Requests: retry later" if more else "Internal Server Error", **more)
                whim = world.whims.get(parts[1])
                if whim and world.chance.random() < whim["share"]:
                    raise Refused(429, "Too Many Requests: retry later", retry_after=whim["retry_after"])
                result = world.call(parts[1], ask)
                return self.answer(200, {"ok": True, "result": result})
            except Refused as refusal:
                world.calls.append([parts[-1], refusal.code, refusal.description])
                body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
                if refusal.parameters:
                    body["parameters"] = refusal.parameters
                return self.answer(refusal.code, body)

    do_GET = do_POST

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:
            self.close_connection = True


if __name__ == "__main__":
    Handler.token = sys.argv[2]
    ThreadingHTTPServer.daemon_threads = True
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()

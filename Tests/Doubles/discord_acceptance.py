"""discord.py against the double: what an independent client accepts is evidence, what only our own bridge accepts is none.

    python discord_acceptance.py PORT TOKEN

Exits 0 when a conversation of every kind the bridge has went well.
"""

import asyncio
import io

import discord
import yarl
from discord import app_commands
from acceptance import PNG, PORT, TOKEN, doing, heard, next_heard

discord.http.Route.BASE = f"http://127.0.0.1:{PORT}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{PORT}/")


class Bot(discord.Client):
    async def on_ready(self):
        await heard.put(("ready", None))

    async def on_resumed(self):
        await heard.put(("resumed", None))

    async def on_message(self, message):
        if message.author.id != self.user.id:
            await heard.put(("message", message))

    async def on_raw_message_edit(self, payload):
        await heard.put(("edit", payload))

    async def on_interaction(self, interaction):
        await heard.put(("interaction", interaction))


async def main():
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = intents.message_content = True
    bot = Bot(intents=intents, max_messages=None)
    tree = app_commands.CommandTree(bot)

    @tree.command(name="next", description="a question now")
    @app_commands.describe(text="what follows")
    async def next_question(interaction: discord.Interaction, text: str = ""):
        pass

    running = asyncio.create_task(bot.start(TOKEN))
    # What ends the client has to be seen, not only that nothing more is heard.
    running.add_done_callback(lambda task: task.cancelled() or heard.put_nowait(("ended", task.exception())))
    try:
        await next_heard("ready")
        assert [c.name for c in await tree.sync()] == ["next"]
        await converse(bot)
    finally:
        await bot.close()
        running.cancel()
    try:
        await Bot(intents=intents).start("wrong")
        raise AssertionError("a wrong token was taken")
    except discord.LoginFailure:
        pass


async def converse(bot):
    written = await doing("send", user=7, text="hello")
    message = await next_heard("message")
    assert str(message.id) == written["id"] and isinstance(message.channel, discord.DMChannel) and message.content == "hello"

    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="3", custom_id="rate:3:1"))
    sent = await message.channel.send("rate it", view=view, nonce="once", reference=message)
    again = await message.channel.send("rate it", nonce="once")
    assert sent.id == again.id and sent.components[0].children[0].custom_id == "rate:3:1"
    assert [m.id async for m in message.channel.history(limit=5, after=message)] == [sent.id]

    seen = await message.channel.send("a year", file=discord.File(io.BytesIO(PNG), "year.png", description="none"))
    assert [(a.filename, a.description, a.width) for a in seen.attachments] == [("year.png", "none", 1)]
    await raises(discord.HTTPException, message.channel.send("x", file=discord.File(io.BytesIO(b"none"), "year.png")))

    await doing("press", user=7, message=str(sent.id), cb="rate:3:1")
    press = await next_heard("interaction")
    assert press.type is discord.InteractionType.component and press.data["custom_id"] == "rate:3:1"
    await press.response.defer()

    await doing("slash", user=7, name="next", text="loss", channel=1001)
    slash = await next_heard("interaction")
    assert slash.guild_id == 1000 and slash.data["options"][0]["value"] == "loss" and slash.locale is discord.Locale.chinese
    await slash.response.defer(thinking=True)
    assert (await slash.edit_original_response(content="a question")).content == "a question"

    await doing("edit", message=written["id"], text="hello again")
    assert (await next_heard("edit")).data["content"] == "hello again"

    await doing("send", user=8, text="<@4242> hi", channel=1001, mention=True)
    mention = await next_heard("message")
    assert mention.guild.id == 1000 and mention.mentions[0].id == bot.user.id

    stranger = await bot.create_dm(discord.Object(9))
    await doing("block", user=9, blocked=True)
    blocked = await raises(discord.Forbidden, stranger.send("x"))
    assert blocked.code == 50007
    await raises(discord.HTTPException, message.channel.send("x" * 2001))
    await raises(discord.NotFound, bot.get_partial_messageable(5).send("x"))
    # Seven at once: the library waits as the headers and the 429s say.
    await asyncio.gather(*(mention.channel.send(f"n{n}") for n in range(7)))

    for how in ("drop", "reconnect"):
        await doing("gateway", do=how)
        await asyncio.sleep(0.2)
        await doing("send", user=7, text=f"after {how}")
        # What came meanwhile is told before it is told that the session goes on.
        kinds = [await asyncio.wait_for(heard.get(), 30) for _ in range(2)]
        assert sorted(kind for kind, _ in kinds) == ["message", "resumed"], kinds
    await doing("gateway", do="invalid")
    await next_heard("ready")
    await doing("gateway", do="close", code=4009)
    await next_heard("ready")
    told = (await doing("sent"))["told"]
    assert {"identify", "resume", "heartbeat"} <= set(told), told


async def raises(kind, awaitable):
    try:
        await awaitable
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


asyncio.run(main())
print("accepted by discord.py", discord.__version__)

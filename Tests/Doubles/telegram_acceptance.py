"""python-telegram-bot against the double: what an independent client accepts is evidence, what only our own bridge accepts is none.

    python telegram_acceptance.py PORT TOKEN

Exits 0 when a conversation of every kind the bridge has went well.
"""

import asyncio

from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters
from acceptance import PNG, PORT, TOKEN, doing, heard, next_heard


def hear(kind):
    async def handler(update, context):
        await heard.put((kind, update))

    return handler


async def main():
    base = f"http://127.0.0.1:{PORT}/bot"
    app = Application.builder().token(TOKEN).base_url(base).get_updates_read_timeout(30).build()
    app.add_handler(ChatMemberHandler(hear("member")))
    app.add_handler(CallbackQueryHandler(hear("press")))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, hear("edit")))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, hear("migrate")))
    app.add_handler(CommandHandler("next", hear("command")))
    app.add_handler(MessageHandler(filters.TEXT, hear("text")))
    await app.initialize()
    assert app.bot.username == "yiti_bot"
    await app.start()
    await app.updater.start_polling(timeout=5, allowed_updates=["message", "edited_message", "callback_query", "my_chat_member"])
    try:
        await converse(app.bot)
    finally:
        await app.updater.stop()
        await app.stop()
        await app.shutdown()


async def converse(bot):
    await bot.set_my_commands([BotCommand("next", "a question now")])
    await bot.set_my_commands([BotCommand("next", "来一题")], language_code="zh")

    written = await doing("send", user=7, text="hello")
    update = await next_heard("text")
    assert update.message.message_id == written["message_id"] and update.effective_user.language_code == "en"

    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("3", callback_data="rate:3:1")]])
    sent = await bot.send_message(
        7, "1 2\n3 4", entities=[MessageEntity("pre", 0, 7)], reply_markup=keyboard, reply_to_message_id=written["message_id"]
    )
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "rate:3:1"
    assert sent.entities[0].type == "pre" and sent.from_user.is_bot

    photo = await bot.send_photo(7, PNG, caption="a year\n1 2", caption_entities=[MessageEntity("pre", 0, 6)])
    assert photo.caption == "a year\n1 2" and (photo.photo[-1].width, photo.photo[-1].height) == (1, 1)
    assert photo.caption_entities[0].type == "pre"
    await raises(BadRequest, bot.send_photo(7, b"no picture"))
    await raises(BadRequest, bot.send_photo(7, PNG, caption="x" * 1025))

    await doing("press", user=7, message_id=sent.message_id, label="3")
    press = await next_heard("press")
    assert press.callback_query.data == "rate:3:1"
    assert await press.callback_query.answer()

    await doing("edit", user=7, message_id=written["message_id"], text="hello again")
    assert (await next_heard("edit")).edited_message.text == "hello again"

    command = await doing("send", user=7, chat=-55, text="/next@yiti_bot")
    assert command["chat"]["type"] == "group"
    assert (await next_heard("command")).effective_chat.id == -55

    await doing("block", user=7, blocked=True)
    member = await next_heard("member")
    assert member.my_chat_member.new_chat_member.status == "kicked"
    await raises(Forbidden, bot.send_message(7, "x"))
    await raises(BadRequest, bot.send_message(12345, "x"))
    await raises(BadRequest, bot.send_message(-55, "x" * 4097))

    await doing("migrate", chat=-55, to=-1001234567890)
    assert (await next_heard("migrate")).message.migrate_to_chat_id == -1001234567890
    await raises(ChatMigrated, bot.send_message(-55, "x"))

    await doing("trouble", method="sendMessage", count=1, error=429, retry_after=3)
    limited = await raises(RetryAfter, bot.send_message(-1001234567890, "x"))
    assert float(getattr(limited.retry_after, "total_seconds", lambda: limited.retry_after)()) == 3


async def raises(kind, awaitable):
    try:
        await awaitable
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


asyncio.run(main())
print("accepted")

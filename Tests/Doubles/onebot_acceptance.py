"""NoneBot with its OneBot adapter against the double: what an independent client accepts is evidence, what only our own bridge accepts is none.

    python onebot_acceptance.py PORT TOKEN

Exits 0 when a conversation of every kind the bridge has went well.
"""

import asyncio
import importlib.metadata
import os
import sys

import nonebot
from nonebot.adapters.onebot.v11 import ActionFailed, Adapter, Bot, GroupMessageEvent, Message, MessageSegment, PrivateMessageEvent
from nonebot.adapters.onebot.v11 import FriendRequestEvent, GroupIncreaseNoticeEvent
from acceptance import PNG, PORT, TOKEN, doing, heard


async def next_heard(kind):
    event = await asyncio.wait_for(heard.get(), 20)
    assert isinstance(event, kind), (event, kind)
    return event


async def converse(bot):
    assert (await bot.get_login_info())["user_id"] == 4242

    written = await doing("send", user=7, text="hello & [1, 2]")
    event = await next_heard(PrivateMessageEvent)
    assert event.message_id == written["message_id"] and event.get_plaintext() == "hello & [1, 2]"
    await doing("send", user=7, text="hello & [1, 2]", form="string")
    assert (await next_heard(PrivateMessageEvent)).get_plaintext() == "hello & [1, 2]"

    sent = await bot.send_private_msg(user_id=7, message=Message([MessageSegment.text("a & [b]")]))
    assert isinstance(sent["message_id"], int)
    await bot.send_private_msg(user_id=7, message=MessageSegment.text("a year") + MessageSegment.image(PNG))
    assert (await doing("sent"))["messages"][-1]["pictures"] == [{"width": 1, "height": 1, "bytes": len(PNG)}]
    broken = await refused(bot.send_private_msg(user_id=7, message=MessageSegment.text("a year") + MessageSegment.image(b"none")))
    assert broken.info["retcode"] == 1200
    answer = await bot.send_group_msg(group_id=55, message=MessageSegment.reply(written["message_id"]) + "an answer")
    assert answer["message_id"] > sent["message_id"]

    await doing("send", user=7, group=55, text=" /next", mention=True)
    mention = await next_heard(GroupMessageEvent)
    assert mention.group_id == 55 and mention.to_me and mention.get_plaintext().strip() == "/next"

    assert len((await bot.call_api("get_friend_msg_history", user_id=7, count=5))["messages"]) == 2
    await doing("block", user=8, blocked=True)
    assert (await refused(bot.send_private_msg(user_id=8, message="x"))).info["retcode"] == 1200
    assert (await refused(bot.call_api("no_such_action"))).info["retcode"] == 1404
    await doing("trouble", action="send_private_msg", count=1, retcode=1400)
    assert (await refused(bot.send_private_msg(user_id=7, message="x"))).info["retcode"] == 1400

    await doing("invite", group=56)
    assert (await next_heard(GroupIncreaseNoticeEvent)).is_tome()
    await doing("befriend", user=9)
    request = await next_heard(FriendRequestEvent)
    await request.approve(bot)
    assert ["set_friend_add_request", {"flag": "f1", "approve": True, "remark": ""}] in (await doing("sent"))["called"]


async def refused(awaitable):
    try:
        await awaitable
    except ActionFailed as error:
        return error
    raise AssertionError("it was not refused")


def main():
    nonebot.init(
        driver="~aiohttp", onebot_ws_urls=[f"ws://127.0.0.1:{PORT}/"], onebot_access_token=TOKEN, log_level="ERROR", _env_file=None
    )
    driver = nonebot.get_driver()
    driver.register_adapter(Adapter)
    outcome = []

    @nonebot.message.event_preprocessor
    async def hear(event: nonebot.adapters.Event):
        if event.get_type() != "meta_event":
            await heard.put(event)

    connections = []

    @driver.on_bot_connect
    async def connected(bot: Bot):
        connections.append(bot)
        asyncio.create_task(go(bot))

    async def go(bot):
        try:
            if len(connections) == 1:
                await converse(bot)
                # The connection breaks, and the client comes back.
                await doing("drop")
                return
            written = await doing("send", user=7, text="again")
            assert (await next_heard(PrivateMessageEvent)).message_id == written["message_id"]
            print("accepted by nonebot2", importlib.metadata.version("nonebot2"), "with its OneBot adapter", importlib.metadata.version("nonebot-adapter-onebot"), flush=True)
            os._exit(0)
        except BaseException as error:
            import traceback

            traceback.print_exception(error)
            sys.stderr.flush()
            os._exit(1)

    nonebot.run()


main()

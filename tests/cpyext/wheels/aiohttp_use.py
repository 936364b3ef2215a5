# needs: aiohttp
"""aiohttp: a server and a client in one process on the library's event loop; its parsers are Cython."""
import asyncio

import aiohttp
from aiohttp import web


async def hello(request):
    return web.json_response({"name": request.match_info["name"], "query": dict(request.query)})


async def echo(request):
    return web.Response(body=(await request.read())[::-1], headers={"X-Test": "1"})


async def socket(request):
    ws = web.WebSocketResponse()
    await ws.prepare(request)
    async for message in ws:
        if message.data == "close":
            await ws.close()
        else:
            await ws.send_str(message.data.upper())
    return ws


async def fails(request):
    raise web.HTTPTeapot(text="teapot")


@web.middleware
async def counting(request, handler):
    request.app["count"][0] += 1
    return await handler(request)


async def main():
    app = web.Application(middlewares=[counting])
    app["count"] = [0]
    app.add_routes([web.get("/hello/{name}", hello), web.post("/echo", echo), web.get("/ws", socket), web.get("/fails", fails)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{base}/hello/bob?x=1") as response:
            print(response.status, await response.json())
        async with session.post(f"{base}/echo", data=b"abc" * 3) as response:
            print(response.headers["X-Test"], await response.read())
        async with session.get(f"{base}/fails") as response:
            print(response.status, await response.text())
        async with session.get(f"{base}/none") as response:
            print(response.status)
        async with session.ws_connect(f"{base}/ws") as ws:
            await ws.send_str("hi")
            print((await ws.receive()).data)
            await ws.send_str("close")
            print((await ws.receive()).type.name)
        bodies = await asyncio.gather(*[get(session, f"{base}/hello/{i}") for i in range(20)])
        print(sorted(body["name"] for body in bodies)[:3], app["count"])
    await runner.cleanup()
    try:
        async with aiohttp.ClientSession() as session:
            await session.get(base)
    except aiohttp.ClientConnectorError as error:
        print(type(error).__name__)


async def get(session, url):
    async with session.get(url) as response:
        return await response.json()


asyncio.run(main())

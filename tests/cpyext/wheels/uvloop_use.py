# needs: uvloop
"""uvloop: an event loop in Cython that calls coroutines of Python; servers, subprocesses, errors, contexts."""
import asyncio
import contextvars
import sys

import uvloop

variable = contextvars.ContextVar("variable", default="none")


async def serve(reader, writer):
    data = await reader.readline()
    writer.write(data.upper())
    await writer.drain()
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    print(type(loop).__module__)
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello\n")
    print(await reader.read())
    writer.close()
    server.close()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(6 * 7)", stdout=asyncio.subprocess.PIPE)
    print((await process.communicate())[0])
    order = []
    loop.call_later(0.02, order.append, "later")
    loop.call_soon(order.append, "soon")
    await asyncio.sleep(0.05)
    print(order, await loop.run_in_executor(None, lambda: sum(range(10))))

    async def task(n):
        variable.set(n)
        await asyncio.sleep(0)
        return variable.get()

    print(await asyncio.gather(*[task(i) for i in range(5)]), variable.get())
    errors = []
    loop.set_exception_handler(lambda loop, context: errors.append(repr(context["exception"])))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.01)
    print(errors)
    try:
        await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except TimeoutError:
        print("timeout")
    queue = asyncio.Queue()

    async def producer():
        for i in range(100):
            await queue.put(i)
        await queue.put(None)

    job = asyncio.create_task(producer())
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    await job
    print(total)
    job = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    job.cancel()
    try:
        await job
    except asyncio.CancelledError:
        print("cancelled")


uvloop.run(main())

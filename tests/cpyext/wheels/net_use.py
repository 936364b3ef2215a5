# needs: zmq, grpc, tornado.web, websockets, httptools, watchfiles, asyncpg
"""Networks: pyzmq, grpcio, tornado, websockets, httptools, watchfiles, asyncpg's types; all within the process."""
import asyncio
import tempfile
import threading
from concurrent import futures
from pathlib import Path

import asyncpg
import grpc
import httptools
import tornado.httpclient
import tornado.httpserver
import tornado.ioloop
import tornado.netutil
import tornado.web
import watchfiles
import websockets
import zmq
import zmq.asyncio

context = zmq.Context()
server, client = context.socket(zmq.REP), context.socket(zmq.REQ)
port = server.bind_to_random_port("tcp://127.0.0.1")
client.connect(f"tcp://127.0.0.1:{port}")


def answer():
    for _ in range(3):
        server.send_json({"got": server.recv_json()})


thread = threading.Thread(target=answer)
thread.start()
for value in (1, [2], {"x": None}):
    client.send_json(value)
    print(client.recv_json())
thread.join()
client.setsockopt(zmq.RCVTIMEO, 20)
client.send(b"nobody listens", copy=False)
try:
    client.recv()
except zmq.Again as error:
    print(type(error).__name__, zmq.zmq_version_info()[0] >= 4, server.poll(1) in (0, 1))
server.close(0)
client.close(0)


async def zmq_async():
    ctx = zmq.asyncio.Context()
    a, b = ctx.socket(zmq.PAIR), ctx.socket(zmq.PAIR)
    a.bind("inproc://x")
    b.connect("inproc://x")
    await a.send_multipart([b"1", b"2"])
    got = await b.recv_multipart()
    a.close(0)
    b.close(0)
    ctx.term()
    return got


print(asyncio.run(zmq_async()))
context.term()


class Handler(grpc.GenericRpcHandler):
    def service(self, details):
        if details.method == "/t/Double":
            return grpc.unary_unary_rpc_method_handler(lambda request, context: request * 2)
        if details.method == "/t/Count":
            return grpc.unary_stream_rpc_method_handler(lambda request, context: (bytes([i]) for i in range(request[0])))
        if details.method == "/t/Fail":
            return grpc.unary_unary_rpc_method_handler(lambda request, context: context.abort(grpc.StatusCode.NOT_FOUND, "no such thing"))
        return None


rpc = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
rpc.add_generic_rpc_handlers((Handler(),))
rpc_port = rpc.add_insecure_port("127.0.0.1:0")
rpc.start()
with grpc.insecure_channel(f"127.0.0.1:{rpc_port}") as channel:
    print(channel.unary_unary("/t/Double")(b"ab", timeout=10), list(channel.unary_stream("/t/Count")(b"\x03", timeout=10)))
    for method in ("/t/Fail", "/t/Nosuch"):
        try:
            channel.unary_unary(method)(b"", timeout=10)
        except grpc.RpcError as error:
            print(error.code(), error.details())
    future = channel.unary_unary("/t/Double").future(b"x")
    print(future.result(timeout=10), future.done())
rpc.stop(None).wait()


async def grpc_async():
    async def echo(request, context):
        await asyncio.sleep(0)
        return request[::-1]

    server = grpc.aio.server()
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("a", {"Echo": grpc.unary_unary_rpc_method_handler(echo)}),))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        answers = await asyncio.gather(*[channel.unary_unary("/a/Echo")(bytes([65 + i, 66])) for i in range(3)])
    await server.stop(None)
    return answers


print(asyncio.run(grpc_async()))


class Main(tornado.web.RequestHandler):
    async def get(self, name):
        await asyncio.sleep(0)
        self.write({"hello": name, "query": self.get_argument("q", "none")})

    def post(self, name):
        raise tornado.web.HTTPError(418, reason="teapot")


async def tornado_round():
    http = tornado.httpserver.HTTPServer(tornado.web.Application([(r"/(\w+)", Main)], log_function=lambda handler: None))
    sockets = tornado.netutil.bind_sockets(0, "127.0.0.1")
    http.add_sockets(sockets)
    base = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    fetch = tornado.httpclient.AsyncHTTPClient().fetch
    first = await fetch(base + "/you?q=1")
    second = await fetch(base + "/you", method="POST", body="", raise_error=False)
    http.stop()
    return first.body, second.code, second.reason


print(asyncio.run(tornado_round()))


async def websocket_round():
    async def echo(connection):
        async for message in connection:
            await connection.send(message[::-1])

    async with websockets.serve(echo, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with websockets.connect(f"ws://127.0.0.1:{port}", proxy=None) as connection:
            await connection.send("abc")
            first = await connection.recv()
            await connection.send(b"\x01" * 5 + b"\x02")
            return first, await connection.recv()


print(asyncio.run(websocket_round()))


class Protocol:
    def __init__(self):
        self.seen = []

    def on_url(self, url):
        self.seen.append(url)

    def on_header(self, name, value):
        self.seen.append((name, value))

    def on_body(self, body):
        self.seen.append(body)

    def on_message_complete(self):
        self.seen.append("complete")


protocol = Protocol()
parser = httptools.HttpRequestParser(protocol)
parser.feed_data(b"POST /a?b=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nab")
parser.feed_data(b"c")
print(protocol.seen, parser.get_method(), parser.should_keep_alive(), httptools.parse_url(b"http://h:8/p?q#f").port)
Protocol.on_url = lambda self, url: 1 / 0
try:
    httptools.HttpRequestParser(Protocol()).feed_data(b"GET / HTTP/1.1\r\n\r\n")
except httptools.HttpParserCallbackError as error:
    print(type(error).__name__, repr(error.__context__))
try:
    httptools.HttpRequestParser(Protocol()).feed_data(b"nonsense\r\n\r\n")
except httptools.HttpParserError as error:
    print(type(error).__name__)

with tempfile.TemporaryDirectory() as folder:
    stop = threading.Event()
    threading.Timer(0.3, lambda: Path(folder, "new.txt").write_text("x")).start()
    for changes in watchfiles.watch(folder, stop_event=stop, rust_timeout=200, debounce=100, step=20, yield_on_timeout=False):
        print(sorted({(change.name, Path(path).name) for change, path in changes})[0])
        break

print(asyncpg.Range(1, 5), asyncpg.Point(1, 2), asyncpg.Range(1, 5) == asyncpg.Range(1, 5), hash(asyncpg.Point(1, 2)) == hash((1.0, 2.0)))


async def refused():
    try:
        await asyncpg.connect("postgresql://u@127.0.0.1:9/x", timeout=5)
    except OSError as error:
        return type(error).__name__


print(asyncio.run(refused()))

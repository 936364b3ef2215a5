class Sleep:
    def __init__(self, n):
        self.n = n
    def __await__(self):
        for i in range(self.n):
            yield ("tick", i)
        return self.n * 10
async def work(n):
    a = await Sleep(n)
    b = await Sleep(1)
    return a + b
async def main():
    total = 0
    for i in range(3):
        total += await work(i)
    return total
def run(coro):
    while True:
        try:
            print("yielded", coro.send(None))
        except StopIteration as stop:
            return stop.value
print(run(main()))

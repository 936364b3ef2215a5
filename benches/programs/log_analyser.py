"""An analyser of web server logs: lines taken apart by regular expressions, sessions, percentiles, error bursts, user agents, a report with tables; the log is generated."""
import re
from collections import Counter, defaultdict, deque

LINE = re.compile(
    r'^(?P<host>\S+) (?P<ident>\S+) (?P<user>\S+) \[(?P<day>\d{2})/(?P<month>\w{3})/(?P<year>\d{4}):'
    r'(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2}) (?P<zone>[+-]\d{4})\] '
    r'"(?P<method>[A-Z]+) (?P<target>\S+) HTTP/(?P<protocol>[\d.]+)" (?P<status>\d{3}) (?P<size>\d+|-) '
    r'"(?P<referrer>[^"]*)" "(?P<agent>[^"]*)" (?P<time>\d+)$')
QUERY = re.compile(r"([^&=]+)=([^&]*)")
NUMBER = re.compile(r"/\d+(?=/|$)")
ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
BROWSER = re.compile(r"(Firefox|Chrome|Safari|curl|Bot)/(\d+)")
ATTACK = re.compile(r"(\.\./|<script|union\s+select|/etc/passwd)", re.IGNORECASE)
MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n

    def pick(self, items):
        return items[self.below(len(items))]


def generate(n, seed):
    """Lines of a log."""
    random = Random(seed)
    targets = ["/", "/index.html", "/shop/{n}", "/shop/{n}/image.png", "/search?q=word%20{n}&page={n}", "/login", "/api/v1/items/{n}", "/static/app.js"]
    agents = ["Mozilla/5.0 (X11; Linux) Firefox/121", "Mozilla/5.0 (Mac) Chrome/120", "Mozilla/5.0 Safari/17", "curl/8", "Crawler Bot/2 (+http://bot)"]
    attacks = ["/../../etc/passwd", "/search?q=<script>x", "/shop?id=1%20UNION%20SELECT"]
    clock = 0
    for number in range(n):
        clock += random.below(9)
        host = f"10.0.{random.below(4)}.{random.below(50)}"
        burst = 4000 < clock % 20000 < 4300
        status = random.pick([200] * 14 + [304, 301, 404, 404, 500] + ([503] * 25 if burst else []))
        target = random.pick(attacks) if random.below(150) == 0 else random.pick(targets).replace("{n}", str(random.below(300)))
        seconds = clock % 86400
        if number % 501 == 500:
            yield f"-- rotated at {clock} --"
        yield (f'{host} - {random.pick(["-", "-", "ann", "bob"])} [{1 + clock // 86400:02}/Mar/2024:{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02} +0000] '
               f'"{random.pick(["GET", "GET", "GET", "POST"])} {target} HTTP/1.1" {status} {random.below(50000) if status == 200 else "-"} '
               f'"{random.pick(["-", "http://example.org/"])}" "{random.pick(agents)}" {3 + random.below(40) * random.below(40) * (5 if burst else 1)}')


class Entry:
    """One request."""
    __slots__ = ("host", "user", "when", "method", "path", "query", "status", "size", "agent", "time")

    def __init__(self, match):
        (self.host, _, self.user, day, month, _, hour, minute, second, _, self.method, target, _, status, size, _, agent, time) = match.groups()
        self.when = ((MONTHS[month] * 31 + int(day)) * 24 + int(hour)) * 3600 + int(minute) * 60 + int(second)
        path, _, query = target.partition("?")
        self.path = NUMBER.sub("/N", path)
        self.query = {key: unescape(value) for key, value in QUERY.findall(query)}
        self.status = int(status)
        self.size = 0 if size == "-" else int(size)
        found = BROWSER.search(agent)
        self.agent = found.group(1) if found else "other"
        self.time = int(time)

    @property
    def failed(self):
        return self.status >= 500


def unescape(text):
    return ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)


class Collector:
    """Something that looks at each entry and has a report at the end."""

    title = ""

    def see(self, entry):
        raise NotImplementedError

    def rows(self):
        raise NotImplementedError


class Statuses(Collector):
    title = "status codes"

    def __init__(self):
        self.counts = Counter()

    def see(self, entry):
        self.counts[entry.status // 100] += 1

    def rows(self):
        return [(f"{k}xx", v) for k, v in sorted(self.counts.items())]


class Paths(Collector):
    title = "paths: requests, bytes, times"

    def __init__(self):
        self.seen = defaultdict(lambda: [0, 0, []])

    def see(self, entry):
        row = self.seen[entry.path]
        row[0] += 1
        row[1] += entry.size
        row[2].append(entry.time)

    def rows(self):
        out = []
        for path, (count, size, times) in sorted(self.seen.items(), key=lambda item: (-item[1][0], item[0]))[:8]:
            times.sort()
            out.append((path, count, size, times[len(times) // 2], times[len(times) * 95 // 100]))
        return out


class Sessions(Collector):
    title = "sessions"
    PAUSE = 1800

    def __init__(self):
        self.last = {}
        self.sessions = defaultdict(list)

    def see(self, entry):
        key = (entry.host, entry.agent)
        if key in self.last and entry.when - self.last[key] < self.PAUSE:
            self.sessions[key][-1] += 1
        else:
            self.sessions[key].append(1)
        self.last[key] = entry.when

    def rows(self):
        lengths = [length for lengths in self.sessions.values() for length in lengths]
        return [("number", len(lengths)), ("longest", max(lengths)), ("mean", f"{sum(lengths) / len(lengths):.3f}")]


class Bursts(Collector):
    title = "bursts of errors"
    WINDOW = 60
    LIMIT = 5

    def __init__(self):
        self.recent = deque()
        self.bursts = []
        self.active = None

    def see(self, entry):
        if not entry.failed:
            return
        recent = self.recent
        recent.append(entry.when)
        while recent and recent[0] <= entry.when - self.WINDOW:
            recent.popleft()
        if len(recent) >= self.LIMIT:
            if self.active is None:
                self.active = [recent[0], entry.when, len(recent)]
            else:
                self.active[1] = entry.when
                self.active[2] += 1
        elif self.active is not None:
            self.bursts.append(tuple(self.active))
            self.active = None

    def rows(self):
        return [(f"burst {i}", end - start, count) for i, (start, end, count) in enumerate(self.bursts[:4], 1)] + [("all", len(self.bursts))]


class Agents(Collector):
    title = "agents"

    def __init__(self):
        self.counts = Counter()
        self.hosts = defaultdict(set)

    def see(self, entry):
        self.counts[entry.agent] += 1
        self.hosts[entry.agent].add(entry.host)

    def rows(self):
        return [(agent, count, len(self.hosts[agent])) for agent, count in self.counts.most_common(5)]


class Searches(Collector):
    title = "searches"

    def __init__(self):
        self.words = Counter()

    def see(self, entry):
        if "q" in entry.query:
            for word in re.split(r"\W+", entry.query["q"]):
                if word:
                    self.words[word.lower()] += 1

    def rows(self):
        return sorted(self.words.items(), key=lambda item: (-item[1], item[0]))[:4]


class Attacks(Collector):
    title = "suspicious"

    def __init__(self):
        self.by_host = Counter()

    def see(self, entry):
        if ATTACK.search(entry.path) or any(ATTACK.search(value) for value in entry.query.values()):
            self.by_host[entry.host] += 1

    def rows(self):
        return sorted(self.by_host.items(), key=lambda item: (-item[1], item[0]))[:3]


class Analyser:
    def __init__(self):
        self.collectors = [Statuses(), Paths(), Sessions(), Bursts(), Agents(), Searches(), Attacks()]
        self.read = 0
        self.bad = 0

    def feed(self, lines):
        for line in lines:
            self.read += 1
            match = LINE.match(line)
            if match is None:
                self.bad += 1
                continue
            entry = Entry(match)
            for collector in self.collectors:
                collector.see(entry)

    def report(self):
        out = [f"{self.read} lines, {self.bad} not understood"]
        for collector in self.collectors:
            out.append(f"-- {collector.title} --")
            rows = [tuple(map(str, row)) for row in collector.rows()]
            widths = [max(map(len, column)) for column in zip(*rows)]
            for row in rows:
                first, *rest = row
                out.append("  ".join([first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:]))]))
        return "\n".join(out)


def main():
    analyser = Analyser()
    for seed in range(3):
        analyser.feed(generate(9000, 1 + seed))
    print(analyser.report())


if __name__ == "__main__":
    main()

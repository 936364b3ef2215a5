"""A Markdown converter: blocks by a line scanner, inline marks by a character scanner and by regular expressions, lists that nest, tables, references, a table of contents."""
import re

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
RULE = re.compile(r"^\s*([-*_])(\s*\1){2,}\s*$")
ITEM = re.compile(r"^(\s*)([-*+]|\d+\.)\s+(.*)$")
REFERENCE = re.compile(r"^\[([^\]]+)\]:\s*(\S+)(?:\s+\"(.*)\")?$")
FENCE = re.compile(r"^```\s*(\w*)\s*$")
LINK = re.compile(r"\[([^\]]+)\](?:\(([^)\s]+)(?:\s+\"([^\"]*)\")?\)|\[([^\]]*)\])")
AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def slug(text):
    """A name for anchors."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


class Block:
    """A node of the document."""

    def html(self, inline):
        raise NotImplementedError


class Heading(Block):
    def __init__(self, level, text):
        self.level = level
        self.text = text
        self.anchor = slug(text)

    def html(self, inline):
        return f'<h{self.level} id="{self.anchor}">{inline(self.text)}</h{self.level}>'


class Paragraph(Block):
    def __init__(self, lines):
        self.lines = lines

    def html(self, inline):
        return "<p>" + inline(" ".join(self.lines)) + "</p>"


class Code(Block):
    def __init__(self, language, lines):
        self.language = language
        self.lines = lines

    def html(self, inline):
        kind = f' class="{self.language}"' if self.language else ""
        return f"<pre><code{kind}>{escape(chr(10).join(self.lines))}</code></pre>"


class Quote(Block):
    def __init__(self, blocks):
        self.blocks = blocks

    def html(self, inline):
        return "<blockquote>" + "".join(b.html(inline) for b in self.blocks) + "</blockquote>"


class Rule(Block):
    def html(self, inline):
        return "<hr>"


class Item:
    def __init__(self, text):
        self.text = text
        self.children = None

    def html(self, inline):
        inner = self.children.html(inline) if self.children else ""
        return f"<li>{inline(self.text)}{inner}</li>"


class List(Block):
    def __init__(self, indent, ordered):
        self.indent = indent
        self.ordered = ordered
        self.items = []

    def html(self, inline):
        tag = "ol" if self.ordered else "ul"
        return f"<{tag}>" + "".join(item.html(inline) for item in self.items) + f"</{tag}>"


class Table(Block):
    def __init__(self, header, alignments, rows):
        self.header = header
        self.alignments = alignments
        self.rows = rows

    def row(self, cells, tag, inline):
        out = []
        for cell, alignment in zip(cells, self.alignments):
            style = f' align="{alignment}"' if alignment else ""
            out.append(f"<{tag}{style}>{inline(cell)}</{tag}>")
        return "<tr>" + "".join(out) + "</tr>"

    def html(self, inline):
        return "<table>" + self.row(self.header, "th", inline) + "".join(self.row(r, "td", inline) for r in self.rows) + "</table>"


class BlockParser:
    """Lines to blocks."""

    def __init__(self, lines, references):
        self.lines = lines
        self.references = references
        self.index = 0

    def parse(self):
        blocks = []
        while self.index < len(self.lines):
            line = self.lines[self.index]
            if not line.strip():
                self.index += 1
                continue
            block = self.block(line)
            if block is not None:
                blocks.append(block)
        return blocks

    def block(self, line):
        match = HEADING.match(line)
        if match:
            self.index += 1
            return Heading(len(match.group(1)), match.group(2))
        if FENCE.match(line):
            return self.fenced(line)
        if RULE.match(line):
            self.index += 1
            return Rule()
        if line.startswith(">"):
            return self.quote()
        if ITEM.match(line):
            return self.list()
        match = REFERENCE.match(line)
        if match:
            self.index += 1
            self.references[match.group(1).lower()] = match.group(2), match.group(3)
            return None
        if "|" in line and self.index + 1 < len(self.lines) and set(self.lines[self.index + 1].strip()) <= set("|-: "):
            if "-" in self.lines[self.index + 1]:
                return self.table()
        return self.paragraph()

    def fenced(self, line):
        language = FENCE.match(line).group(1)
        self.index += 1
        lines = []
        while self.index < len(self.lines) and not FENCE.match(self.lines[self.index]):
            lines.append(self.lines[self.index])
            self.index += 1
        self.index += 1
        return Code(language, lines)

    def quote(self):
        inner = []
        while self.index < len(self.lines) and self.lines[self.index].startswith(">"):
            inner.append(self.lines[self.index][1:].removeprefix(" "))
            self.index += 1
        return Quote(BlockParser(inner, self.references).parse())

    def list(self):
        stack = []
        while self.index < len(self.lines):
            match = ITEM.match(self.lines[self.index])
            if not match:
                if self.lines[self.index].startswith("  ") and stack:
                    stack[-1].items[-1].text += " " + self.lines[self.index].strip()
                    self.index += 1
                    continue
                break
            indent, marker, text = match.groups()
            level = len(indent)
            while len(stack) > 1 and level < stack[-1].indent:
                stack.pop()
            if not stack:
                stack.append(List(level, marker[0].isdigit()))
            elif level > stack[-1].indent:
                nested = List(level, marker[0].isdigit())
                stack[-1].items[-1].children = nested
                stack.append(nested)
            stack[-1].items.append(Item(text))
            self.index += 1
        return stack[0]

    @staticmethod
    def cells(line):
        return [cell.strip() for cell in line.strip().strip("|").split("|")]

    def table(self):
        header = self.cells(self.lines[self.index])
        alignments = []
        for cell in self.cells(self.lines[self.index + 1]):
            left, right = cell.startswith(":"), cell.endswith(":")
            alignments.append("center" if left and right else "right" if right else "left" if left else "")
        self.index += 2
        rows = []
        while self.index < len(self.lines) and "|" in self.lines[self.index]:
            rows.append(self.cells(self.lines[self.index]))
            self.index += 1
        return Table(header, alignments, rows)

    def paragraph(self):
        lines = []
        while self.index < len(self.lines):
            line = self.lines[self.index]
            if not line.strip() or line.startswith((">", "#", "```")) or ITEM.match(line):
                break
            lines.append(line.strip())
            self.index += 1
        return Paragraph(lines)


class Inline:
    """Marks within text: `code`, **strong**, *emphasis*, ~~struck~~, links."""

    MARKS = {"**": "strong", "__": "strong", "~~": "del", "*": "em", "_": "em"}

    def __init__(self, references):
        self.references = references

    def __call__(self, text):
        return self.links(self.marks(text))

    def marks(self, text):
        out = []
        open_marks = []
        i = 0
        while i < len(text):
            char = text[i]
            if char == "\\" and i + 1 < len(text):
                out.append(escape(text[i + 1]))
                i += 2
                continue
            if char == "`":
                end = text.find("`", i + 1)
                if end > 0:
                    out.append("<code>" + escape(text[i + 1:end]) + "</code>")
                    i = end + 1
                    continue
            mark = text[i:i + 2] if text[i:i + 2] in self.MARKS else char if char in self.MARKS else None
            if mark:
                tag = self.MARKS[mark]
                if open_marks and open_marks[-1] == mark:
                    open_marks.pop()
                    out.append(f"</{tag}>")
                    i += len(mark)
                    continue
                if mark not in open_marks and text.find(mark, i + len(mark)) > 0:
                    open_marks.append(mark)
                    out.append(f"<{tag}>")
                    i += len(mark)
                    continue
            if char == "<" and AUTOLINK.match(text, i):
                link = AUTOLINK.match(text, i)
                out.append(f'<a href="{link.group(1)}">{link.group(1)}</a>')
                i = link.end()
                continue
            out.append(escape(char) if char in "&<>" else char)
            i += 1
        return "".join(out)

    def links(self, text):
        def replace(match):
            label, target, title, reference = match.groups()
            if target is None:
                target, title = self.references.get((reference or label).lower(), (None, None))
                if target is None:
                    return match.group(0)
            note = f' title="{title}"' if title else ""
            return f'<a href="{target}"{note}>{label}</a>'
        return LINK.sub(replace, text)


class Document:
    def __init__(self, source):
        self.references = {}
        self.blocks = BlockParser(source.splitlines(), self.references).parse()

    def html(self):
        inline = Inline(self.references)
        return "\n".join(block.html(inline) for block in self.blocks)

    def contents(self):
        """Headings with their depth."""
        return ["  " * (b.level - 1) + b.text for b in self.blocks if isinstance(b, Heading)]


SECTION = """
## Section {n}: things & *stuff*

A paragraph with **strong {n}**, *emphasis*, `code <{n}>`, ~~struck~~ words and a [link](http://example.org/{n} "Title {n}"),
that goes on over two lines, with a [reference][ref{n}] and <https://auto.example/{n}>. Not * alone, nor \\*escaped\\*.

- first item
- second **item**
  continued here
    1. nested {n}
    2. nested again
        - deeper `still`
- third

> A quote with [another][missing] link
> > nested quote {n}
> - and a list

| name | value | right |
|:-----|:-----:|------:|
| a{n} | *b* | {n} |
| c | d | 2 |

```python
def f(x):
    return x < {n} & 1
```

***
[ref{n}]: /target/{n} "Reference {n}"
"""


def main():
    source = "# A document\n" + "".join(SECTION.format(n=n) for n in range(40))
    checksum = 0
    html = ""
    for turn in range(60):
        document = Document(source + f"\nLast line {turn}\n")
        html = document.html()
        for line in html.splitlines():
            checksum = (checksum * 131 + len(line) + ord(line[-2])) & 0xFFFFFFFF
    print(Document(SECTION.format(n=1)).html())
    print(document.contents()[:3], len(document.contents()))
    print("size", len(source), len(html), "checksum", checksum)


if __name__ == "__main__":
    main()

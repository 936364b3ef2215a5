# needs: lxml
"""lxml: trees, XPath with Python functions, element classes, XSLT extension elements, parser targets, SAX, errors."""
import gc
import io
import traceback

from lxml import etree, html, objectify
from lxml.builder import E

root = etree.fromstring("<a x='1'><b>one</b><b>two</b><c><b>three</b>tail</c></a>")
print([node.text for node in root.iter("b")], root.xpath("count(//b)"), root.find("c/b").getparent().tag, etree.tostring(root))
namespace = etree.FunctionNamespace("urn:test")
namespace.prefix = "t"


@namespace
def double(context, value):
    return value * 2


@namespace
def fails(context, *args):
    raise KeyError("from xpath")


print(root.xpath("t:double(21)"))
try:
    root.xpath("t:fails(.)")
except KeyError as error:
    print("KeyError", error, [entry.name for entry in traceback.extract_tb(error.__traceback__)][-1])
for text in ("<a><b></a>", "", "<a>&undefined;</a>"):
    try:
        etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        print(type(error).__name__, error, error.lineno, error.position)


class Lookup(etree.CustomElementClassLookup):
    def lookup(self, kind, document, namespace, name):
        return Special if name == "b" else None


class Special(etree.ElementBase):
    @property
    def shout(self):
        return self.text.upper()


parser = etree.XMLParser()
parser.set_element_class_lookup(Lookup())
print([node.shout for node in etree.fromstring(etree.tostring(root), parser).iter("b")])


class Target:
    def __init__(self):
        self.events = []

    def start(self, tag, attributes):
        self.events.append(("start", tag, dict(attributes)))

    def end(self, tag):
        self.events.append(("end", tag))

    def data(self, text):
        self.events.append(("data", text))

    def close(self):
        return self.events


print(etree.fromstring("<r k='v'>hi<s/></r>", etree.XMLParser(target=Target())))
print([(event, node.tag) for event, node in etree.iterparse(io.BytesIO(etree.tostring(root)), events=("start", "end"))])


class Reader:
    def __init__(self, text):
        self.parts = [text[i:i + 5] for i in range(0, len(text), 5)]

    def read(self, size=-1):
        return self.parts.pop(0) if self.parts else b""


print(etree.parse(Reader(b"<doc><p>text</p></doc>")).getroot()[0].text)


class Bad:
    def read(self, size=-1):
        raise OSError("cannot read")


try:
    etree.parse(Bad())
except OSError as error:
    print(error)


class Element(etree.XSLTExtension):
    def execute(self, context, self_node, input_node, output_parent):
        output_parent.append(E.made(input_node.tag))


style = etree.XML("""<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:my="urn:my"
 extension-element-prefixes="my"><xsl:template match="/a"><out><my:ext/><xsl:for-each select="b"><v><xsl:value-of select="."/></v></xsl:for-each></out>
</xsl:template></xsl:stylesheet>""")
print(str(etree.XSLT(style, extensions={("urn:my", "ext"): Element()})(root)).strip())
page = html.fromstring("<div><p class=x>Hello <b>world</b></p><a href='/y'>z</a></div>")
page.make_links_absolute("http://h/")
print(html.tostring(page), page.text_content(), page.cssselect("p.x") if False else page.xpath("//p/@class"))
print([link[2] for link in page.iterlinks()], page.rewrite_links(lambda link: link.replace("h", "g")), html.tostring(page))
thing = objectify.fromstring("<o><n>5</n><s>text</s><n>6</n></o>")
print(thing.n + 1, [int(n) for n in thing.n], thing.s, objectify.dump(thing))
schema = etree.XMLSchema(etree.XML('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="n" type="xs:int"/></xs:schema>'))
print(schema.validate(etree.XML("<n>5</n>")), schema.validate(etree.XML("<n>x</n>")), schema.error_log.last_error.message)
with etree.xmlfile(buffer := io.BytesIO()) as out, out.element("top"):
    for i in range(3):
        out.write(E.item(str(i), key=str(i)))
print(buffer.getvalue())
node = etree.fromstring("<deep>" + "<x>" * 200 + "</x>" * 200 + "</deep>")
del node
gc.collect()
print(etree.tostring(E.html(E.body(E.p("a", E.i("b"), "c"))), pretty_print=True).decode())
try:
    root.append("no")
except TypeError as error:
    print(error)

# needs: PIL
"""Pillow: images, drawing, filters with Python functions, plug-ins, buffers, errors."""
import io

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFile, ImageFilter, ImageFont, ImageOps, UnidentifiedImageError

image = Image.new("RGB", (64, 48), (10, 20, 30))
draw = ImageDraw.Draw(image)
draw.ellipse((5, 5, 40, 40), fill="red", outline="white")
draw.line([(0, 0), (63, 47)], fill=(0, 255, 0), width=3)
draw.text((4, 30), "pyrs", fill="yellow", font=ImageFont.load_default())
print(image.getpixel((20, 20)), image.histogram()[:5], image.getbbox())
for form in ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"):
    image.save(buffer := io.BytesIO(), form)
    again = Image.open(io.BytesIO(buffer.getvalue()))
    again.load()
    print(form, again.size, again.mode, ImageChops.difference(again.convert("RGB"), image).getbbox() is None)
print(image.point(lambda value: value // 2).getpixel((20, 20)), image.filter(ImageFilter.GaussianBlur(2)).getpixel((20, 20)))
print(image.resize((8, 6), Image.Resampling.LANCZOS).tobytes().hex()[:48], image.rotate(30, expand=True).size, image.convert("L").getextrema())
print(ImageOps.autocontrast(image).getpixel((1, 1)), image.quantize(4).getcolors(), Image.eval(image, lambda v: 255 - v).getpixel((0, 0)))
array = np.asarray(image)
print(array.shape, array.sum(), Image.fromarray(array[::-1].copy()).getpixel((0, 0)))
for data in (b"", b"not an image", b"\x89PNG\r\n\x1a\n" + b"\0" * 20):
    try:
        Image.open(io.BytesIO(data)).load()
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        print(type(error).__name__, str(error).split(" object at ")[0])


class Broken(io.RawIOBase):
    def read(self, n=-1):
        raise OSError("device gone")


try:
    Image.open(Broken())
except OSError as error:
    print(error)


class Source(io.BytesIO):
    reads = 0

    def read(self, n=-1):
        Source.reads += 1
        return super().read(n)


image.save(buffer := io.BytesIO(), "PNG")
print(Image.open(Source(buffer.getvalue())).convert("L").size, Source.reads > 3)


class Sink:
    def __init__(self):
        self.size = 0

    def write(self, data):
        self.size += len(data)

    def flush(self):
        pass


image.save(sink := Sink(), "JPEG")
print(sink.size > 500)
parser = ImageFile.Parser()
for start in range(0, len(buffer.getvalue()), 100):
    parser.feed(buffer.getvalue()[start:start + 100])
print(parser.close().size)
with Image.open(io.BytesIO(buffer.getvalue())) as opened:
    print(opened.info, opened.format_description)

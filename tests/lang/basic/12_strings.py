s = "Hello, World"
print(s[0], s[-1], s[2:5], s[::-1], len(s))
print(s.upper(), s.lower(), s.replace("l", "L"), s.split(", "))
print(s.find("World"), s.find("zzz"), s.startswith("Hell"), s.endswith("d"))
print("-".join(["a", "b", "c"]), " pad ".strip() + "|", "x".center(5, "*"))
print("%s is %d and %.2f" % ("x", 3, 2.5), "{} {1}".replace("1", "") .format(1, 2))
print("{0} {name:>6} {1:05d}".format("a", 42, name="n"))
n = 3
print(f"{n} {n + 1} {n!r:>4} {s[:2]} {n:04d} {2.5:.3f} {n=}")
print("abc" * 2, "a" in "cat", "é", "日本", len("日本"), ord("A"), chr(97))
print(repr("it's"), repr('say "x"'), repr("tab\t\n\\"), str(12) + "3")
print("1,2,,3".split(","), " a b  c ".split(), "line1\nline2".splitlines())
text = ""
for i in range(5):
    text += str(i)
print(text, text.isdigit(), int(text) + 1, float("2.5"))

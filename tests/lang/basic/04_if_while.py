n = 10
if n > 5:
    print("big")
elif n > 3:
    print("middle")
else:
    print("small")
while n > 0:
    n = n - 3
    if n == 4:
        continue
    print("n", n)
else:
    print("while done")
i = 0
while True:
    i += 1
    if i > 4:
        break
else:
    print("never")
print("yes" if i == 5 else "no", i)
total = 0
k = 0
while k < 1000:
    if k % 3 == 0 or k % 5 == 0:
        total += k
    k += 1
print(total)

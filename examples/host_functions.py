"""Functions, classes and modules of the host in the guest; exceptions in both directions."""
import pyrs

accounts = {"ann": 100, "bob": 20}


class Account:
    """A host class: the guest makes and subclasses it like any other."""

    def __init__(self, owner):
        self.owner = owner

    @property
    def balance(self):
        return accounts[self.owner]


def transfer(source, target, amount):
    """Move money; ValueError, which the guest may catch."""
    if accounts[source] < amount:
        raise ValueError(f"{source} has only {accounts[source]}")
    accounts[source] -= amount
    accounts[target] += amount


rt = pyrs.Runtime(imports="none")
rt.module("bank").add("currency", "EUR").add_function(transfer).add_class(Account)

rt.exec("""
import bank

def pay(source, target, amount):
    try:
        bank.transfer(source, target, amount)
    except ValueError as error:
        return f"refused: {error}"
    return f"paid {amount} {bank.currency}"

class Named(bank.Account):
    def __str__(self):
        return f"{self.owner}: {self.balance}"
""")
print(rt.call("pay", "ann", "bob", 30))
print(rt.call("pay", "bob", "ann", 500))
print(rt.get("Named")("ann"))
try:
    rt.exec("bank.transfer('bob', 'ann', 1000)")
except ValueError as error:                     # the host's own exception object
    print("the host sees:", type(error).__name__, "-", error)
try:
    rt.exec("import os")
except pyrs.ImportDenied as error:
    print("denied:", error.name)

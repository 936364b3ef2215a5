class AccountError(Exception):
    """Base of this program's errors."""


class InsufficientFunds(AccountError):
    def __init__(self, needed, available):
        super().__init__(f"need {needed}, have {available}")
        self.missing = needed - available


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.log = []

    def withdraw(self, amount):
        try:
            if amount <= 0:
                raise ValueError(f"bad amount: {amount}")
            if amount > self.balance:
                raise InsufficientFunds(amount, self.balance)
            self.balance -= amount
        except ValueError as error:
            raise AccountError("refused") from error
        else:
            self.log.append(("ok", amount))
        finally:
            self.log.append(("tried", amount))
        return self.balance


account = Account(100)
for amount in [30, 200, -5, 70, "x"]:
    try:
        print("left", account.withdraw(amount))
    except InsufficientFunds as error:
        print("missing", error.missing, "-", error)
    except AccountError as error:
        print(error, "because", repr(error.__cause__))
    except Exception as error:
        print("unexpected", type(error).__name__, error)
print(account.log)

try:
    try:
        {}["key"]
    except KeyError:
        [][0]
except IndexError as error:
    print(repr(error), "while handling", repr(error.__context__))

# __getattr__ that is no plain function: hasattr() and getattr() with a default see its AttributeError.
from functools import partial


class Missing:
    def __getattr__(self, name):
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(name) from None


class Bound:
    def __get__(self, owner, kind=None):
        return partial(getattr, Missing())


class Proxy:
    __getattr__ = Bound()


class Callable:
    def __call__(self, *args):
        raise AttributeError('never')


class Other:
    __getattr__ = Callable()


for each in (Proxy(), Other(), Missing()):
    for _ in range(3):
        print(hasattr(each, 'value'), getattr(each, 'value', 7), getattr(each, 'value', None))
    try:
        each.value
    except AttributeError as error:
        print('raises', error)

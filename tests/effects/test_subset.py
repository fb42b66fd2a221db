"""The check that keeps effects within what CPython and MicroPython share."""

import pytest

from effects.subset import refusals

REFUSED = [
    ("import random", "import of random"),
    ("import math", "import of math"),
    ("from effects.other.effect import Other", "import of effects.other.effect"),
    ("from . import dishes", "import of ."),
    ("from .dishes import Dish", "import of .dishes"),
    ("灯 = 3", "the name 灯"),
    ("def f(灯):\n    return 灯", "the name 灯"),
    ("def f(a):\n    return a.灯", "the name 灯"),
    ("\ufeffA = 3", "a byte order mark"),
    ("def f():\n    from effects.engine import ease", "an import inside a function"),
    ("seen = {1, 2}", "a set"),
    ("def f(a):\n    return {x for x in a}", "a set"),
    ("def f(a):\n    return set(a)", "set(…)"),
    ("def f(a):\n    for name in a.items():\n        pass", ".items()"),
    ("def f(a):\n    return [x for x in a.values()]", ".values()"),
    ("def f():\n    for name in {'a': 1}:\n        pass", "a loop over a dict"),
    ("def f(a):\n    a.sort()", ".sort()"),
    ("def f(a):\n    return sorted(a, key=len)", "sorted(…, key=…)"),
    ("def f(a):\n    return round(a, 2)", "round(x, digits)"),
    ("def f(a):\n    return a ** 2", "**"),
    ("LARGE = 1073741824", "1073741824"),
    ("def f(a):\n    return [*a]", "unpacking with *"),
    ("def f(a):\n    return {**a}", "unpacking with **"),
    ("def f(a, /):\n    return a", "a positional-only parameter"),
    ("async def f():\n    pass", "an async function"),
    ("def f(a):\n    match a:\n        case 1:\n            pass", "match"),
    ("seen = []", "a list or dict shared by all plays"),
    ("class A:\n    seen = {}", "a list or dict shared by all plays"),
    ("count = 0\ndef f():\n    global count", "global"),
    ("class A(B, C):\n    pass", "several base classes"),
    ("@dataclass\nclass A:\n    pass", "a class decorator"),
    ("def f():\n    return open('x')", "open(…)"),
    ("def f(a):\n    return hash(a)", "hash(…)"),
    ("def f():\n    print(1)", "print(…)"),
    ("def f(a):\n    return a.zfill(3)", ".zfill()"),
    ("def f(a):\n    return a.__class__", ".__class__"),
    ("def f():\n    return __builtins__", "__builtins__"),
    ("TYPE_CHECKING = True\nif TYPE_CHECKING:\n    import os", "import of os"),
    ("TYPE_CHECKING = False\nTYPE_CHECKING = 1\nif TYPE_CHECKING:\n    import os", "import of os"),
    (
        "TYPE_CHECKING = False\nfrom effects.engine import Effect as TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import os",
        "import of os",
    ),
    ("def f():\n    while True:\n        pass", "a loop without an end"),
    ("def f():\n    while 1 < 2:\n        pass", "a loop without an end"),
    ("def f():\n    while True:\n        continue\n        break", "a loop without an end"),
    ("def f():\n    while True:\n        if 0:\n            break", "a loop without an end"),
    (
        "def f():\n    while True:\n        try:\n            pass\n        except ValueError:\n"
        "            break",
        "a loop without an end",
    ),
    ("def f(:", "a syntax error"),
]

ALLOWED = [
    "from effects.engine import Effect, ease",
    "from effects.mine.dishes import Dish",
    "KINDS = ('a', 'b')",
    "__all__ = ['a']",
    "def f(a):\n    return sorted(a.items())",
    "def f(a, b):\n    return a / b * 0.5",
    "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from typing import Any",
    "class A:\n    def start(self):\n        self.dishes = []",
    "def f(a):\n    return list(zip(*a))",
    "def f(a):\n    while True:\n        a += 1\n        if a > 9:\n            return a",
    "def f(a):\n    while True:\n        if a():\n            break",
    "def f(a):\n    while True:\n        try:\n            a()\n        except ValueError:\n"
    "            break",
    "def f(a):\n    while a:\n        pass",
]


@pytest.mark.parametrize(("source", "got"), REFUSED)
def test_what_differs_is_refused_with_its_line(source: str, got: str) -> None:
    found = refusals(source, "effect.py", "mine")
    assert [refusal.got for refusal in found if refusal.got.startswith(got)], found
    assert str(found[0]).startswith("effect.py:")
    assert found[0].todo


@pytest.mark.parametrize("source", ALLOWED)
def test_what_is_shared_is_allowed(source: str) -> None:
    assert refusals(source, "effect.py", "mine") == []


def test_the_engine_may_use_a_few_modules_more() -> None:
    assert refusals("from math import sqrt", "x.py", None) == []
    assert refusals("from math import sin", "x.py", None)
    assert refusals("import os", "x.py", None)

"""How old the faces of `kindlens sheet` look to an age net: `make judge PICTURES="…"`.

Needs packages of its own (requirements.txt beside this file), which `make judge` installs apart
from the rest. No part of the product: nobody's age is ever estimated there.
"""

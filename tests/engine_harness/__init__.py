"""Run engine code in the very MicroPython that the page runs, from pytest."""

"""Loops in which nothing happens: the one kind that a page would not notice. Reads source as text.

A page ends what runs too long, whenever Python calls out of its bytecode (web/src/runtime/
sandbox.ts). Any test of a value, call or sum does so; a loop of jumps alone does not.
"""

import ast

LEAVING = (ast.Break, ast.Return, ast.Raise)
DOING = (ast.Call, ast.Attribute, ast.Subscript, ast.For, ast.With, ast.FunctionDef, ast.ClassDef)
RECKONING = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.AugAssign)


def is_endless(loop: ast.While) -> bool:
    """Return whether a loop has no way out, or may go around without doing anything."""
    if not _is_constant(loop.test):
        return False
    has_way_out = any(isinstance(node, LEAVING) for node in ast.walk(loop))
    is_entered = not isinstance(loop.test, ast.Constant) or bool(loop.test.value)
    return is_entered and not (has_way_out and _does_something(loop.body))


def _is_constant(test: ast.expr) -> bool:
    """Return whether an expression is the same each time: an interpreter may leave it out."""
    return not any(isinstance(node, (ast.Name, ast.Call)) for node in ast.walk(test))


def _does_something(body: list[ast.stmt]) -> bool:
    """Return whether each way through statements leaves the loop, or calls out of the bytecode."""
    for statement in body:
        if isinstance(statement, LEAVING):
            return True
        if isinstance(statement, ast.Continue):
            return False
        if isinstance(statement, (ast.If, ast.While)):
            return not _is_constant(statement.test)
        if isinstance(statement, ast.Try):
            if _does_something(statement.body):
                return True
            if any(isinstance(node, ast.Continue) for node in ast.walk(statement)):
                return False
        elif _reckons(statement):
            return True
    return False


def _reckons(statement: ast.stmt) -> bool:
    """Return whether a statement without branches has something to call or to reckon."""
    nodes = list(ast.walk(statement))
    has_names = any(isinstance(node, ast.Name) for node in nodes)
    return any(isinstance(node, DOING) for node in nodes) or (
        has_names and any(isinstance(node, RECKONING) for node in nodes)
    )
